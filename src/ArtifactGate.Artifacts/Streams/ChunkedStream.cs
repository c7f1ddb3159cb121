namespace ArtifactGate.Artifacts.Streams;

/// <summary>A forward-only stream that takes its input in chunks, because it is asked for a few bytes at a time. Owns the input.</summary>
internal abstract class ChunkedStream(Stream inner) : ForwardStream
{
    private const int ChunkSize = 16 * 1024;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private int _length;
    private int _at;
    private long _before;

    /// <summary>Bytes given so far.</summary>
    public sealed override long Position
    {
        get => _before + _at;
        set => throw new NotSupportedException();
    }

    /// <summary>The next byte, or -1 at the end.</summary>
    public int TakeByte() => _at < _length || Load() ? _chunk[_at++] : -1;

    /// <summary>The next bytes, few enough to be in one chunk, which later reads see again; fewer at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_length - _at < count)
        {
            _before += _at;
            _chunk.AsSpan(_at, _length - _at).CopyTo(_chunk);
            (_at, _length) = (0, _length - _at);
            while (_length < count && inner.Read(_chunk, _length, ChunkSize - _length) is var read and > 0)
            {
                _length += read;
            }
        }

        return _chunk.AsSpan(_at, Math.Min(count, _length - _at));
    }

    /// <summary>Takes the zeros that come next.</summary>
    public void SkipZeros()
    {
        while (Peek(1) is [0])
        {
            _at++;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_at == _length && !Load()))
        {
            return 0;
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

    private bool Load()
    {
        _before += _at;
        (_at, _length) = (0, 0);
        _length = inner.Read(_chunk, 0, ChunkSize);
        return _length > 0;
    }
}
