namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A forward-only stream that takes back what its reader did not need. <see cref="System.IO.Compression.DeflateStream"/> returns the input
/// after the end of its data to a stream that can seek; that is the only way to learn where a deflate stream ends.
/// </summary>
internal sealed class PushbackStream(Stream inner) : Stream
{
    private byte[] _last = [];
    private int _lastLength;
    private int _pending;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes given out and not taken back.</summary>
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_pending > 0)
        {
            int again = Math.Min(_pending, buffer.Length);
            _last.AsSpan(_lastLength - _pending, again).CopyTo(buffer);
            _pending -= again;
            Position += again;
            return again;
        }

        int read = inner.Read(buffer);
        if (_last.Length < read)
        {
            _last = new byte[Math.Max(read, 8192)];
        }

        buffer[..read].CopyTo(_last);
        _lastLength = read;
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        if (origin != SeekOrigin.Current || offset > 0 || -offset > _lastLength - _pending)
        {
            throw new NotSupportedException();
        }

        _pending -= (int)offset;
        return Position += offset;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_last);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
