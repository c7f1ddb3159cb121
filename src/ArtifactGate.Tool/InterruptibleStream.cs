namespace ArtifactGate.Tool;

/// <summary>Standard input that a cancelled run stops waiting for: a read of a pipe ends only when the other side writes or ends.</summary>
internal sealed class InterruptibleStream(Stream inner, CancellationToken cancellation) : Stream
{
    // Reads into memory of its own: one that is abandoned may still end, and must not write into a buffer that somebody else has by then.
    private readonly byte[] _buffer = new byte[64 * 1024];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public override int Read(Span<byte> buffer)
    {
        int wanted = Math.Min(buffer.Length, _buffer.Length);
        Task<int> reading = Task.Run(() => inner.Read(_buffer, 0, wanted), CancellationToken.None);
        Task.WaitAny([reading], cancellation);
        int read = reading.GetAwaiter().GetResult();
        _buffer.AsSpan(0, read).CopyTo(buffer);
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
            Array.Clear(_buffer);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
