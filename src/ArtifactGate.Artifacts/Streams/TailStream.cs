namespace ArtifactGate.Artifacts.Streams;

/// <summary>Remembers how many bytes were read, and whether the last of them were all zero.</summary>
internal sealed class TailStream(Stream inner, int length) : Stream
{
    private long _zeros;
    private long _total;

    /// <summary>Whether what was read ends in that many zero bytes.</summary>
    public bool TailIsZero => _zeros >= length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _total;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _total += read;
        int last = buffer[..read].LastIndexOfAnyExcept((byte)0);
        _zeros = last < 0 ? _zeros + read : read - last - 1;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
