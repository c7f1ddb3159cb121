using System.Buffers;
using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Engine.Walking;

/// <summary>Counts what is read from a node against the budget, and replays the head that was already looked at.</summary>
internal sealed class MeteredStream(Stream inner, Budget budget, ContentNode node) : ForwardStream
{
    private byte[] _head = [];
    private int _headLength;
    private int _headAt;
    private readonly byte[] _tail = node.RandomAccess ? [] : new byte[FormatBook.TailLength];
    private long _total;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Bytes read so far.</summary>
    public long Total => _total;

    /// <summary>The last bytes read so far of content that can only be read forward.</summary>
    public ReadOnlySpan<byte> Tail => _tail.AsSpan(_tail.Length - (int)Math.Min(_tail.Length, _total));

    /// <summary>Reads up to <paramref name="length"/> bytes that later reads will see again. Asked once, before anything is read.</summary>
    public ReadOnlySpan<byte> Peek(int length)
    {
        _head = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            while (_headLength < length && ReadInner(_head.AsSpan(_headLength, length - _headLength)) is var read and > 0)
            {
                _headLength += read;
            }
        }
        catch (Exception failure) when (_headLength > 0 && UnreadReasons.Of(failure) is not null)
        {
            // What came before the damage is read like any other; the damage comes when a reader gets there.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        return _head.AsSpan(0, _headLength);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_headAt < _headLength)
        {
            int count = Math.Min(buffer.Length, _headLength - _headAt);
            _head.AsSpan(_headAt, count).CopyTo(buffer);
            _headAt += count;
            return count;
        }

        _failure?.Throw();
        return ReadInner(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Return();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // A read that failed may have written anywhere.
    private void Return()
    {
        if (_head.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_head, clearArray: true);
            (_head, _headLength) = ([], 0);
        }
    }

    private int ReadInner(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        if (read > 0)
        {
            _total += read;
            Keep(buffer[..read]);
            budget.AddBytes(read, _total, node.PackedLength ?? node.PackedSoFar?.Invoke());
        }

        return read;
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        if (_tail.Length == 0)
        {
            return;
        }

        int moved = Math.Max(0, _tail.Length - read.Length);
        _tail.AsSpan(_tail.Length - moved).CopyTo(_tail);
        read[^(_tail.Length - moved)..].CopyTo(_tail.AsSpan(moved));
    }
}
