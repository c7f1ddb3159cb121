using System.Runtime.CompilerServices;

namespace ArtifactGate.Detection;

/// <summary>
/// Which window of each anchor the filter looks for, and which anchors share a bucket.
/// </summary>
/// <remarks>
/// A bucket accepts the cross product of the nibbles of its anchors, so anchors that look alike belong together, and the best
/// window of an anchor is the one that is rare in what we scan. The best plan is expensive to find; a good one is cheap: each
/// anchor in turn, the most common first, goes with its best window to the bucket that grows least by it, and when all are
/// placed each may move once more. That is a few hundred thousand additions for 300 anchors.
/// </remarks>
internal sealed class BucketPlan
{
    /// <summary>Buckets: one bit each in two shuffle results of 8 bits.</summary>
    public const int Buckets = 16;

    // More windows of an anchor than this do not improve a plan noticeably.
    private const int Candidates = 4;

    private readonly ByteFrequencies _frequencies = new();
    private readonly AnchorWindow[] _windows;
    private readonly int[] _bucketOf;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BucketPlan(IReadOnlyList<Anchor> anchors)
    {
        Offsets = new int[anchors.Count];
        _windows = new AnchorWindow[anchors.Count];
        _bucketOf = new int[anchors.Count];
        _bucketOf.AsSpan().Fill(-1);
        var options = new (int Offset, AnchorWindow Window, float Share)[anchors.Count][];
        var order = new int[anchors.Count];
        var keys = new float[anchors.Count];
        for (int i = 0; i < anchors.Count; i++)
        {
            options[i] = RarestWindows(anchors[i]);
            order[i] = i;
            keys[i] = -options[i][0].Share;
        }

        Array.Sort(keys, order);
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (int anchor in order)
            {
                Place(anchor, options[anchor]);
            }
        }
    }

    /// <summary>Where in each anchor its window begins.</summary>
    public int[] Offsets { get; }

    /// <summary>What each bucket accepts.</summary>
    public AnchorWindow[] Accepted { get; } = new AnchorWindow[Buckets];

    private (int Offset, AnchorWindow Window, float Share)[] RarestWindows(in Anchor anchor)
    {
        var all = new (int Offset, AnchorWindow Window, float Share)[Math.Max(1, anchor.Bytes.Length - AnchorWindow.Positions + 1)];
        for (int offset = 0; offset < all.Length; offset++)
        {
            AnchorWindow window = AnchorWindow.At(anchor, offset);
            all[offset] = (offset, window, window.Share(_frequencies));
        }

        Array.Sort(all, static (a, b) => a.Share.CompareTo(b.Share));
        return all.Length > Candidates ? all[..Candidates] : all;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(int anchor, (int Offset, AnchorWindow Window, float Share)[] options)
    {
        if (_bucketOf[anchor] is int old and >= 0)
        {
            _bucketOf[anchor] = -1;
            Accepted[old] = default;
            for (int i = 0; i < _bucketOf.Length; i++)
            {
                if (_bucketOf[i] == old)
                {
                    Accepted[old] = Accepted[old].With(_windows[i]);
                }
            }
        }

        float least = float.MaxValue;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            float before = Accepted[bucket].Share(_frequencies);
            foreach ((int offset, AnchorWindow window, _) in options)
            {
                float growth = Accepted[bucket].With(window).Share(_frequencies) - before;
                if (growth < least)
                {
                    least = growth;
                    _bucketOf[anchor] = bucket;
                    _windows[anchor] = window;
                    Offsets[anchor] = offset;
                }
            }
        }

        Accepted[_bucketOf[anchor]] = Accepted[_bucketOf[anchor]].With(_windows[anchor]);
    }
}
