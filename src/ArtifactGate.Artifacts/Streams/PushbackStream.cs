namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A forward-only stream that can step back inside the last chunk it read. A decompressor reads ahead of the end of its data; stepping back
/// to a known trailer is how the next member is found without a seekable input.
/// </summary>
internal sealed class PushbackStream(Stream inner) : Stream
{
    private const int ChunkSize = 8192;
    private const int Ahead = 16;

    private readonly byte[] _chunk = new byte[ChunkSize + Ahead];
    private int _length;
    private int _at;
    private int _marked;
    private long _before;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes given so far. The xz reader finds its padding by it.</summary>
    public override long Position
    {
        get => _before + _at;
        set => throw new NotSupportedException();
    }

    /// <summary>Nothing before this place will be asked for again.</summary>
    public void Mark() => _marked = _at;

    /// <summary>Steps back by one byte, which was read from the chunk in hand.</summary>
    public void Unread() => _at--;

    /// <summary>
    /// Moves to the first place after the mark, or in the chunk in hand, where <paramref name="trailer"/> stands; it may begin in the chunk
    /// and end behind it. False when it stands nowhere.
    /// </summary>
    public bool MoveTo(ReadOnlySpan<byte> trailer)
    {
        while (_length < _chunk.Length && _length - _at < trailer.Length
            && inner.Read(_chunk, _length, Math.Min(trailer.Length, _chunk.Length - _length)) is var read and > 0)
        {
            _length += read;
        }

        int found = _chunk.AsSpan(_marked.._length).IndexOf(trailer);
        _at = found < 0 ? _at : _marked + found;
        return found >= 0;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _length)
        {
            _before += _at;
            (_at, _length, _marked) = (0, 0, 0);
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
            Array.Clear(_chunk);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
