using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ArtifactGate.Detection;

/// <summary>The pass of <see cref="EncodedRunFinder"/> over the bytes: each block becomes two masks, and the rest is arithmetic on those.</summary>
/// <typeparam name="TClassifier">Makes the masks.</typeparam>
internal static class EncodedRunSweep<TClassifier>
    where TClassifier : struct, IBlockClassifier
{
    private const int MinCharacters = EncodedRunFinder.MinCharacters;
    private const int ChunkBlocks = 32;

    // What stands behind the last bytes: neither a character nor a zero, so it ends every run.
    private const byte Outside = (byte)' ';

    /// <summary>Adds every run in <paramref name="bytes"/>.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<byte> bytes, List<EncodedRun> runs)
    {
        // A byte that differs in kind from the one before it continues a stretch, so a stretch of n bytes has n - 1 such bytes.
        var narrow = new BitRuns(MinCharacters);
        var wide = new BitRuns((2 * MinCharacters) - 1);

        // Before the blocks of a chunk stands the last one of the chunk before, and behind them room for whole vectors.
        Span<ulong> alphabets = stackalloc ulong[1 + ChunkBlocks + BitRuns.Lanes];
        Span<ulong> zeros = stackalloc ulong[1 + ChunkBlocks + BitRuns.Lanes];
        Span<ulong> turns = stackalloc ulong[1 + ChunkBlocks + BitRuns.Lanes];
        alphabets[0] = zeros[0] = turns[0] = 0;
        for (int at = 0; at <= bytes.Length;)
        {
            int blocks = Classify(bytes, at, alphabets.Slice(1, ChunkBlocks), zeros.Slice(1, ChunkBlocks));
            FindTurns(alphabets, zeros, turns, blocks);
            int before = -1;
            for (uint busy = BitRuns.Busy(alphabets, blocks); busy != 0; busy &= busy - 1)
            {
                int block = BitOperations.TrailingZeroCount(busy);
                narrow.Skip(alphabets[block], block - before - 1);
                before = block;
                AddNarrow(ref narrow, alphabets[block + 1], at + (block * IBlockClassifier.BlockSize), bytes.Length, runs);
            }

            narrow.Skip(alphabets[blocks], blocks - before - 1);
            before = -1;
            for (uint busy = BitRuns.Busy(turns, blocks); busy != 0; busy &= busy - 1)
            {
                int block = BitOperations.TrailingZeroCount(busy);
                wide.Skip(turns[block], block - before - 1);
                before = block;
                AddWide(ref wide, turns[block + 1], at + (block * IBlockClassifier.BlockSize), bytes, runs);
            }

            wide.Skip(turns[blocks], blocks - before - 1);
            (alphabets[0], zeros[0], turns[0]) = (alphabets[blocks], zeros[blocks], turns[blocks]);
            at += blocks * IBlockClassifier.BlockSize;
        }
    }

    // Where a character follows a zero, or a zero a character.
    private static void FindTurns(ReadOnlySpan<ulong> alphabets, ReadOnlySpan<ulong> zeros, Span<ulong> turns, int blocks)
    {
        for (int i = 0; i < blocks; i += BitRuns.Lanes)
        {
            Vector256<ulong> alphabet = Vector256.Create(alphabets[(i + 1)..]), zero = Vector256.Create(zeros[(i + 1)..]);
            Vector256<ulong> afterZero = (zero << 1) | (Vector256.Create(zeros[i..]) >>> 63);
            Vector256<ulong> afterAlphabet = (alphabet << 1) | (Vector256.Create(alphabets[i..]) >>> 63);
            ((alphabet & afterZero) | (zero & afterAlphabet)).CopyTo(turns[(i + 1)..]);
        }
    }

    // A loop that calls nothing keeps its constants in registers. What is left at the end is a block of its own, filled up from behind.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Classify(ReadOnlySpan<byte> bytes, int at, Span<ulong> alphabets, Span<ulong> zeros)
    {
        int blocks = Math.Min(alphabets.Length, (bytes.Length - at) / IBlockClassifier.BlockSize);
        ref byte start = ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), at);
        for (int i = 0; i < blocks; i++)
        {
            alphabets[i] = TClassifier.Classify(ref Unsafe.Add(ref start, i * IBlockClassifier.BlockSize), out zeros[i]);
        }

        if (blocks > 0)
        {
            return blocks;
        }

        Span<byte> rest = stackalloc byte[IBlockClassifier.BlockSize];
        rest.Fill(Outside);
        bytes[at..].CopyTo(rest);
        alphabets[0] = TClassifier.Classify(ref MemoryMarshal.GetReference(rest), out zeros[0]);
        return 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddNarrow(ref BitRuns narrow, ulong alphabet, int at, int length, List<EncodedRun> runs)
    {
        Span<(int Start, int End)> ended = stackalloc (int, int)[BitRuns.MostEnds];
        foreach ((int start, int end) in ended[..narrow.Split(alphabet, at, ended)])
        {
            runs.Add(new EncodedRun(start, end - start, TextForm.Utf8, end == length));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddWide(ref BitRuns wide, ulong turns, int at, ReadOnlySpan<byte> bytes, List<EncodedRun> runs)
    {
        Span<(int Start, int End)> ended = stackalloc (int, int)[BitRuns.MostEnds];
        foreach ((int second, int end) in ended[..wide.Split(turns, at, ended)])
        {
            int start = second - 1;
            int length = end - start;
            bool beginsWithZero = bytes[start] == 0;
            bool odd = length % 2 != 0;
            bool bothOrders = odd && !beginsWithZero;
            bool bigEndian = beginsWithZero && (!odd || start % 2 == 0);
            if (bothOrders || !bigEndian)
            {
                AddOrder(start + (beginsWithZero ? 1 : 0), end, TextForm.Utf16LittleEndian, bytes.Length, runs);
            }

            if (bothOrders || bigEndian)
            {
                AddOrder(start + (beginsWithZero ? 0 : 1), end, TextForm.Utf16BigEndian, bytes.Length, runs);
            }
        }
    }

    // A stretch that touches the end of the bytes may go on behind it, also when half a character of this order is left over.
    private static void AddOrder(int start, int end, TextForm form, int length, List<EncodedRun> runs)
    {
        if ((end - start) / 2 < MinCharacters)
        {
            return;
        }

        // A narrow run that ended in the same block has been added already, and may begin after this one.
        int place = runs.Count;
        while (place > 0 && runs[place - 1].Start > start)
        {
            place--;
        }

        runs.Insert(place, new EncodedRun(start, (end - start) / 2, form, end == length));
    }
}
