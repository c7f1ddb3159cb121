using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Detection;

/// <summary>
/// The vectorised scanner with AVX-512 VBMI: a block a step. One instruction looks a byte up in a table of 128, so that each position of a bucket
/// accepts exactly the characters of its anchors, where nibbles accept their cross product: less work a byte, and far fewer candidates.
/// </summary>
internal sealed class Vector512AnchorScanner : VectorAnchorScanner
{
    // For each of 4 positions the lower and the upper 8 buckets of 128 bytes each.
    private readonly byte[] _tables;

    public Vector512AnchorScanner(IReadOnlyList<Anchor> anchors)
        : this(anchors, new BytePlan(anchors))
    {
    }

    private Vector512AnchorScanner(IReadOnlyList<Anchor> anchors, BytePlan plan)
        : base(anchors, plan.Offsets) => _tables = plan.Tables();

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override (int Narrow, int Wide) Filter(ref byte start, int blocks, Span<ushort> narrow, Span<ushort> wide)
    {
        // Sixteen tables fit the 32 registers, but only as variables of their own whose address nobody takes, and in a loop that calls nothing:
        // a call would spill them all. Where UTF-16 may stand is therefore only noted.
        ref byte tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        Vector512<byte> firstLowerA = Table(ref tables, 0), firstLowerB = Table(ref tables, 1);
        Vector512<byte> firstUpperA = Table(ref tables, 2), firstUpperB = Table(ref tables, 3);
        Vector512<byte> secondLowerA = Table(ref tables, 4), secondLowerB = Table(ref tables, 5);
        Vector512<byte> secondUpperA = Table(ref tables, 6), secondUpperB = Table(ref tables, 7);
        Vector512<byte> thirdLowerA = Table(ref tables, 8), thirdLowerB = Table(ref tables, 9);
        Vector512<byte> thirdUpperA = Table(ref tables, 10), thirdUpperB = Table(ref tables, 11);
        Vector512<byte> fourthLowerA = Table(ref tables, 12), fourthLowerB = Table(ref tables, 13);
        Vector512<byte> fourthUpperA = Table(ref tables, 14), fourthUpperB = Table(ref tables, 15);
        ref ushort narrowQueue = ref MemoryMarshal.GetReference(narrow);
        Span<ulong> mayBeWide = stackalloc ulong[MostBlocks];
        ref ulong wideMasks = ref MemoryMarshal.GetReference(mayBeWide);
        ulong anyWide = 0;
        int narrowCount = 0;
        for (int at = 0; at < blocks * BlockSize; at += BlockSize)
        {
            ref byte block = ref Unsafe.Add(ref start, at);
            Vector512<byte> first = Vector512.LoadUnsafe(ref block);
            Vector512<byte> second = Vector512.LoadUnsafe(ref block, 1);
            Vector512<byte> third = Vector512.LoadUnsafe(ref block, 2);
            Vector512<byte> fourth = Vector512.LoadUnsafe(ref block, 3);
            Vector512<byte> lower = Avx512Vbmi.PermuteVar64x8x2(firstLowerA, first, firstLowerB);
            Vector512<byte> upper = Avx512Vbmi.PermuteVar64x8x2(firstUpperA, first, firstUpperB);

            // Zeros between the first three characters of an accepted first one: this may be UTF-16.
            ulong zeros = Vector512.Equals(second | fourth, Vector512<byte>.Zero).ExtractMostSignificantBits() & Accepted(lower, upper);
            Unsafe.Add(ref wideMasks, at / BlockSize) = zeros;
            anyWide |= zeros;

            lower &= Avx512Vbmi.PermuteVar64x8x2(secondLowerA, second, secondLowerB);
            upper &= Avx512Vbmi.PermuteVar64x8x2(secondUpperA, second, secondUpperB);
            lower &= Avx512Vbmi.PermuteVar64x8x2(thirdLowerA, third, thirdLowerB);
            upper &= Avx512Vbmi.PermuteVar64x8x2(thirdUpperA, third, thirdUpperB);
            lower &= Avx512Vbmi.PermuteVar64x8x2(fourthLowerA, fourth, fourthLowerB);
            upper &= Avx512Vbmi.PermuteVar64x8x2(fourthUpperA, fourth, fourthUpperB);
            narrowCount = Enqueue(ref narrowQueue, narrowCount, Accepted(lower, upper), at);
        }

        return (narrowCount, anyWide == 0 ? 0 : FilterWide(ref start, mayBeWide[..blocks], wide));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FilterWide(ref byte start, ReadOnlySpan<ulong> mayBeWide, Span<ushort> wide)
    {
        ref ushort queue = ref MemoryMarshal.GetReference(wide);
        int count = 0;
        for (int i = 0; i < mayBeWide.Length; i++)
        {
            if (mayBeWide[i] != 0)
            {
                count = Enqueue(ref queue, count, Wide(ref Unsafe.Add(ref start, i * BlockSize), ref MemoryMarshal.GetArrayDataReference(_tables), mayBeWide[i]), i * BlockSize);
            }
        }

        return count;
    }

    // Small numbers side by side have such zeros too. Two characters refuse nearly all of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Wide(ref byte block, ref byte tables, ulong mayBeWide)
    {
        Vector512<byte> lower = Vector512<byte>.AllBitsSet, upper = Vector512<byte>.AllBitsSet;
        Narrow(ref block, ref tables, 0, ref lower, ref upper);
        Narrow(ref block, ref tables, 1, ref lower, ref upper);
        if ((mayBeWide & Accepted(lower, upper)) == 0)
        {
            return 0;
        }

        Narrow(ref block, ref tables, 2, ref lower, ref upper);
        Narrow(ref block, ref tables, 3, ref lower, ref upper);
        return mayBeWide & Accepted(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(ref byte block, ref byte tables, int position, ref Vector512<byte> lower, ref Vector512<byte> upper)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref block, (nuint)(position * 2));
        lower &= Avx512Vbmi.PermuteVar64x8x2(Table(ref tables, position * 4), bytes, Table(ref tables, (position * 4) + 1));
        upper &= Avx512Vbmi.PermuteVar64x8x2(Table(ref tables, (position * 4) + 2), bytes, Table(ref tables, (position * 4) + 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Accepted(Vector512<byte> lower, Vector512<byte> upper) =>
        ~Vector512.Equals(lower | upper, Vector512<byte>.Zero).ExtractMostSignificantBits();

    // The buckets that accept each byte, by its lower 7 bits; what the eighth would have refused, the next sieve does.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Table(ref byte tables, int half) => Vector512.LoadUnsafe(ref tables, (nuint)(half * 64));
}
