namespace ArtifactGate.Artifacts.Streams;

/// <summary>Remembers how many bytes were read, and whether the last of them were all zero.</summary>
internal sealed class TailStream(Stream inner, int length) : ForwardStream
{
    private long _zeros;
    private long _total;

    /// <summary>Whether what was read ends in that many zero bytes.</summary>
    public bool TailIsZero => _zeros >= length;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
