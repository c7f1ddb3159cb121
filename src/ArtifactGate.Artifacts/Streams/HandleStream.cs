using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Reads a range of an open file at positions of its own, so that many can read at once. Does not own the handle.</summary>
internal sealed class HandleStream(SafeFileHandle handle, long length) : Stream
{
    private const int MostAhead = 64 * 1024;

    private long _position;
    private byte[] _buffer = [];
    private long _bufferAt;
    private int _bufferLength;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>
    /// Says how many bytes will be read from the position on, so that they are fetched in larger steps than they are asked for: a call to the
    /// system costs as much as decompressing what it brings.
    /// </summary>
    public void Expect(long bytes)
    {
        ReturnBuffer();
        int ahead = (int)Math.Min(MostAhead, Math.Min(bytes, length - _position));
        _buffer = ahead > 0 ? ArrayPool<byte>.Shared.Rent(ahead) : [];
        (_bufferAt, _bufferLength) = (_position, 0);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        int read = buffer.Length < _buffer.Length ? ReadBuffered(buffer) : ReadFile(buffer, _position);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        long target = offset + (origin switch
        {
            SeekOrigin.Current => _position,
            SeekOrigin.End => length,
            _ => 0,
        });
        return target >= 0 ? Position = target : throw new IOException("A position before the beginning.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        ReturnBuffer();
        base.Dispose(disposing);
    }

    private int ReadBuffered(Span<byte> buffer)
    {
        if (_position < _bufferAt || _position >= _bufferAt + _bufferLength)
        {
            _bufferAt = _position;
            _bufferLength = ReadFile(_buffer, _position);
        }

        ReadOnlySpan<byte> here = _buffer.AsSpan((int)(_position - _bufferAt), (int)(_bufferAt + _bufferLength - _position));
        int read = Math.Min(here.Length, buffer.Length);
        here[..read].CopyTo(buffer);
        return read;
    }

    private int ReadFile(Span<byte> buffer, long position) =>
        RandomAccess.Read(handle, buffer[..(int)Math.Min(buffer.Length, length - position)], position);

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }
    }
}
