using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ArtifactGate.Detection;

/// <summary>The vectorised scanner with 16 bytes a step (SSSE3, AdvSimd), four steps a block.</summary>
internal sealed class Vector128AnchorScanner : VectorAnchorScanner
{
    private readonly Tables _tables;

    public Vector128AnchorScanner(IReadOnlyList<Anchor> anchors)
        : this(anchors, new BucketPlan(anchors))
    {
    }

    private Vector128AnchorScanner(IReadOnlyList<Anchor> anchors, BucketPlan plan)
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
            for (int step = 0; step < BlockSize; step += Vector128<byte>.Count)
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
        Vector128<byte> first = Vector128.LoadUnsafe(ref at);
        Vector128<byte> second = Vector128.LoadUnsafe(ref at, 1);
        Vector128<byte> third = Vector128.LoadUnsafe(ref at, 2);
        Vector128<byte> fourth = Vector128.LoadUnsafe(ref at, 3);
        Lookup(first, tables.First, out Vector128<byte> lower, out Vector128<byte> upper);
        wide = 0;

        // Zeros between the first three characters of an accepted first one: this may be UTF-16.
        Vector128<byte> zeros = Vector128.Equals(second | fourth, Vector128<byte>.Zero) & ~Vector128.Equals(lower | upper, Vector128<byte>.Zero);
        if (zeros != Vector128<byte>.Zero)
        {
            Vector128<byte> l = lower;
            Vector128<byte> u = upper;
            Narrow(third, tables.Second, ref l, ref u);
            Narrow(Vector128.LoadUnsafe(ref at, 4), tables.Third, ref l, ref u);
            Narrow(Vector128.LoadUnsafe(ref at, 6), tables.Fourth, ref l, ref u);
            wide = zeros.ExtractMostSignificantBits() & ~Vector128.Equals(l | u, Vector128<byte>.Zero).ExtractMostSignificantBits();
        }

        Narrow(second, tables.Second, ref lower, ref upper);
        Narrow(third, tables.Third, ref lower, ref upper);
        Narrow(fourth, tables.Fourth, ref lower, ref upper);
        return ~Vector128.Equals(lower | upper, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(Vector128<byte> bytes, in Position table, ref Vector128<byte> lower, ref Vector128<byte> upper)
    {
        Lookup(bytes, table, out Vector128<byte> l, out Vector128<byte> u);
        lower &= l;
        upper &= u;
    }

    // The buckets that accept each byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lookup(Vector128<byte> bytes, in Position table, out Vector128<byte> lower, out Vector128<byte> upper)
    {
        Vector128<byte> low = bytes & Vector128.Create((byte)0x0F);
        Vector128<byte> high = (Vector128.ShiftRightLogical(bytes.AsUInt16(), 4)).AsByte() & Vector128.Create((byte)0x0F);
        lower = Vector128.ShuffleNative(table.LowerLow, low) & Vector128.ShuffleNative(table.LowerHigh, high);
        upper = Vector128.ShuffleNative(table.UpperLow, low) & Vector128.ShuffleNative(table.UpperHigh, high);
    }

    private readonly struct Position(NibbleMasks masks, int position)
    {
        public readonly Vector128<byte> LowerLow = Vector128.Create(masks.Table(position, upper: false, high: false));
        public readonly Vector128<byte> LowerHigh = Vector128.Create(masks.Table(position, upper: false, high: true));
        public readonly Vector128<byte> UpperLow = Vector128.Create(masks.Table(position, upper: true, high: false));
        public readonly Vector128<byte> UpperHigh = Vector128.Create(masks.Table(position, upper: true, high: true));
    }

    private readonly struct Tables(NibbleMasks masks)
    {
        public readonly Position First = new(masks, 0);
        public readonly Position Second = new(masks, 1);
        public readonly Position Third = new(masks, 2);
        public readonly Position Fourth = new(masks, 3);
    }
}
