using SharpCompress.Compressors.Xz;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Decompresses xz (format 1.2.1), all streams one after the other, of which the library reads the first.</summary>
internal sealed class XzStreamsStream(Stream input) : Stream
{
    private readonly PushbackStream _input = new(input);
    private XZStream? _stream;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (!_ended && count > 0)
        {
            _stream ??= new XZStream(_input);
            int read = _stream.Read(buffer, offset, count);
            if (read > 0)
            {
                return read;
            }

            Next();
        }

        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
