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
    private readonly Tables _tables;

    public Vector512AnchorScanner(IReadOnlyList<Anchor> anchors)
        : this(anchors, new BytePlan(anchors))
    {
    }

    private Vector512AnchorScanner(IReadOnlyList<Anchor> anchors, BytePlan plan)
        : base(anchors, plan.Offsets) => _tables = new Tables(plan);

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override (int Narrow, int Wide) Filter(ref byte start, int blocks, Span<ushort> narrow, Span<ushort> wide)
    {
        // Sixteen tables fit the 32 registers, but only as variables of their own whose address nobody takes, and in a loop that calls nothing:
        // a call would spill them all. Where UTF-16 may stand is therefore only noted.
        ref readonly Tables tables = ref _tables;
        Vector512<byte> firstLowerA = tables.First.LowerFirst, firstLowerB = tables.First.LowerLast;
        Vector512<byte> firstUpperA = tables.First.UpperFirst, firstUpperB = tables.First.UpperLast;
        Vector512<byte> secondLowerA = tables.Second.LowerFirst, secondLowerB = tables.Second.LowerLast;
        Vector512<byte> secondUpperA = tables.Second.UpperFirst, secondUpperB = tables.Second.UpperLast;
        Vector512<byte> thirdLowerA = tables.Third.LowerFirst, thirdLowerB = tables.Third.LowerLast;
        Vector512<byte> thirdUpperA = tables.Third.UpperFirst, thirdUpperB = tables.Third.UpperLast;
        Vector512<byte> fourthLowerA = tables.Fourth.LowerFirst, fourthLowerB = tables.Fourth.LowerLast;
        Vector512<byte> fourthUpperA = tables.Fourth.UpperFirst, fourthUpperB = tables.Fourth.UpperLast;
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
                count = Enqueue(ref queue, count, mayBeWide[i] & Wide(ref Unsafe.Add(ref start, i * BlockSize), _tables), i * BlockSize);
            }
        }

        return count;
    }

    private static ulong Wide(ref byte block, in Tables tables)
    {
        Lookup(Vector512.LoadUnsafe(ref block), tables.First, out Vector512<byte> lower, out Vector512<byte> upper);
        Narrow(Vector512.LoadUnsafe(ref block, 2), tables.Second, ref lower, ref upper);
        Narrow(Vector512.LoadUnsafe(ref block, 4), tables.Third, ref lower, ref upper);
        Narrow(Vector512.LoadUnsafe(ref block, 6), tables.Fourth, ref lower, ref upper);
        return Accepted(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Accepted(Vector512<byte> lower, Vector512<byte> upper) =>
        ~Vector512.Equals(lower | upper, Vector512<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(Vector512<byte> bytes, in Position table, ref Vector512<byte> lower, ref Vector512<byte> upper)
    {
        Lookup(bytes, table, out Vector512<byte> l, out Vector512<byte> u);
        lower &= l;
        upper &= u;
    }

    // The buckets that accept each byte, by its lower 7 bits; what the eighth would have refused, the next sieve does.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lookup(Vector512<byte> bytes, in Position table, out Vector512<byte> lower, out Vector512<byte> upper)
    {
        lower = Avx512Vbmi.PermuteVar64x8x2(table.LowerFirst, bytes, table.LowerLast);
        upper = Avx512Vbmi.PermuteVar64x8x2(table.UpperFirst, bytes, table.UpperLast);
    }

    private readonly struct Position(BytePlan plan, int position)
    {
        public readonly Vector512<byte> LowerFirst = Vector512.Create(plan.Table(position, upper: false).AsSpan(0, 64));
        public readonly Vector512<byte> LowerLast = Vector512.Create(plan.Table(position, upper: false).AsSpan(64));
        public readonly Vector512<byte> UpperFirst = Vector512.Create(plan.Table(position, upper: true).AsSpan(0, 64));
        public readonly Vector512<byte> UpperLast = Vector512.Create(plan.Table(position, upper: true).AsSpan(64));
    }

    private readonly struct Tables(BytePlan plan)
    {
        public readonly Position First = new(plan, 0);
        public readonly Position Second = new(plan, 1);
        public readonly Position Third = new(plan, 2);
        public readonly Position Fourth = new(plan, 3);
    }
}
