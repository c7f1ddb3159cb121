using System.Buffers;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Pdf;

/// <summary>A filter that gives a few bytes at a step.</summary>
internal abstract class ByteFilter(Stream packed) : ForwardStream
{
    private const int BufferLength = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private int _at;
    private int _length;
    private ReadOnlyMemory<byte> _step;
    private bool _ended;

    public sealed override int Read(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length && !_ended)
        {
            if (_step.IsEmpty)
            {
                _step = Step();
                _ended = _step.IsEmpty;
            }

            int count = Math.Min(buffer.Length - filled, _step.Length);
            _step.Span[..count].CopyTo(buffer[filled..]);
            _step = _step[count..];
            filled += count;
        }

        return filled;
    }

    /// <summary>The next bytes; empty at the end.</summary>
    protected abstract ReadOnlyMemory<byte> Step();

    /// <summary>A byte of the input, or -1 at its end.</summary>
    protected int TakeByte()
    {
        if (_at == _length)
        {
            (_at, _length) = (0, packed.Read(_buffer, 0, BufferLength));
        }

        return _at < _length ? _buffer[_at++] : -1;
    }

    /// <summary>A byte of the input that is not white space, or -1 at its end.</summary>
    protected int TakeCharacter()
    {
        int next = TakeByte();
        while (next is 0 or ' ' or '\t' or '\r' or '\n' or '\f')
        {
            next = TakeByte();
        }

        return next;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            packed.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            (_buffer, _ended) = ([], true);
        }

        base.Dispose(disposing);
    }
}
