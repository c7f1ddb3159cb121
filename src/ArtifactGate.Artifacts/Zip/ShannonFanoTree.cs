using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>One of the trees of imploded data (APPNOTE 5.3.5 to 5.3.9): how often a length occurs, run by run.</summary>
internal sealed class ShannonFanoTree
{
    private const int Longest = 16;

    private readonly int[] _first = new int[Longest + 1];
    private readonly int[] _counts = new int[Longest + 1];
    private readonly byte[][] _symbols = new byte[Longest + 1][];

    /// <summary>Reads a tree of this many symbols.</summary>
    /// <exception cref="InvalidDataException">It is not complete.</exception>
    public ShannonFanoTree(StrictInput input, int size)
    {
        var symbols = new List<byte>[Longest + 1];
        int total = 0;
        for (int runs = input.ReadByte() + 1; runs > 0; runs--)
        {
            int run = input.ReadByte();
            int length = (run & 15) + 1;
            for (int i = (run >> 4) + 1; i > 0; i--)
            {
                (symbols[length] ??= []).Add((byte)total++);
                if (total > size)
                {
                    throw new InvalidDataException("a tree with too many symbols");
                }
            }
        }

        // The longest codes are the lowest numbers; within a length the last symbol is the lowest.
        int code = 0;
        for (int length = Longest; length > 0; length--)
        {
            (_first[length], _counts[length]) = (code >> (Longest - length), symbols[length]?.Count ?? 0);
            symbols[length]?.Reverse();
            _symbols[length] = symbols[length]?.ToArray() ?? [];
            code += _counts[length] << (Longest - length);
        }

        if (total != size || code != 1 << Longest)
        {
            throw new InvalidDataException("a tree that is not complete");
        }
    }

    /// <summary>Reads one symbol, bit by bit.</summary>
    public byte Read(Func<int> bit)
    {
        int code = 0;
        for (int length = 1; length <= Longest; length++)
        {
            code = (code << 1) | bit();
            int at = code - _first[length];
            if (at >= 0 && at < _counts[length])
            {
                return _symbols[length][at];
            }
        }

        throw new InvalidDataException("a code that stands for nothing");
    }
}
