using System.Buffers;
using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Reads a node through windows. Each begins with <see cref="Detector.Lookbehind"/> bytes of the one before and ends with
/// <see cref="Detector.Overlap"/> bytes that the next one owns, so memory stays flat however large the node is. A long shape may pull
/// more, up to its own limit. The buffer is zeroed when it goes back to the pool.
/// </summary>
internal sealed class NodeReader : WindowTail, IDisposable
{
    private const int WindowSize = 128 * 1024;

    // A node may be longer than its container says; a window must then still get ahead of what it keeps.
    private const int SmallestWindow = 16 * 1024;

    private Stream _stream;
    private byte[] _buffer;
    private int _filled;

    // What was ever written to the buffer: all that has to be zeroed, which for small nodes is a small part of it.
    private int _used;
    private bool _ended;
    private bool _started;
    private ExceptionDispatchInfo? _heldFailure;

    /// <summary>Reads from <paramref name="stream"/>, which the caller disposes.</summary>
    /// <param name="stream">The node's bytes.</param>
    /// <param name="length">How many there are, if known, so that a small node takes a small buffer.</param>
    public NodeReader(Stream stream, long? length)
    {
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((length ?? WindowSize) + 1, SmallestWindow, WindowSize));
    }

    /// <summary>Why the bytes end before the node does, or null. What came before is read to its end first.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Where the window begins in the node.</summary>
    public long Offset { get; private set; }

    /// <summary>The bytes of the window, and what was pulled after them.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _filled);

    /// <summary>First owned byte of the window.</summary>
    public int OwnedStart { get; private set; }

    /// <summary>First byte after the owned ones.</summary>
    public int OwnedEnd { get; private set; }

    /// <summary>Moves to the next window; false after the last. The first call reads the first one.</summary>
    /// <param name="lines">Is told the bytes that the next window no longer has; null where lines mean nothing.</param>
    public bool Next(LineTracker? lines)
    {
        if (_started)
        {
            if (_ended && OwnedEnd == _filled)
            {
                return false;
            }

            int keepFrom = Math.Max(0, OwnedEnd - Detector.Lookbehind);
            lines?.Advance(_buffer.AsSpan(0, keepFrom), Offset == 0);
            Buffer.BlockCopy(_buffer, keepFrom, _buffer, 0, _filled - keepFrom);
            Offset += keepFrom;
            _filled -= keepFrom;
            OwnedStart = OwnedEnd - keepFrom;
        }

        _started = true;
        // A buffer that grew for one long value stays, but not every window after it is as long.
        Fill(Math.Min(_buffer.Length, Math.Max(WindowSize, _filled + SmallestWindow)));
        OwnedEnd = _ended ? _filled : Math.Max(OwnedStart, _filled - Detector.Overlap);
        return true;
    }

    /// <summary>The bytes of the window from a place on, as a stream; to be read before the window moves.</summary>
    public Stream From(int at) => new MemoryStream(_buffer, at, _filled - at, writable: false);

    /// <summary>Brings everything from a place of the window on to where it can be read in any order, and reads on from there.</summary>
    /// <param name="at">The place.</param>
    /// <param name="node">What is read.</param>
    /// <param name="budget">Pays for the space.</param>
    /// <returns>What was brought there; the caller disposes it when it no longer reads.</returns>
    public Materialized Hold(int at, ContentNode node, Budget budget)
    {
        byte[] ahead = _buffer[at.._filled];
        try
        {
            Materialized held = Materializer.Materialize(new ChainedStream(ahead, _stream), node.With(node.Open, null, randomAccess: false), budget);
            _stream = held.Node.Open();
            _stream.Position = ahead.Length;
            _heldFailure = held.Failure;
            return held;
        }
        finally
        {
            Array.Clear(ahead);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Extend(int length)
    {
        // Grown in steps, because what is asked for is a limit and most nodes end long before it.
        while (length > _filled && !_ended)
        {
            if (_filled == _buffer.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_buffer.Length * 2, Array.MaxLength));
                Buffer.BlockCopy(_buffer, 0, larger, 0, _filled);
                Return();
                _buffer = larger;
                _used = _filled;
            }

            Fill(Math.Min(length, _buffer.Length));
        }

        return Bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return();
        _buffer = [];
        _used = 0;
    }

    private void Return()
    {
        _buffer.AsSpan(0, _used).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    // A buffer that is exactly full does not know yet whether the node ends here; the next window finds out. A read that fails may have
    // written anywhere.
    private void Fill(int target)
    {
        int used = _used;
        _used = _buffer.Length;
        try
        {
            while (_filled < target && !_ended)
            {
                int read = _stream.Read(_buffer, _filled, target - _filled);
                _ended = read == 0;
                _filled += read;
            }

            Failure ??= _ended ? _heldFailure : null;
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            (Failure, _ended) = (ExceptionDispatchInfo.Capture(failure), true);
            return;
        }

        _used = Math.Max(used, _filled);
    }
}
