using System.Numerics;

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

    // The lower 7 bits of each byte of each anchor, and those of its other case, or the same again: asked for many times, where calls would cost more than the plan.
    private readonly byte[][] _bytes;
    private readonly byte[][] _others;
    private readonly float[] _assemblies = new float[TableSize];
    private readonly float[] _text = new float[TableSize];
    private readonly CommonWindows _common = new();
    private readonly int[] _bucketOf;

    // Offset and share of the rarest windows of each anchor, the rarest first; an unused place has share infinity.
    private readonly int[] _offsets;
    private readonly float[] _shares;

    // How many anchors of a bucket have a byte at a position, the buckets side by side; what is behind the end of an anchor of 3 bytes has all.
    private readonly short[] _uses = new short[Positions * TableSize * Buckets];

    // The buckets that accept a byte at a position, a bit each; what each accepts there, and in all.
    private readonly ushort[] _accepted = new ushort[Positions * TableSize];
    private readonly float[] _inAssemblies = new float[Positions * Buckets];
    private readonly float[] _inText = new float[Positions * Buckets];
    private readonly float[] _acceptedShares = new float[Buckets];
    private readonly Place[] _places = new Place[Positions];

    public BytePlan(IReadOnlyList<Anchor> anchors)
    {
        _bytes = new byte[anchors.Count][];
        _others = new byte[anchors.Count][];
        Offsets = new int[anchors.Count];
        _bucketOf = new int[anchors.Count];
        ByteFrequencies.AddShares(_assemblies, _text);
        _offsets = new int[anchors.Count * Candidates];
        _shares = new float[_offsets.Length];
        for (int i = 0; i < anchors.Count; i++)
        {
            (_bytes[i], _others[i]) = Fold(anchors[i]);
            FindRarestWindows(i);
        }

        // A second time, when it is known what the others are.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < anchors.Count; i++)
            {
                Settle(i, placed: pass > 0);
            }
        }
    }

    /// <summary>Where in each anchor its window begins.</summary>
    public int[] Offsets { get; }

    /// <summary>
    /// The buckets that accept each byte, 8 buckets a byte: for each position, one after the other, a table of the lower 8 buckets and one of the upper.
    /// </summary>
    public byte[] Tables()
    {
        var tables = new byte[Positions * 2 * TableSize];
        for (int accepted = 0; accepted < _accepted.Length; accepted++)
        {
            int lower = (accepted / TableSize * 2 * TableSize) + (accepted % TableSize);
            tables[lower] = (byte)_accepted[accepted];
            tables[lower + TableSize] = (byte)(_accepted[accepted] >> 8);
        }

        return tables;
    }

    private void Settle(int anchor, bool placed)
    {
        if (placed)
        {
            Change(anchor, _bucketOf[anchor], Offsets[anchor], -1);
        }

        (float least, int bestBucket, int bestOffset) = (float.PositiveInfinity, 0, 0);
        for (int i = anchor * Candidates; i < (anchor + 1) * Candidates && ConfirmCost * _shares[i] < least; i++)
        {
            float growth = FindLeastGrowth(anchor, _offsets[i], out int bucket);
            if ((ConfirmCost * _shares[i]) + growth < least)
            {
                (least, bestBucket, bestOffset) = ((ConfirmCost * _shares[i]) + growth, bucket, _offsets[i]);
            }
        }

        (_bucketOf[anchor], Offsets[anchor]) = (bestBucket, bestOffset);
        Change(anchor, bestBucket, bestOffset, 1);
    }

    private void FindRarestWindows(int anchor)
    {
        int first = anchor * Candidates;
        for (int i = 0; i < Candidates; i++)
        {
            _shares[first + i] = float.PositiveInfinity;
        }

        int last = Math.Max(0, _bytes[anchor].Length - Positions);
        for (int offset = 0; offset <= last; offset++)
        {
            (int from, float share) = (offset, Own(anchor, offset));
            for (int i = first; i < first + Candidates; i++)
            {
                if (share < _shares[i])
                {
                    (_offsets[i], _shares[i], from, share) = (from, share, _offsets[i], _shares[i]);
                }
            }
        }
    }

    // The share of places that look like the window itself, in assemblies and in text.
    private float Own(int anchor, int offset)
    {
        float assemblies = 1, text = 1;
        for (int at = offset; at < Math.Min(offset + Positions, _bytes[anchor].Length); at++)
        {
            (int b, int other) = (_bytes[anchor][at], _others[anchor][at]);
            assemblies *= other == b ? _assemblies[b] : _assemblies[b] + _assemblies[other];
            text *= other == b ? _text[b] : _text[b] + _text[other];
        }

        return _common.ShareOf(_bytes[anchor], offset, assemblies + text);
    }

    // The bucket that would accept least more, in assemblies and in text, and how much that is.
    private float FindLeastGrowth(int anchor, int offset, out int best)
    {
        // What is behind the end of an anchor is anything: a share of 1.
        int positions = Math.Min(Positions, _bytes[anchor].Length - offset);
        int acceptAll = positions == Positions ? 0xFFFF : 0;
        Place[] places = _places;
        for (int position = 0; position < positions; position++)
        {
            places[position] = PlaceAt(anchor, offset + position, position);
            acceptAll &= places[position].Accepted & places[position].OtherAccepted;
        }

        if (acceptAll != 0)
        {
            best = BitOperations.TrailingZeroCount(acceptAll);
            return 0;
        }

        (best, float least) = (0, float.PositiveInfinity);
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            float assemblies = 1, text = 1;
            for (int position = 0; position < positions; position++)
            {
                ref Place place = ref places[position];
                int sums = (bucket * Positions) + position;
                float inAssemblies = _inAssemblies[sums] + Unless(place.Accepted, bucket, place.Assemblies) + Unless(place.OtherAccepted, bucket, place.OtherAssemblies);
                float inText = _inText[sums] + Unless(place.Accepted, bucket, place.Text) + Unless(place.OtherAccepted, bucket, place.OtherText);
                assemblies *= inAssemblies;
                text *= inText;
            }

            float growth = assemblies + text - _acceptedShares[bucket];
            if (growth < least)
            {
                (best, least) = (bucket, growth);
            }
        }

        return least;
    }

    // The share, or 0 where the bucket accepts the byte already: without a branch, for which it is cannot be foreseen.
    private static float Unless(ushort accepted, int bucket, float share) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(share) & (((accepted >> bucket) & 1) - 1));

    private Place PlaceAt(int anchor, int at, int position)
    {
        (int b, int other) = (_bytes[anchor][at], _others[anchor][at]);
        return new Place
        {
            Accepted = _accepted[(position * TableSize) + b],
            Assemblies = _assemblies[b],
            Text = _text[b],
            OtherAccepted = other == b ? (ushort)0xFFFF : _accepted[(position * TableSize) + other],
            OtherAssemblies = _assemblies[other],
            OtherText = _text[other],
        };
    }

    private static (byte[] Bytes, byte[] Others) Fold(Anchor anchor)
    {
        var bytes = new byte[anchor.Bytes.Length];
        var others = new byte[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            byte b = anchor.Bytes[i];
            bytes[i] = (byte)(b & 0x7F);
            others[i] = (byte)((anchor.IgnoreCase && char.IsAsciiLetter((char)b) ? b ^ 0x20 : b) & 0x7F);
        }

        return (bytes, others);
    }

    private void Change(int anchor, int bucket, int offset, short by)
    {
        float assemblies = 1, text = 1;
        for (int position = 0; position < Positions; position++)
        {
            int at = offset + position;
            if (at >= _bytes[anchor].Length)
            {
                for (int b = 0; b < TableSize; b++)
                {
                    Use(bucket, position, b, by);
                }
            }
            else
            {
                (int own, int other) = (_bytes[anchor][at], _others[anchor][at]);
                Use(bucket, position, own, by);
                if (other != own)
                {
                    Use(bucket, position, other, by);
                }
            }

            assemblies *= _inAssemblies[(bucket * Positions) + position];
            text *= _inText[(bucket * Positions) + position];
        }

        _acceptedShares[bucket] = assemblies + text;
    }

    private void Use(int bucket, int position, int b, short by)
    {
        int accepted = (position * TableSize) + b;
        ref short uses = ref _uses[(accepted * Buckets) + bucket];
        bool before = uses > 0;
        uses += by;
        if (before != uses > 0)
        {
            _accepted[accepted] ^= (ushort)(1 << bucket);
            _inAssemblies[(bucket * Positions) + position] += by * _assemblies[b];
            _inText[(bucket * Positions) + position] += by * _text[b];
        }
    }

    // A position of a window, as a bucket sees it: the byte there, and the other case of it where either matches.
    private struct Place
    {
        public ushort Accepted;
        public ushort OtherAccepted;
        public float Assemblies;
        public float Text;
        public float OtherAssemblies;
        public float OtherText;
    }
}
