namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A canonical Huffman code, as LZX and rar have them: shorter codes first, equal lengths in the order of the symbols, at most 16 bits. Codes of up to ten bits
/// are looked up, longer ones found by their length.
/// </summary>
internal sealed class CodeTree(int symbols)
{
    private const int MostBits = 16;
    private const int TableBits = 10;

    private readonly ushort[] _sorted = new ushort[symbols];
    private readonly int[] _first = new int[MostBits + 1];
    private readonly int[] _counts = new int[MostBits + 1];
    private readonly int[] _starts = new int[MostBits + 1];

    // The symbol in the upper bits, the length of its code in the lowest five; zero for none that short.
    private readonly int[] _table = new int[1 << TableBits];

    /// <summary>The length of each symbol's code. The next block tells only what changes.</summary>
    public byte[] Lengths { get; } = new byte[symbols];

    /// <summary>Makes the code from the lengths.</summary>
    /// <exception cref="InvalidDataException">There are more codes than fit.</exception>
    public void Build()
    {
        Array.Clear(_counts);
        foreach (byte length in Lengths)
        {
            _counts[length]++;
        }

        _counts[0] = 0;
        int code = 0, start = 0;
        for (int length = 1; length <= MostBits; length++)
        {
            code <<= 1;
            (_first[length], _starts[length]) = (code, start);
            code += _counts[length];
            start += _counts[length];
            if (code > 1 << length)
            {
                throw new InvalidDataException("an impossible code in compressed data");
            }
        }

        Sort();
        FillTable();
    }

    /// <summary>The code that 16 bits begin with: its symbol in the upper bits, its length in the lowest five.</summary>
    /// <exception cref="InvalidDataException">No code begins with these bits.</exception>
    public int Find(uint next)
    {
        int entry = _table[next >> (MostBits - TableBits)];
        if (entry != 0)
        {
            return entry;
        }

        for (int length = TableBits + 1; length <= MostBits; length++)
        {
            int index = (int)(next >> (MostBits - length)) - _first[length];
            if (index >= 0 && index < _counts[length])
            {
                return (_sorted[_starts[length] + index] << 5) | length;
            }
        }

        throw new InvalidDataException("no code begins like this");
    }

    private void Sort()
    {
        Span<int> next = stackalloc int[MostBits + 1];
        _starts.CopyTo(next);
        for (int symbol = 0; symbol < Lengths.Length; symbol++)
        {
            if (Lengths[symbol] > 0)
            {
                _sorted[next[Lengths[symbol]]++] = (ushort)symbol;
            }
        }
    }

    private void FillTable()
    {
        Array.Clear(_table);
        for (int length = 1; length <= TableBits; length++)
        {
            for (int i = 0; i < _counts[length]; i++)
            {
                int shift = TableBits - length;
                _table.AsSpan((_first[length] + i) << shift, 1 << shift).Fill((_sorted[_starts[length] + i] << 5) | length);
            }
        }
    }
}
