using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ArtifactGate.Detection;

/// <summary>
/// The vectorised scanner, all but the width of its vectors. Three sieves, each finer and each asked only for what passed the one
/// before:
/// <list type="number">
/// <item>A filter over blocks of 64 bytes (the idea is Teddy's, from Hyperscan): each of 4 positions of a window is looked
/// up with shuffles, by nibbles or whole bytes, and where one of 16 buckets accepts all 4, there is a candidate. The same lookups at every other byte find
/// UTF-16, where zeros stand between; a block without such zeros pays a test for it.</item>
/// <item>A bitmap of hashed windows, over the queue of candidates, without branches.</item>
/// <item>A hash table, and the comparison with the anchor itself.</item>
/// </list>
/// An anchor has one window, so an occurrence has one candidate, and is reported once.
/// </summary>
internal abstract class VectorAnchorScanner : AnchorScanner
{
    /// <summary>Bytes that are looked at together.</summary>
    protected const int BlockSize = 64;

    /// <summary>The most blocks of a chunk.</summary>
    protected const int MostBlocks = 32;

    // Bytes after a block that its last windows reach: 4 characters of UTF-16 from its last byte.
    private const int Reach = 8;

    // A chunk, its queues and the bitmap stay in the first-level cache together.
    private const int ChunkSize = MostBlocks * BlockSize;

    // The queue is filled a few entries at a time, of which only the first may count.
    private const int QueueSlack = 8;

    private readonly GramTable _grams;

    /// <param name="anchors">The anchors.</param>
    /// <param name="windowOffsets">Where in each anchor the window begins that the filter looks for.</param>
    protected VectorAnchorScanner(IReadOnlyList<Anchor> anchors, int[] windowOffsets) => _grams = new GramTable(anchors, windowOffsets);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public sealed override void Scan(ReadOnlySpan<byte> bytes, List<AnchorHit> hits)
    {
        Span<ushort> narrow = stackalloc ushort[ChunkSize + QueueSlack];
        Span<ushort> wide = stackalloc ushort[ChunkSize + QueueSlack];
        int at = 0;
        while (bytes.Length - at >= BlockSize + Reach)
        {
            int blocks = Math.Min(ChunkSize, bytes.Length - at - Reach) / BlockSize;
            ScanBlocks(bytes, at, ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), at), blocks, narrow, wide, hits);
            at += blocks * BlockSize;
        }

        // The rest is scanned in a copy with zeros behind it. What the zeros propose, the comparison with the true bytes refuses.
        Span<byte> rest = stackalloc byte[(2 * BlockSize) + Reach];
        rest.Clear();
        bytes[at..].CopyTo(rest);
        ScanBlocks(bytes, at, ref MemoryMarshal.GetReference(rest), (bytes.Length - at + BlockSize - 1) / BlockSize, narrow, wide, hits);
        rest.Clear();
    }

    /// <summary>Queues the positions in some blocks where a window may stand, relative to <paramref name="start"/>.</summary>
    /// <param name="start">The first byte; 8 bytes more than the blocks can be read.</param>
    /// <param name="blocks">How many blocks of <see cref="BlockSize"/> bytes.</param>
    /// <param name="narrow">Receives those of windows as bytes.</param>
    /// <param name="wide">Receives those of windows as UTF-16.</param>
    /// <returns>How many of each there are.</returns>
    protected abstract (int Narrow, int Wide) Filter(ref byte start, int blocks, Span<ushort> narrow, Span<ushort> wide);

    /// <summary>Appends the positions of the set bits to a queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int Enqueue(ref ushort queue, int count, ulong mask, int at)
    {
        if (mask == 0)
        {
            return count;
        }

        // Most blocks have few candidates: four are written whether they are there or not, which costs less than to ask.
        int total = count + BitOperations.PopCount(mask);
        do
        {
            for (int i = 0; i < 4; i++)
            {
                Unsafe.Add(ref queue, count + i) = (ushort)(at + BitOperations.TrailingZeroCount(mask));
                mask &= mask - 1;
            }

            count += 4;
        }
        while (mask != 0);

        return total;
    }

    private void ScanBlocks(ReadOnlySpan<byte> bytes, int at, ref byte start, int blocks, Span<ushort> narrow, Span<ushort> wide,
        List<AnchorHit> hits)
    {
        Debug.Assert(blocks * BlockSize <= ChunkSize);
        (int narrowCount, int wideCount) = Filter(ref start, blocks, narrow, wide);
        int kept = Sieve(ref start, ref MemoryMarshal.GetReference(narrow), narrowCount);
        for (int i = 0; i < kept; i++)
        {
            int position = narrow[i];
            _grams.Confirm(bytes, at + position, GramTable.GramOf(ref Unsafe.Add(ref start, position)), hits);
        }

        for (int i = 0; i < wideCount; i++)
        {
            int position = wide[i];
            uint gram = GramTable.WideGramOf(ref Unsafe.Add(ref start, position));
            if (_grams.MayStand(gram) != 0)
            {
                _grams.ConfirmWide(bytes, at + position, gram, hits);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Sieve(ref byte start, ref ushort queue, int count)
    {
        GramTable grams = _grams;
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            ushort position = Unsafe.Add(ref queue, i);
            Unsafe.Add(ref queue, kept) = position;
            kept += grams.MayStand(GramTable.GramOf(ref Unsafe.Add(ref start, (int)position)));
        }

        return kept;
    }
}
