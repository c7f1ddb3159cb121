using System.Runtime.CompilerServices;

namespace ArtifactGate.Detection;

/// <summary>
/// Which window of each anchor a filter of whole bytes looks for, and which anchors share a bucket. The same aim as <see cref="BucketPlan"/>, which
/// plans by nibbles: here a bucket accepts the product of the bytes of its anchors at each position, so what it accepts is known exactly, and what
/// another window would add is a few additions.
/// </summary>
internal sealed class BytePlan
{
    /// <summary>Bytes are looked up by their lower 7 bits.</summary>
    public const int TableSize = 128;

    private const int Buckets = BucketPlan.Buckets;
    private const int Positions = AnchorWindow.Positions;

    // The rarest windows of an anchor that are tried; more do not improve a plan noticeably.
    private const int Candidates = 3;

    // A place that looks like an anchor all the way to the comparison costs that many times what one costs that only passes the filter.
    private const float ConfirmCost = 16;

    private readonly IReadOnlyList<Anchor> _anchors;
    private readonly float[] _assemblies = new float[TableSize];
    private readonly float[] _text = new float[TableSize];
    private readonly int[] _bucketOf;

    // Offset and share of the rarest windows of each anchor, the rarest first; an unused place has share infinity.
    private readonly (int Offset, float Share)[] _windows;

    // How many anchors of a bucket have a byte at a position; what is behind the end of an anchor of 3 bytes has all.
    private readonly short[] _uses = new short[Buckets * Positions * TableSize];
    private readonly float[] _inAssemblies = new float[Buckets * Positions];
    private readonly float[] _inText = new float[Buckets * Positions];

    public BytePlan(IReadOnlyList<Anchor> anchors)
    {
        _anchors = anchors;
        Offsets = new int[anchors.Count];
        _bucketOf = new int[anchors.Count];
        var frequencies = new ByteFrequencies();
        for (int b = 0; b < 256; b++)
        {
            _assemblies[b & 0x7F] += frequencies.Share(1u << (b & 15), 1u << (b >> 4), out float text);
            _text[b & 0x7F] += text;
        }

        _windows = new (int, float)[anchors.Count * Candidates];
        for (int i = 0; i < anchors.Count; i++)
        {
            FindRarestWindows(i);
        }

        // A second time, when it is known what the others are.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < anchors.Count; i++)
            {
                Place(i, placed: pass > 0);
            }
        }
    }

    /// <summary>Where in each anchor its window begins.</summary>
    public int[] Offsets { get; }

    /// <summary>The buckets that accept each byte at a position, 8 buckets a byte.</summary>
    /// <param name="position">0 to 3.</param>
    /// <param name="upper">The upper 8 buckets instead of the lower.</param>
    public byte[] Table(int position, bool upper)
    {
        var table = new byte[TableSize];
        for (int bucket = 0; bucket < 8; bucket++)
        {
            int uses = Uses(bucket + (upper ? 8 : 0), position);
            for (int b = 0; b < TableSize; b++)
            {
                table[b] |= (byte)(_uses[uses + b] > 0 ? 1 << bucket : 0);
            }
        }

        return table;
    }

    private static int Uses(int bucket, int position) => ((bucket * Positions) + position) * TableSize;

    private void Place(int anchor, bool placed)
    {
        if (placed)
        {
            Change(anchor, _bucketOf[anchor], Offsets[anchor], -1);
        }

        (float least, int bestBucket, int bestOffset) = (float.PositiveInfinity, 0, 0);
        foreach ((int offset, float share) in _windows.AsSpan(anchor * Candidates, Candidates))
        {
            for (int bucket = 0; bucket < Buckets && ConfirmCost * share < least; bucket++)
            {
                float cost = (ConfirmCost * share) + Growth(anchor, bucket, offset);
                if (cost < least)
                {
                    (least, bestBucket, bestOffset) = (cost, bucket, offset);
                }
            }
        }

        (_bucketOf[anchor], Offsets[anchor]) = (bestBucket, bestOffset);
        Change(anchor, bestBucket, bestOffset, 1);
    }

    private void FindRarestWindows(int anchor)
    {
        Span<(int Offset, float Share)> windows = _windows.AsSpan(anchor * Candidates, Candidates);
        windows.Fill((0, float.PositiveInfinity));
        int last = Math.Max(0, _anchors[anchor].Bytes.Length - Positions);
        for (int offset = 0; offset <= last; offset++)
        {
            (int Offset, float Share) window = (offset, Own(anchor, offset));
            for (int i = 0; i < Candidates; i++)
            {
                if (window.Share < windows[i].Share)
                {
                    (windows[i], window) = (window, windows[i]);
                }
            }
        }
    }

    // The share of places that look like the window itself, in assemblies and in text.
    private float Own(int anchor, int offset)
    {
        float assemblies = 1, text = 1;
        for (int position = 0; position < Positions; position++)
        {
            (float a, float t) = Shares(anchor, offset + position);
            assemblies *= a;
            text *= t;
        }

        return assemblies + text;
    }

    private (float Assemblies, float Text) Shares(int anchor, int at)
    {
        ReadOnlySpan<byte> bytes = _anchors[anchor].Bytes;
        if (at >= bytes.Length)
        {
            return (1, 1);
        }

        int b = bytes[at] & 0x7F;
        int other = OtherCase(anchor, at);
        return other == b ? (_assemblies[b], _text[b]) : (_assemblies[b] + _assemblies[other], _text[b] + _text[other]);
    }

    // What the bucket would accept more, in assemblies and in text.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Growth(int anchor, int bucket, int offset)
    {
        float assemblies = 1, text = 1, assembliesNow = 1, textNow = 1;
        for (int position = 0; position < Positions; position++)
        {
            int sums = (bucket * Positions) + position;
            (float a, float t) = Added(anchor, bucket, position, offset + position);
            assembliesNow *= _inAssemblies[sums];
            textNow *= _inText[sums];
            assemblies *= Math.Min(1, _inAssemblies[sums] + a);
            text *= Math.Min(1, _inText[sums] + t);
        }

        return assemblies - assembliesNow + text - textNow;
    }

    private (float Assemblies, float Text) Added(int anchor, int bucket, int position, int at)
    {
        ReadOnlySpan<byte> bytes = _anchors[anchor].Bytes;
        if (at >= bytes.Length)
        {
            return (1, 1);
        }

        int uses = Uses(bucket, position);
        int b = bytes[at] & 0x7F;
        int other = OtherCase(anchor, at);
        bool isNew = _uses[uses + b] == 0;
        bool isOtherNew = other != b && _uses[uses + other] == 0;
        return ((isNew ? _assemblies[b] : 0) + (isOtherNew ? _assemblies[other] : 0), (isNew ? _text[b] : 0) + (isOtherNew ? _text[other] : 0));
    }

    private int OtherCase(int anchor, int at)
    {
        byte b = _anchors[anchor].Bytes[at];
        return (_anchors[anchor].IgnoreCase && char.IsAsciiLetter((char)b) ? b ^ 0x20 : b) & 0x7F;
    }

    private void Change(int anchor, int bucket, int offset, short by)
    {
        for (int position = 0; position < Positions; position++)
        {
            int at = offset + position;
            if (at >= _anchors[anchor].Bytes.Length)
            {
                for (int b = 0; b < TableSize; b++)
                {
                    Use(bucket, position, b, by);
                }

                continue;
            }

            int own = _anchors[anchor].Bytes[at] & 0x7F;
            Use(bucket, position, own, by);
            if (OtherCase(anchor, at) is var other && other != own)
            {
                Use(bucket, position, other, by);
            }
        }
    }

    private void Use(int bucket, int position, int b, short by)
    {
        ref short uses = ref _uses[Uses(bucket, position) + b];
        bool before = uses > 0;
        uses += by;
        if (before != uses > 0)
        {
            int sums = (bucket * Positions) + position;
            _inAssemblies[sums] += by * _assemblies[b];
            _inText[sums] += by * _text[b];
        }
    }
}
