using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>
/// Decompresses a file of the old LZMA program (LZMA SDK, <c>lzma.txt</c>): properties, the length of the content or all ones, data. It has no
/// checksum. Zeros may follow, nothing else.
/// </summary>
/// <param name="packed">The file; owned.</param>
/// <param name="memory">Lends the dictionary.</param>
/// <param name="hidden">Receives where the data ends, if something follows it.</param>
internal sealed class LzmaFileStream(Stream packed, MemoryAccount memory, HiddenParts? hidden = null) : ForwardStream
{
    /// <summary>Bytes before the data.</summary>
    public const int HeaderLength = 13;

    private readonly StrictInput _input = new(packed);
    private LzmaData? _data;
    private bool _ended;

    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        _data ??= Begin();
        int read = _data.Read(buffer);
        if (read == 0)
        {
            _ended = true;
            _input.SkipZeros();
            if (!_input.Peek(1).IsEmpty)
            {
                hidden?.EndAt(_input.Position);
                throw new InvalidDataException("something else follows the LZMA data");
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _data?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private LzmaData Begin()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        _input.ReadExactly(header);
        long length = BinaryPrimitives.ReadInt64LittleEndian(header[LzmaData.PropertiesLength..]);
        return length >= -1 ? new LzmaData(header, _input, length, memory) : throw new InvalidDataException("no length");
    }
}
