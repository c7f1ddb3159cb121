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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override (int Narrow, int Wide) Filter(ref byte start, int blocks, Span<ushort> narrow, Span<ushort> wide)
    {
        Tables tables = _tables;
        ref ushort narrowQueue = ref MemoryMarshal.GetReference(narrow);
        ref ushort wideQueue = ref MemoryMarshal.GetReference(wide);
        int narrowCount = 0;
        int wideCount = 0;
        for (int at = 0; at < blocks * BlockSize; at += BlockSize)
        {
            ref byte block = ref Unsafe.Add(ref start, at);
            Vector512<byte> second = Vector512.LoadUnsafe(ref block, 1);
            Vector512<byte> third = Vector512.LoadUnsafe(ref block, 2);
            Vector512<byte> fourth = Vector512.LoadUnsafe(ref block, 3);
            Lookup(Vector512.LoadUnsafe(ref block), tables.First, out Vector512<byte> lower, out Vector512<byte> upper);

            // Zeros between the first three characters of an accepted first one: this may be UTF-16.
            ulong zeros = Vector512.Equals(second | fourth, Vector512<byte>.Zero).ExtractMostSignificantBits() & Accepted(lower, upper);
            if (zeros != 0)
            {
                wideCount = Enqueue(ref wideQueue, wideCount, zeros & Wide(ref block, third, tables, lower, upper), at);
            }

            Narrow(second, tables.Second, ref lower, ref upper);
            Narrow(third, tables.Third, ref lower, ref upper);
            Narrow(fourth, tables.Fourth, ref lower, ref upper);
            narrowCount = Enqueue(ref narrowQueue, narrowCount, Accepted(lower, upper), at);
        }

        return (narrowCount, wideCount);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Wide(ref byte block, Vector512<byte> third, in Tables tables, Vector512<byte> lower, Vector512<byte> upper)
    {
        Narrow(third, tables.Second, ref lower, ref upper);
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
