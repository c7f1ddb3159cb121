namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// The bytes of a compressed file. They are taken ahead of what is used, and only whoever has decompressed all of it knows where it ends: the last of them
/// are kept, so that what stands behind the end can be read too. Neither owns the stream nor ends when a reader disposes it.
/// </summary>
/// <param name="inner">The file.</param>
internal sealed class PackedFile(Stream inner) : ForwardStream
{
    // As many bytes as are handed out at once, and as many as a reader may have left of those before.
    private const int ChunkSize = 16 * 1024;

    private readonly byte[] _kept = new byte[2 * ChunkSize];
    private int _length;
    private long _total;

    /// <summary>Bytes that were taken.</summary>
    public override long Position
    {
        get => _total;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer[..Math.Min(ChunkSize, buffer.Length)]);
        int left = Math.Min(_length, _kept.Length - read);
        if (left < _length)
        {
            left = Math.Min(left, ChunkSize);
            _kept.AsSpan(_length - left, left).CopyTo(_kept);
        }

        buffer[..read].CopyTo(_kept.AsSpan(left));
        (_length, _total) = (left + read, _total + read);
        return read;
    }

    /// <summary>Everything from a byte on, which is one of the last that were taken. Reading it takes further bytes of the file.</summary>
    public Stream From(long offset)
    {
        int left = (int)(_total - offset);
        return new ChainedStream(_kept[(_length - left).._length], inner);
    }

    /// <summary>Forgets what is kept.</summary>
    public void Clear()
    {
        Array.Clear(_kept);
        _length = 0;
    }
}
