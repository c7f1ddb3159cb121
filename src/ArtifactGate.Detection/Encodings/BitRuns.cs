using System.Numerics;
using System.Runtime.Intrinsics;

namespace ArtifactGate.Detection;

/// <summary>
/// Finds long runs of ones in a stream of bits that comes 64 at a time. Most blocks have none and neither begin nor end one; they are told
/// several at once and passed over.
/// </summary>
/// <param name="least">The least ones of a run that counts, 24 or more.</param>
internal struct BitRuns(int least)
{
    /// <summary>The most runs of 24 or more that can end in one block.</summary>
    public const int MostEnds = 3;

    /// <summary>Blocks that <see cref="Busy"/> looks at together.</summary>
    public const int Lanes = 4;

    private const ulong NineOnes = 0x1FF;

    // Ones directly before the next block.
    private int _carried;

    /// <summary>
    /// Which of up to 32 blocks must be taken, the first one in the lowest bit: those in which runs of 24 or more may end, or that have 16 ones in
    /// a row. A run of 24 has 16 in one block, or 9 on both sides of a border.
    /// </summary>
    /// <param name="blocks">The block before them, they, and whatever follows up to a whole number of <see cref="Lanes"/>.</param>
    /// <param name="count">How many there are.</param>
    public static uint Busy(ReadOnlySpan<ulong> blocks, int count)
    {
        uint busy = 0;
        for (int i = 0; i < count; i += Lanes)
        {
            Vector256<ulong> before = Vector256.Create(blocks[i..]), here = Vector256.Create(blocks[(i + 1)..]);
            Vector256<ulong> quiet = Vector256.Equals(Sixteens(here), Vector256<ulong>.Zero);
            Vector256<ulong> goesOn = ~Vector256.Equals(Sixteens(before), Vector256<ulong>.Zero) & before;
            Vector256<ulong> nine = Vector256.Create(NineOnes);
            Vector256<ulong> across = Vector256.Equals(before >>> 55, nine) & Vector256.Equals(here & nine, nine);
            busy |= (~quiet | goesOn | across).ExtractMostSignificantBits() << i;
        }

        return count < 32 ? busy & ((1u << count) - 1) : busy;
    }

    /// <summary>Passes over blocks that are not busy.</summary>
    /// <param name="last">The last of them.</param>
    /// <param name="count">How many there are; none leaves everything as it is.</param>
    public void Skip(ulong last, int count) => _carried = count > 0 ? BitOperations.LeadingZeroCount(~last) : _carried;

    /// <summary>Takes the next block and gives the runs that end in it.</summary>
    /// <param name="bits">The block.</param>
    /// <param name="at">The position of its first bit.</param>
    /// <param name="ended">Receives at most <see cref="MostEnds"/> runs: the first position, and the first after.</param>
    /// <returns>How many there are.</returns>
    public int Split(ulong bits, int at, Span<(int Start, int End)> ended)
    {
        int count = 0;
        int begin = -_carried;
        int end = BitOperations.TrailingZeroCount(~bits);
        while (end < 64)
        {
            if (end - begin >= least)
            {
                ended[count++] = (at + begin, at + end);
            }

            // The next one after the gap, and the next zero after that.
            ulong rest = bits & (ulong.MaxValue << end);
            begin = BitOperations.TrailingZeroCount(rest);
            end = begin == 64 ? 64 : BitOperations.TrailingZeroCount(~bits & (ulong.MaxValue << begin));
        }

        _carried = 64 - begin;
        return count;
    }

    // A one is left for each position where 16 ones begin.
    private static Vector256<ulong> Sixteens(Vector256<ulong> bits)
    {
        Vector256<ulong> pairs = bits & (bits >>> 1);
        Vector256<ulong> fours = pairs & (pairs >>> 2);
        Vector256<ulong> eights = fours & (fours >>> 4);
        return eights & (eights >>> 8);
    }
}
