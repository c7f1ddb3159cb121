using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Detection;

/// <summary>The vectorised scanner with AVX2: 32 bytes a step, two steps a block.</summary>
internal sealed class Vector256AnchorScanner : VectorAnchorScanner
{
    private readonly Tables _tables;

    public Vector256AnchorScanner(IReadOnlyList<Anchor> anchors)
        : this(anchors, new BucketPlan(anchors))
    {
    }

    private Vector256AnchorScanner(IReadOnlyList<Anchor> anchors, BucketPlan plan)
        : base(anchors, plan.Offsets) => _tables = new Tables(new NibbleMasks(plan));

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
            ulong found = 0;
            ulong foundWide = 0;
            for (int step = 0; step < BlockSize; step += Vector256<byte>.Count)
            {
                found |= (ulong)Step(ref Unsafe.Add(ref start, at + step), tables, out uint wideBits) << step;
                foundWide |= (ulong)wideBits << step;
            }

            narrowCount = Enqueue(ref narrowQueue, narrowCount, found, at);
            wideCount = Enqueue(ref wideQueue, wideCount, foundWide, at);
        }

        return (narrowCount, wideCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Step(ref byte at, in Tables tables, out uint wide)
    {
        Vector256<byte> first = Vector256.LoadUnsafe(ref at);
        Vector256<byte> second = Vector256.LoadUnsafe(ref at, 1);
        Vector256<byte> third = Vector256.LoadUnsafe(ref at, 2);
        Vector256<byte> fourth = Vector256.LoadUnsafe(ref at, 3);
        Lookup(first, tables.First, out Vector256<byte> lower, out Vector256<byte> upper);
        wide = 0;

        // Zeros between the first three characters of an accepted first one: this may be UTF-16.
        Vector256<byte> zeros = Vector256.Equals(second | fourth, Vector256<byte>.Zero) & ~Vector256.Equals(lower | upper, Vector256<byte>.Zero);
        if (zeros != Vector256<byte>.Zero)
        {
            Vector256<byte> l = lower;
            Vector256<byte> u = upper;
            Narrow(third, tables.Second, ref l, ref u);
            Narrow(Vector256.LoadUnsafe(ref at, 4), tables.Third, ref l, ref u);
            Narrow(Vector256.LoadUnsafe(ref at, 6), tables.Fourth, ref l, ref u);
            wide = zeros.ExtractMostSignificantBits() & ~Vector256.Equals(l | u, Vector256<byte>.Zero).ExtractMostSignificantBits();
        }

        Narrow(second, tables.Second, ref lower, ref upper);
        Narrow(third, tables.Third, ref lower, ref upper);
        Narrow(fourth, tables.Fourth, ref lower, ref upper);
        return ~Vector256.Equals(lower | upper, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(Vector256<byte> bytes, in Position table, ref Vector256<byte> lower, ref Vector256<byte> upper)
    {
        Lookup(bytes, table, out Vector256<byte> l, out Vector256<byte> u);
        lower &= l;
        upper &= u;
    }

    // The buckets that accept each byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lookup(Vector256<byte> bytes, in Position table, out Vector256<byte> lower, out Vector256<byte> upper)
    {
        Vector256<byte> low = bytes & Vector256.Create((byte)0x0F);
        Vector256<byte> high = (Vector256.ShiftRightLogical(bytes.AsUInt16(), 4)).AsByte() & Vector256.Create((byte)0x0F);
        lower = Avx2.Shuffle(table.LowerLow, low) & Avx2.Shuffle(table.LowerHigh, high);
        upper = Avx2.Shuffle(table.UpperLow, low) & Avx2.Shuffle(table.UpperHigh, high);
    }

    private readonly struct Position(NibbleMasks masks, int position)
    {
        public readonly Vector256<byte> LowerLow = Vector256.Create(Vector128.Create(masks.Table(position, upper: false, high: false)));
        public readonly Vector256<byte> LowerHigh = Vector256.Create(Vector128.Create(masks.Table(position, upper: false, high: true)));
        public readonly Vector256<byte> UpperLow = Vector256.Create(Vector128.Create(masks.Table(position, upper: true, high: false)));
        public readonly Vector256<byte> UpperHigh = Vector256.Create(Vector128.Create(masks.Table(position, upper: true, high: true)));
    }

    private readonly struct Tables(NibbleMasks masks)
    {
        public readonly Position First = new(masks, 0);
        public readonly Position Second = new(masks, 1);
        public readonly Position Third = new(masks, 2);
        public readonly Position Fourth = new(masks, 3);
    }
}
