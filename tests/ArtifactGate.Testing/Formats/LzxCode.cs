using System.Numerics;

namespace ArtifactGate.Testing.Formats;

/// <summary>Huffman codes for <see cref="LzxEncoder"/>, and how LZX writes them down.</summary>
internal static class LzxCode
{
    /// <summary>Code lengths that differ by one at most, for the symbols that occur.</summary>
    public static byte[] Flat(IEnumerable<int> symbols, int count)
    {
        int[] used = [.. symbols.Distinct().Order()];
        var lengths = new byte[count];
        if (used.Length is 0 or 1)
        {
            used = used.Length == 0 ? [] : used[0] == 0 ? [0, 1] : [0, used[0]];
        }

        int bits = used.Length == 0 ? 0 : BitOperations.Log2((uint)used.Length);
        int shorter = (2 << bits) - used.Length;
        for (int i = 0; i < used.Length; i++)
        {
            lengths[used[i]] = (byte)(i < shorter ? bits : bits + 1);
        }

        return lengths;
    }

    /// <summary>The codes of these lengths: shorter ones first, then in the order of the symbols.</summary>
    public static uint[] Codes(ReadOnlySpan<byte> lengths)
    {
        var codes = new uint[lengths.Length];
        uint next = 0;
        for (int length = 1; length <= 16; length++, next <<= 1)
        {
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = next++;
                }
            }
        }

        return codes;
    }

    /// <summary>Writes how lengths differ from before, which they then replace.</summary>
    public static void WriteLengths(LzxBitWriter bits, ReadOnlySpan<byte> lengths, Span<byte> before)
    {
        var symbols = new List<(int Symbol, uint Extra, int Bits)>();
        for (int i = 0; i < lengths.Length;)
        {
            int run = 1;
            while (i + run < lengths.Length && lengths[i + run] == lengths[i] && run < 51)
            {
                run++;
            }

            int change = (before[i] - lengths[i] + 17) % 17;
            if (lengths[i] == 0 && run >= 4)
            {
                symbols.Add(run >= 20 ? (18, (uint)run - 20, 5) : (17, (uint)run - 4, 4));
            }
            else if (run >= 4)
            {
                run = Math.Min(run, 5);
                symbols.Add((19, (uint)run - 4, 1));
                symbols.Add((change, 0, 0));
            }
            else
            {
                run = 1;
                symbols.Add((change, 0, 0));
            }

            i += run;
        }

        byte[] own = Flat(symbols.Select(s => s.Symbol), 20);
        uint[] codes = Codes(own);
        foreach (byte length in own)
        {
            bits.Write(length, 4);
        }

        foreach ((int symbol, uint extra, int count) in symbols)
        {
            bits.Write(codes[symbol], own[symbol]);
            bits.Write(extra, count);
        }

        lengths.CopyTo(before);
    }
}
