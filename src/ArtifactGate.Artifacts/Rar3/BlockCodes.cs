using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Rar3;

/// <summary>The four codes of a block that is packed by its repetitions. A block tells the lengths of all codes as one row, or as what changes of the row before.</summary>
internal sealed class BlockCodes
{
    private const int MainSymbols = 299;
    private const int DistanceSymbols = 60;
    private const int LowSymbols = 17;
    private const int LengthSymbols = 28;
    private const int LevelSymbols = 20;
    private const int All = MainSymbols + DistanceSymbols + LowSymbols + LengthSymbols;

    // A level of 15 may be a run of zeros; two kinds of runs follow the sixteen lengths of a code, each short and long.
    private const int Escape = 15;
    private const int RepeatShort = 16;
    private const int RepeatLong = 17;
    private const int ZerosShort = 18;

    private readonly CodeTree _levels = new(LevelSymbols);
    private readonly CodeTree _main = new(MainSymbols);
    private readonly CodeTree _distances = new(DistanceSymbols);
    private readonly CodeTree _lows = new(LowSymbols);
    private readonly CodeTree _lengths = new(LengthSymbols);
    private byte[] _row = new byte[All];
    private byte[] _next = new byte[All];

    /// <summary>Literals, lengths and what else happens.</summary>
    public int TakeMain(PackedBits bits) => Take(bits, _main);

    /// <summary>The slot of a distance.</summary>
    public int TakeDistance(PackedBits bits) => Take(bits, _distances);

    /// <summary>The lowest four bits of a long distance, or 16: as before, for a while.</summary>
    public int TakeLow(PackedBits bits) => Take(bits, _lows);

    /// <summary>The slot of a length at a distance that was there before.</summary>
    public int TakeLength(PackedBits bits) => Take(bits, _lengths);

    /// <summary>Forgets the row of lengths.</summary>
    public void Reset() => Array.Clear(_row);

    /// <summary>Reads the codes, behind the two bits that say what block this is.</summary>
    /// <exception cref="InvalidDataException">There are no such codes.</exception>
    public void Read(PackedBits bits)
    {
        ReadLevels(bits);
        for (int i = 0; i < All;)
        {
            int symbol = Take(bits, _levels);
            if (symbol < RepeatShort)
            {
                _next[i] = (byte)((symbol + _row[i]) & 15);
                i++;
                continue;
            }

            int run = symbol is RepeatShort or ZerosShort ? bits.Take(3) + 3 : bits.Take(7) + 11;
            if (symbol <= RepeatLong && i == 0)
            {
                throw new InvalidDataException("a run of nothing");
            }

            byte value = symbol <= RepeatLong ? _next[i - 1] : (byte)0;
            run = Math.Min(run, All - i);
            _next.AsSpan(i, run).Fill(value);
            i += run;
        }

        (_row, _next) = (_next, _row);
        Build();
    }

    private static int Take(PackedBits bits, CodeTree code)
    {
        int found = code.Find((uint)bits.Peek(16));
        bits.Drop(found & 31);
        return found >> 5;
    }

    private void ReadLevels(PackedBits bits)
    {
        byte[] levels = _levels.Lengths;
        for (int i = 0; i < LevelSymbols;)
        {
            int length = bits.Take(4);
            int zeros = length == Escape ? bits.Take(4) : 0;
            if (zeros == 0)
            {
                levels[i++] = (byte)length;
                continue;
            }

            zeros = Math.Min(zeros + 2, LevelSymbols - i);
            levels.AsSpan(i, zeros).Clear();
            i += zeros;
        }

        _levels.Build();
    }

    private void Build()
    {
        ReadOnlySpan<byte> row = _row;
        foreach (CodeTree code in (ReadOnlySpan<CodeTree>)[_main, _distances, _lows, _lengths])
        {
            row[..code.Lengths.Length].CopyTo(code.Lengths);
            row = row[code.Lengths.Length..];
            code.Build();
        }
    }
}
