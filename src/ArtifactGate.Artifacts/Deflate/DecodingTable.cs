using System.Buffers;
using System.Numerics;

namespace ArtifactGate.Artifacts.Deflate;

/// <summary>
/// A table that gives the symbol of the next bits of a stream in one step, or in two where a code is longer than the bits that choose in the
/// first table. Made anew for each block (RFC 1951, section 3.2.2).
/// </summary>
internal sealed class DecodingTable : IDisposable
{
    private const int LongestCode = 15;

    private readonly int _bits;
    private readonly ushort[] _sorted;

    /// <summary>Makes room for the codes of an alphabet.</summary>
    /// <param name="symbols">Its size.</param>
    /// <param name="bits">Bits that the first table chooses by.</param>
    /// <param name="entries">The most entries that any code of that many symbols and 15 bits takes, second tables included.</param>
    public DecodingTable(int symbols, int bits, int entries)
    {
        _bits = bits;
        _sorted = new ushort[symbols];
        Entries = ArrayPool<uint>.Shared.Rent(entries);
    }

    /// <summary>The first table, and the second ones behind it. Rented: many small files would take as many kilobytes anew as they have themselves.</summary>
    public uint[] Entries { get; private set; }

    /// <summary>Gives the entries back.</summary>
    public void Dispose()
    {
        if (Entries.Length > 0)
        {
            ArrayPool<uint>.Shared.Return(Entries);
            Entries = [];
        }
    }

    /// <summary>Builds the table of a code.</summary>
    /// <param name="lengths">Bits of the code of each symbol; 0 for one that does not occur.</param>
    /// <param name="symbols">The entry of each symbol without the bits of its code.</param>
    /// <param name="mayLack">Whether a single code of one bit may stand alone, and no code at all.</param>
    /// <exception cref="InvalidDataException">No such code exists: it would be ambiguous, or leave bits that mean nothing.</exception>
    public void Build(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols, bool mayLack)
    {
        Span<int> counts = stackalloc int[LongestCode + 1];
        counts.Clear();
        foreach (byte length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        int longest = LongestCode;
        while (longest > 0 && counts[longest] == 0)
        {
            longest--;
        }

        if (!IsComplete(counts, longest))
        {
            if (!mayLack || longest > 1)
            {
                throw InflateStream.Damage();
            }

            Entries.AsSpan(0, 2).Fill(Symbols.Invalid | 1);
        }

        Sort(lengths, counts);
        Fill(counts, longest, symbols);
    }

    private static bool IsComplete(ReadOnlySpan<int> counts, int longest)
    {
        int left = 1;
        for (int length = 1; length <= longest; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
            {
                throw InflateStream.Damage();
            }
        }

        return left == 0;
    }

    // Codes are given out by length, and for one length by symbol.
    private void Sort(ReadOnlySpan<byte> lengths, ReadOnlySpan<int> counts)
    {
        Span<int> next = stackalloc int[LongestCode + 2];
        next[1] = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            next[length + 1] = next[length] + counts[length];
        }

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                _sorted[next[lengths[symbol]]++] = (ushort)symbol;
            }
        }
    }

    // The stream gives the bits of a code from its most significant on, so that entries are found by the code turned round; counting in that
    // order goes by <see cref="Next"/>. A table of n bits is the table of n-1 bits twice, plus the codes of n bits.
    private void Fill(ReadOnlySpan<int> counts, int longest, ReadOnlySpan<uint> symbols)
    {
        uint[] entries = Entries;
        uint code = 0;
        int at = 0, filled = 1;
        for (int length = 1; length <= _bits; length++)
        {
            if (at > 0 || longest == 0)
            {
                entries.AsSpan(0, filled).CopyTo(entries.AsSpan(filled));
            }

            filled <<= 1;
            for (int end = at + counts[length]; at < end; at++)
            {
                entries[code] = EntryOf(symbols[_sorted[at]], length);
                code = Next(code, length);
            }
        }

        int tables = filled;
        uint start = uint.MaxValue;
        int chooses = 0, subtable = 0;
        for (int length = _bits + 1; length <= longest; length++)
        {
            for (int left = counts[length]; left > 0; left--, at++)
            {
                uint first = code & ((1u << _bits) - 1);
                if (first != start)
                {
                    start = first;
                    chooses = BitsOfSubtable(counts, length, left);
                    subtable = tables;
                    tables += 1 << chooses;
                    entries[first] = Symbols.Special | Symbols.Subtable | ((uint)subtable << 16) | ((uint)chooses << 8) | (uint)_bits;
                }

                uint entry = EntryOf(symbols[_sorted[at]], length - _bits);
                for (int to = (int)(code >> _bits); to < 1 << chooses; to += 1 << (length - _bits))
                {
                    entries[subtable + to] = entry;
                }

                code = Next(code, length);
            }
        }
    }

    // As many bits as make the codes from here on fill the table: shorter ones take more of it.
    private int BitsOfSubtable(ReadOnlySpan<int> counts, int length, int left)
    {
        int bits = length - _bits;
        for (int used = left; used < 1 << bits;)
        {
            bits++;
            used = (used << 1) + counts[_bits + bits];
        }

        return bits;
    }

    private static uint EntryOf(uint symbol, int length) => symbol + (((uint)length << 8) | (uint)length);

    // One more, where the most significant bit of the number is its bit 0.
    private static uint Next(uint code, int length)
    {
        uint free = ~code & ((1u << length) - 1);
        if (free == 0)
        {
            return 0;
        }

        uint bit = 1u << BitOperations.Log2(free);
        return (code & (bit - 1)) | bit;
    }
}
