using SharpCompress.Compressors.Xz;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Decompresses xz (format 1.2.1), all streams one after the other, of which the library reads the first.</summary>
internal sealed class XzStreamsStream(Stream input) : ForwardStream
{
    private readonly PushbackStream _input = new(input);
    private XZStream? _stream;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            _stream ??= new XZStream(new XzFraming(_input));
            int read = _stream.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            Next();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    // Between streams there may be zeros; anything else must be the next stream.
    private void Next()
    {
        int next = _input.ReadByte();
        while (next == 0)
        {
            next = _input.ReadByte();
        }

        if (next < 0)
        {
            _ended = true;
            return;
        }

        if (next != 0xFD)
        {
            throw new InvalidDataException("something else follows the last xz stream");
        }

        _input.Unread();
        _stream = null;
    }
}
