using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>Reads a range of an open file at positions of its own, so that many can read at once. Does not own the handle.</summary>
internal sealed class HandleStream(SafeFileHandle handle, long length) : SeekableStream
{
    private const int MostAhead = 64 * 1024;

    private byte[] _buffer = [];
    private long _bufferAt;
    private int _bufferLength;

    public override long Length => length;

    /// <summary>
    /// Says how many bytes will be read from the position on, so that they are fetched in larger steps than they are asked for: a call to the
    /// system costs as much as decompressing what it brings.
    /// </summary>
    public void Expect(long bytes)
    {
        ReturnBuffer();
        int ahead = (int)Math.Clamp(Math.Min(bytes, length - Position), 0, MostAhead);
        _buffer = ahead > 0 ? ArrayPool<byte>.Shared.Rent(ahead) : [];
        (_bufferAt, _bufferLength) = (Position, 0);
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        int read = buffer.Length < _buffer.Length ? ReadBuffered(buffer) : ReadFile(buffer, Position);
        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        ReturnBuffer();
        base.Dispose(disposing);
    }

    private int ReadBuffered(Span<byte> buffer)
    {
        if (Position < _bufferAt || Position >= _bufferAt + _bufferLength)
        {
            _bufferAt = Position;
            _bufferLength = ReadFile(_buffer, Position);
        }

        ReadOnlySpan<byte> here = _buffer.AsSpan((int)(Position - _bufferAt), (int)(_bufferAt + _bufferLength - Position));
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
