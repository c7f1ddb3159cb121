using System.Numerics;
using System.Runtime.CompilerServices;

namespace ArtifactGate.Detection;

/// <summary>
/// Finds long runs of ones in a stream of bits that comes 64 at a time. A block in which no such run ends costs a few shifts and
/// two tests that nearly always go the same way.
/// </summary>
/// <param name="least">The least ones of a run that counts, 16 or more.</param>
internal struct BitRuns(int least)
{
    /// <summary>The most runs of 16 or more that can end in one block.</summary>
    public const int MostEnds = 4;

    // Ones directly before the next block.
    private int _carried;

    /// <summary>Whether a run may reach from the blocks so far into the next.</summary>
    public readonly bool IsOpen => _carried != 0;

    /// <summary>Takes the next block, unless long runs may end in it: then it must be given to <see cref="Split"/> instead.</summary>
    /// <returns>Whether it took the block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ulong bits)
    {
        // A one is left for each position where 16 ones begin.
        ulong pairs = bits & (bits >> 1);
        ulong fours = pairs & (pairs >> 2);
        ulong eights = fours & (fours >> 4);
        ulong sixteens = eights & (eights >> 8);
        if (sixteens != 0 || _carried + BitOperations.TrailingZeroCount(~bits) >= least)
        {
            return false;
        }

        _carried = BitOperations.LeadingZeroCount(~bits);
        return true;
    }

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
}
