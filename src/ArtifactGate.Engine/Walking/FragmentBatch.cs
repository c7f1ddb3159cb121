using System.Buffers;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Short labelled fragments side by side: a resource file has thousands, and one pass over all of them costs what one alone does. Zero bytes
/// between them keep the end of one from meeting the start of the next.
/// </summary>
internal sealed class FragmentBatch : IDisposable
{
    private const int Separator = 32;
    private const int LongestFragment = 64 * 1024;
    private const int Enough = 256 * 1024;

    private readonly List<(ContentNode Node, int Start, int Length)> _fragments = [];
    private byte[] _buffer = [];
    private int _filled;

    /// <summary>Whether there is nothing to scan.</summary>
    public bool IsEmpty => _fragments.Count == 0;

    /// <summary>Whether it should be scanned before more is added.</summary>
    public bool IsFull => _filled >= Enough;

    /// <summary>The fragments, and where each is in <see cref="Bytes"/>.</summary>
    public IReadOnlyList<(ContentNode Node, int Start, int Length)> Fragments => _fragments;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _filled);

    /// <summary>All bytes, as a stream.</summary>
    public Stream Open() => new MemoryStream(_buffer, 0, _filled, writable: false);

    /// <summary>Whether a node is a fragment short enough to share a pass.</summary>
    public static bool Takes(ContentNode node) => node.Label is not null && node.Length is <= LongestFragment;

    /// <summary>Reads a fragment.</summary>
    /// <exception cref="EndOfStreamException">It is shorter than its container says.</exception>
    public void Add(ContentNode node)
    {
        if (_buffer.Length == 0)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(Enough + LongestFragment + Separator);
        }

        int length = (int)node.Length!.Value;
        using Stream stream = node.Open();
        stream.ReadExactly(_buffer.AsSpan(_filled, length));
        _buffer.AsSpan(_filled + length, Separator).Clear();
        _fragments.Add((node, _filled, length));
        _filled += length + Separator;
    }

    /// <summary>The fragment that holds a byte of the batch.</summary>
    public (ContentNode Node, int Start, int Length) At(long position) => Sorted.LastAtOrBefore(_fragments, position, f => f.Start);

    /// <inheritdoc/>
    public void Dispose() => Clear();

    /// <summary>Empties the batch; what it held is zeroed.</summary>
    public void Clear()
    {
        if (_buffer.Length == 0)
        {
            return;
        }

        // A read that failed may have written behind what counts.
        _buffer.AsSpan(0, Math.Min(_buffer.Length, _filled + LongestFragment)).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled = 0;
        _fragments.Clear();
    }
}
