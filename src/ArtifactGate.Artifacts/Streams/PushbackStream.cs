namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A forward-only stream that can step back by a byte of the last chunk it read: what follows the end of one stream is the first byte of the
/// next.
/// </summary>
internal sealed class PushbackStream(Stream inner) : ForwardStream
{
    private const int ChunkSize = 8192;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private int _length;
    private int _at;
    private long _before;

    /// <summary>Bytes given so far. The xz reader finds its padding by it.</summary>
    public override long Position
    {
        get => _before + _at;
        set => throw new NotSupportedException();
    }

    /// <summary>Steps back by one byte, which was read from the chunk in hand.</summary>
    public void Unread() => _at--;

    public override int Read(Span<byte> buffer)
    {
        if (_at == _length)
        {
            _before += _at;
            (_at, _length) = (0, 0);
            int loaded = inner.Read(_chunk, 0, ChunkSize);
            if (loaded == 0)
            {
                return 0;
            }

            _length = loaded;
        }

        int count = Math.Min(buffer.Length, _length - _at);
        _chunk.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_chunk);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
