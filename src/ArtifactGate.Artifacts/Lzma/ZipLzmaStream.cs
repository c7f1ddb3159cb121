using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>
/// Decompresses LZMA data of a zip (APPNOTE 5.8): the version of the program, the size of the properties, those, data. It must take all of
/// its input. Owns the stream.
/// </summary>
internal sealed class ZipLzmaStream(Stream packed, long length, MemoryAccount memory, HiddenParts hidden) : ForwardStream
{
    private const int HeaderLength = 4;

    private readonly StrictInput _input = new(packed);
    private LzmaData? _data;

    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        _data ??= Begin();
        int read = _data.Read(buffer);
        if (read > 0 || buffer.IsEmpty || _input.TakeByte() < 0)
        {
            return read;
        }

        hidden.EndAt(_input.Position - 1);
        throw new InvalidDataException("something else follows the LZMA data");
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
        Span<byte> header = stackalloc byte[HeaderLength + LzmaData.PropertiesLength];
        _input.ReadExactly(header);
        return BinaryPrimitives.ReadUInt16LittleEndian(header[2..]) == LzmaData.PropertiesLength
            ? new LzmaData(header[HeaderLength..], _input, length, memory)
            : throw new InvalidDataException("no LZMA properties");
    }
}
