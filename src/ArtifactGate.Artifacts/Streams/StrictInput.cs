namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Input for those decoders of the library that take it byte by byte and go on with zeros or ones where it has ended: here the end is an
/// error, because such data says itself where it ends. Owns the stream.
/// </summary>
internal sealed class StrictInput(Stream inner) : ForwardStream
{
    private const int ChunkSize = 16 * 1024;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private int _length;
    private int _at;
    private long _before;

    /// <summary>Bytes given so far.</summary>
    public override long Position
    {
        get => _before + _at;
        set => throw new NotSupportedException();
    }

    /// <summary>The next byte, or -1 at the end.</summary>
    public int TakeByte() => _at < _length || Load() ? _chunk[_at++] : -1;

    /// <exception cref="EndOfStreamException">The input has ended.</exception>
    public override int ReadByte() => TakeByte() is var next and >= 0 ? next : throw new EndOfStreamException();

    /// <exception cref="EndOfStreamException">The input has ended.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_at == _length && !Load())
        {
            throw new EndOfStreamException();
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
