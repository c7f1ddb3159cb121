using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Deflate;

/// <summary>Decompresses deflate data that is a file of its own. Zeros may follow, nothing else.</summary>
/// <param name="packed">The file; owned.</param>
/// <param name="hidden">Receives where the data ends, if something follows it.</param>
internal sealed class DeflateFileStream(Stream packed, HiddenParts? hidden) : ForwardStream
{
    private readonly InflateStream _data = new(packed);
    private bool _ended;

    /// <summary>Bytes of the file that were taken; of damaged data, those before the damage.</summary>
    public long PackedPosition => _data.InputPosition;

    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended || buffer.IsEmpty ? 0 : _data.Read(buffer);
        if (read > 0 || buffer.IsEmpty || _ended)
        {
            return read;
        }

        _ended = true;
        int next = _data.TakeByte();
        while (next == 0)
        {
            next = _data.TakeByte();
        }

        if (next >= 0)
        {
            hidden?.EndAt(_data.InputPosition - 1);
            throw new InvalidDataException("something else follows the deflate data");
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _data.Dispose();
        }

        base.Dispose(disposing);
    }
}
