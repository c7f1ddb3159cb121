using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>
/// Decompresses lzip (the format of its manual, version 1), all members one after the other, and verifies checksum and both lengths of
/// each. Zeros may follow the last member, nothing else.
/// </summary>
/// <param name="packed">The file; owned.</param>
/// <param name="memory">Lends dictionaries.</param>
/// <param name="single">Whether the first member is all, whatever follows it.</param>
/// <param name="hidden">Receives where the last member ends, if something else follows.</param>
internal sealed class LzipMembersStream(Stream packed, MemoryAccount memory, bool single = false, HiddenParts? hidden = null) : ForwardStream
{
    // lc=3 lp=0 pb=2, as the format fixes them.
    private const byte Coding = 0x5D;
    private const int HeaderLength = 6;
    private const int TrailerLength = 20;

    private readonly StrictInput _input = new(packed);
    private LzmaData? _member;
    private Crc32 _crc = new();
    private long _memberAt;
    private long _length;
    private bool _ended;

    /// <summary>Bytes of the file that were taken.</summary>
    public long PackedPosition => _input.Position;

    /// <summary>Whether bytes begin a member.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) =>
        head is [(byte)'L', (byte)'Z', (byte)'I', (byte)'P', 1, var dictionary, ..] && Dictionary(dictionary) is not null;

    /// <exception cref="InvalidDataException">A member is damaged, or something else follows the last.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            _member ??= Begin();
            int read = _member.Read(buffer);
            if (read > 0)
            {
                _crc.Append(buffer[..read]);
                _length += read;
                return read;
            }

            Finish();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    // A power of two, less some sixteenths of it.
    private static uint? Dictionary(byte coded)
    {
        int power = coded & 31;
        return power is >= 12 and <= 29 ? (1u << power) - ((1u << power) / 16 * (uint)(coded >> 5)) : null;
    }

    private LzmaData Begin()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        _memberAt = _input.Position;
        _input.ReadExactly(header);
        if (!Begins(header))
        {
            throw new InvalidDataException("no lzip header where one must be");
        }

        Span<byte> properties = stackalloc byte[LzmaData.PropertiesLength];
        properties[0] = Coding;
        BinaryPrimitives.WriteUInt32LittleEndian(properties[1..], Dictionary(header[5])!.Value);
        return new LzmaData(properties, _input, -1, memory);
    }

    private void Finish()
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        _input.ReadExactly(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _crc.GetCurrentHashAsUInt32()
            || BinaryPrimitives.ReadInt64LittleEndian(trailer[4..]) != _length
            || BinaryPrimitives.ReadInt64LittleEndian(trailer[12..]) != _input.Position - _memberAt)
        {
            throw new InvalidDataException("a lzip member has another length or checksum");
        }

        _member?.Dispose();
        (_member, _crc, _length) = (null, new Crc32(), 0);
        if (single)
        {
            _ended = true;
            return;
        }

        _input.SkipZeros();
        ReadOnlySpan<byte> next = _input.Peek(HeaderLength);
        _ended = next.IsEmpty;
        if (!_ended && !Begins(next))
        {
            hidden?.EndAt(_input.Position);
            throw new InvalidDataException("something else follows the last lzip member");
        }
    }
}
