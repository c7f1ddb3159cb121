namespace ArtifactGate.Detection;

/// <summary>
/// Which window of each anchor the filter looks for, and which anchors share a bucket.
/// </summary>
/// <remarks>
/// A bucket accepts the cross product of the nibbles of its anchors, so anchors that look alike belong together, and the best
/// window of an anchor is the one that is rare in what we scan. The best plan is expensive to find; a good one is cheap: each
/// anchor in turn, the most common first, goes to the bucket that grows least by it with a window that is itself rare, and when all are
/// placed each may move once more. That is about a million additions for 300 anchors. A scanner is made in every build, so the
/// code is also kept to what the just-in-time compiler is quick with: arrays of numbers, no generics over new types.
/// </remarks>
internal sealed class BucketPlan
{
    /// <summary>Buckets: one bit each in two shuffle results of 8 bits.</summary>
    public const int Buckets = 16;

    // More windows of an anchor than this do not improve a plan noticeably.
    private const int Candidates = 4;

    // What a place costs that looks like the anchor all the way to the comparison, against one that only passes the filter.
    private const float ConfirmCost = 16;

    private readonly ByteFrequencies _frequencies = new();
    private readonly CommonWindows _common = new();
    private readonly int[] _bucketOf;
    private readonly AnchorWindow[] _windowOf;

    private readonly float[] _acceptedShares = new float[Buckets];

    // The rarest windows of each anchor, Candidates a piece, the rarest first; an unused place has share infinity.
    private readonly AnchorWindow[] _windows;
    private readonly int[] _offsets;
    private readonly float[] _shares;

    public BucketPlan(IReadOnlyList<Anchor> anchors)
    {
        Offsets = new int[anchors.Count];
        _bucketOf = new int[anchors.Count];
        _windowOf = new AnchorWindow[anchors.Count];
        _windows = new AnchorWindow[anchors.Count * Candidates];
        _offsets = new int[_windows.Length];
        _shares = new float[_windows.Length];
        for (int i = 0; i < _shares.Length; i++)
        {
            _shares[i] = float.PositiveInfinity;
        }

        var order = new int[anchors.Count];
        for (int i = 0; i < order.Length; i++)
        {
            _bucketOf[i] = -1;
            FindRarestWindows(anchors[i], i * Candidates);
            int place = i;
            for (; place > 0 && _shares[order[place - 1] * Candidates] < _shares[i * Candidates]; place--)
            {
                order[place] = order[place - 1];
            }

            order[place] = i;
        }

        for (int pass = 0; pass < 2; pass++)
        {
            foreach (int anchor in order)
            {
                Place(anchor);
            }
        }
    }

    /// <summary>Where in each anchor its window begins.</summary>
    public int[] Offsets { get; }

    /// <summary>What each bucket accepts.</summary>
    public AnchorWindow[] Accepted { get; } = new AnchorWindow[Buckets];

    private void FindRarestWindows(Anchor anchor, int first)
    {
        int last = Math.Max(0, anchor.Bytes.Length - AnchorWindow.Positions);
        for (int offset = 0; offset <= last; offset++)
        {
            AnchorWindow window = AnchorWindow.At(anchor, offset);
            float share = _common.ShareOf(anchor.Bytes, offset, window.Share(_frequencies));
            int place = first + Candidates;
            for (; place > first && share < _shares[place - 1]; place--)
            {
                if (place < first + Candidates)
                {
                    (_shares[place], _windows[place], _offsets[place]) = (_shares[place - 1], _windows[place - 1], _offsets[place - 1]);
                }
            }

            if (place < first + Candidates)
            {
                (_shares[place], _windows[place], _offsets[place]) = (share, window, offset);
            }
        }
    }

    private void Place(int anchor)
    {
        if (_bucketOf[anchor] >= 0)
        {
            TakeOut(anchor);
        }

        float least = float.PositiveInfinity;
        for (int i = anchor * Candidates; i < (anchor + 1) * Candidates && ConfirmCost * _shares[i] < least; i++)
        {
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                float cost = Accepted[bucket].With(_windows[i]).Share(_frequencies) - _acceptedShares[bucket] + (ConfirmCost * _shares[i]);
                if (cost < least)
                {
                    least = cost;
                    _bucketOf[anchor] = bucket;
                    _windowOf[anchor] = _windows[i];
                    Offsets[anchor] = _offsets[i];
                }
            }
        }

        SetAccepted(_bucketOf[anchor], Accepted[_bucketOf[anchor]].With(_windowOf[anchor]));
    }

    private void TakeOut(int anchor)
    {
        int bucket = _bucketOf[anchor];
        _bucketOf[anchor] = -1;
        AnchorWindow left = default;
        for (int i = 0; i < _bucketOf.Length; i++)
        {
            if (_bucketOf[i] == bucket)
            {
                left = left.With(_windowOf[i]);
            }
        }

        SetAccepted(bucket, left);
    }

    private void SetAccepted(int bucket, AnchorWindow window)
    {
        Accepted[bucket] = window;
        _acceptedShares[bucket] = window.Share(_frequencies);
    }
}
