using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// Finds pairs of bytes in one pass, in up to eight groups. Every byte is asked by a table of its lower and one of its upper half for the groups that it
/// may be the first or the second byte of a pair of; one may stand where both agree.
/// </summary>
internal sealed class BeginningSearch
{
    /// <summary>As many groups as a byte has bits.</summary>
    public const int MostGroups = 8;

    private const int Half = 16;

    private readonly Vector128<byte> _firstLow, _firstHigh, _secondLow, _secondHigh;
    private readonly byte[] _first = new byte[256];
    private readonly byte[] _second = new byte[256];

    /// <summary>Searches for these groups of pairs. Of a group, the first byte of one pair and the second of another count too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than eight.</exception>
    public BeginningSearch(IReadOnlyList<IReadOnlyList<(byte First, byte Second)>> groups)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups.Count, MostGroups);
        Span<byte> tables = stackalloc byte[4 * Half];
        tables.Clear();
        foreach ((int i, (byte first, byte second)) in groups.SelectMany((group, i) => group.Select(pair => (i, pair))))
        {
            byte bit = (byte)(1 << i);
            tables[first & 15] |= bit;
            tables[Half + (first >> 4)] |= bit;
            tables[(2 * Half) + (second & 15)] |= bit;
            tables[(3 * Half) + (second >> 4)] |= bit;
            _first[first] |= bit;
            _second[second] |= bit;
        }

        (_firstLow, _firstHigh) = (Vector128.Create<byte>(tables), Vector128.Create<byte>(tables[Half..]));
        (_secondLow, _secondHigh) = (Vector128.Create<byte>(tables[(2 * Half)..]), Vector128.Create<byte>(tables[(3 * Half)..]));
    }

    /// <summary>Adds where pairs stand: the place of the first byte, and a bit for each group.</summary>
    public void Find(ReadOnlySpan<byte> bytes, List<(int At, byte Pairs)> found)
    {
        int at = 0;
        if (Avx512BW.IsSupported)
        {
            var tables = (FourTimes(_firstLow), FourTimes(_firstHigh), FourTimes(_secondLow), FourTimes(_secondHigh));
            for (; at + Vector512<byte>.Count < bytes.Length; at += Vector512<byte>.Count)
            {
                Vector512<byte> pairs = Pairs(Vector512.Create(bytes[at..]), Vector512.Create(bytes[(at + 1)..]), tables);
                Add(bytes, at, ~Vector512.Equals(pairs, Vector512<byte>.Zero).ExtractMostSignificantBits(), found);
            }
        }
        else if (Avx2.IsSupported)
        {
            var tables = (Twice(_firstLow), Twice(_firstHigh), Twice(_secondLow), Twice(_secondHigh));
            for (; at + Vector256<byte>.Count < bytes.Length; at += Vector256<byte>.Count)
            {
                Vector256<byte> pairs = Pairs(Vector256.Create(bytes[at..]), Vector256.Create(bytes[(at + 1)..]), tables);
                Add(bytes, at, ~Vector256.Equals(pairs, Vector256<byte>.Zero).ExtractMostSignificantBits(), found);
            }
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            for (; at + Vector128<byte>.Count < bytes.Length; at += Vector128<byte>.Count)
            {
                Vector128<byte> pairs = Pairs(Vector128.Create(bytes[at..]), Vector128.Create(bytes[(at + 1)..]));
                Add(bytes, at, ~Vector128.Equals(pairs, Vector128<byte>.Zero).ExtractMostSignificantBits() & ushort.MaxValue, found);
            }
        }

        for (; at < bytes.Length - 1; at++)
        {
            Add(bytes, at, 1, found);
        }
    }

    // Of each bit that is set, the pair at its place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ReadOnlySpan<byte> bytes, int from, ulong places, List<(int At, byte Pairs)> found)
    {
        for (; places != 0; places &= places - 1)
        {
            int at = from + BitOperations.TrailingZeroCount(places);
            if ((_first[bytes[at]] & _second[bytes[at + 1]]) is > 0 and var pairs)
            {
                found.Add((at, (byte)pairs));
            }
        }
    }

    private static Vector512<byte> FourTimes(Vector128<byte> table) => Vector512.Create(Twice(table), Twice(table));

    private static Vector256<byte> Twice(Vector128<byte> table) => Vector256.Create(table, table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Pairs(Vector512<byte> first, Vector512<byte> second,
        in (Vector512<byte> FirstLow, Vector512<byte> FirstHigh, Vector512<byte> SecondLow, Vector512<byte> SecondHigh) tables)
    {
        var low = Vector512.Create((byte)15);
        return Avx512BW.Shuffle(tables.FirstLow, first & low) & Avx512BW.Shuffle(tables.FirstHigh, (first.AsUInt16() >> 4).AsByte() & low)
            & Avx512BW.Shuffle(tables.SecondLow, second & low) & Avx512BW.Shuffle(tables.SecondHigh, (second.AsUInt16() >> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Pairs(Vector256<byte> first, Vector256<byte> second,
        in (Vector256<byte> FirstLow, Vector256<byte> FirstHigh, Vector256<byte> SecondLow, Vector256<byte> SecondHigh) tables)
    {
        var low = Vector256.Create((byte)15);
        return Avx2.Shuffle(tables.FirstLow, first & low) & Avx2.Shuffle(tables.FirstHigh, (first.AsUInt16() >> 4).AsByte() & low)
            & Avx2.Shuffle(tables.SecondLow, second & low) & Avx2.Shuffle(tables.SecondHigh, (second.AsUInt16() >> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Pairs(Vector128<byte> first, Vector128<byte> second)
    {
        var low = Vector128.Create((byte)15);
        return Vector128.ShuffleNative(_firstLow, first & low) & Vector128.ShuffleNative(_firstHigh, (first.AsUInt16() >> 4).AsByte() & low)
            & Vector128.ShuffleNative(_secondLow, second & low) & Vector128.ShuffleNative(_secondHigh, (second.AsUInt16() >> 4).AsByte() & low);
    }
}
