using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Xz;

/// <summary>
/// Decompresses xz (format 1.2.1), all streams one after the other, and verifies what it tells of itself: the checks of the blocks, the index of
/// them, the footer. Zeros may stand between streams and behind the last, nothing else.
/// </summary>
/// <param name="packed">The file; owned.</param>
/// <param name="memory">Lends dictionaries.</param>
/// <param name="single">Whether the first stream is all, whatever follows it.</param>
/// <param name="hidden">Receives where the last stream ends, if something else follows.</param>
internal sealed class XzFileStream(Stream packed, MemoryAccount memory, bool single = false, HiddenParts? hidden = null) : ForwardStream
{
    private const int FlagsLength = 2;
    private const int HeaderLength = 12;
    private const int FooterLength = 12;

    private readonly StrictInput _input = new(packed);
    private readonly byte[] _flags = new byte[FlagsLength];
    private XzBlock? _block;
    private XzIndex? _index;
    private bool _ended;

    /// <summary>Bytes of the file that were taken.</summary>
    public long PackedPosition => _input.Position;

    private static ReadOnlySpan<byte> Magic => [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    /// <exception cref="InvalidDataException">The file is damaged, or something else follows it.</exception>
    /// <exception cref="EndOfStreamException">The file is cut off.</exception>
    /// <exception cref="BudgetExceededException">A dictionary is too large.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            if (_block is null && !NextBlock())
            {
                continue;
            }

            int read = _block!.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            _index!.Add(_block.UnpaddedLength, _block.Length);
            _block.Dispose();
            _block = null;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _block?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NextBlock()
    {
        if (_index is null)
        {
            BeginStream();
        }

        int first = _input.ReadByte();
        if (first > 0)
        {
            _block = new XzBlock(first, _input, _flags[1], memory);
            return true;
        }

        EndStream();
        return false;
    }

    private void BeginStream()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        _input.ReadExactly(header);
        Span<byte> flags = header.Slice(Magic.Length, FlagsLength);
        if (!header.StartsWith(Magic) || Crc32.HashToUInt32(flags) != BinaryPrimitives.ReadUInt32LittleEndian(header[^sizeof(uint)..]) || flags[0] != 0)
        {
            throw XzNumbers.Damaged();
        }

        flags.CopyTo(_flags);
        _index = new XzIndex();
    }

    // Between streams there may be zeros; anything else must be the next stream.
    private void EndStream()
    {
        long length = _index!.Verify(_input);
        Span<byte> footer = stackalloc byte[FooterLength];
        _input.ReadExactly(footer);
        Span<byte> told = footer[sizeof(uint)..^2];
        if (!footer.EndsWith("YZ"u8) || !told.EndsWith(_flags) || Crc32.HashToUInt32(told) != BinaryPrimitives.ReadUInt32LittleEndian(footer)
            || (BinaryPrimitives.ReadUInt32LittleEndian(told) + 1L) * 4 != length)
        {
            throw XzNumbers.Damaged();
        }

        _index = null;
        if (single)
        {
            _ended = true;
            return;
        }

        _input.SkipZeros();
        ReadOnlySpan<byte> next = _input.Peek(Magic.Length);
        _ended = next.IsEmpty;
        if (!_ended && !next.SequenceEqual(Magic))
        {
            hidden?.EndAt(_input.Position);
            throw XzNumbers.Damaged();
        }
    }
}
