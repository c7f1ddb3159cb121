namespace ArtifactGate.Artifacts.Deflate;

/// <summary>The two codes of a block, and how it writes them down (RFC 1951, section 3.2.7).</summary>
internal sealed class Tables : IDisposable
{
    /// <summary>Bits that the first table of literals and lengths chooses by.</summary>
    public const int LiteralBits = 11;

    /// <summary>Bits that the first table of distances chooses by.</summary>
    public const int DistanceBits = 8;

    private const int CodeLengthBits = 7;
    private const int EndOfBlock = 256;

    // Bits of a code and of how often it repeats.
    private const int LongestCodeLength = 7 + 7;

    // What the program "enough" of zlib's examples computes for 288 symbols, 11 and 15 bits, and for 32 symbols, 8 and 15 bits.
    private const int MostLiteralEntries = 2342;
    private const int MostDistanceEntries = 402;

    // Sizes of alphabets that no compressor may exceed.
    private const int MostLiteralLengths = 286;
    private const int MostDistances = 30;

    private readonly DecodingTable _codeLengths = new(19, CodeLengthBits, 1 << CodeLengthBits);
    private readonly byte[] _lengths = new byte[Symbols.LiteralLengths + Symbols.Distances];

    /// <summary>The code of literals and lengths.</summary>
    public DecodingTable Literals { get; } = new(Symbols.LiteralLengths, LiteralBits, MostLiteralEntries);

    /// <summary>The code of distances.</summary>
    public DecodingTable Distances { get; } = new(Symbols.Distances, DistanceBits, MostDistanceEntries);

    // The order in which the lengths of the code lengths are written: those last that are mostly zero.
    private static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Gives back what was rented; nobody may use the codes any more.</summary>
    public void Dispose()
    {
        Literals.Dispose();
        Distances.Dispose();
    }

    /// <summary>Reads the codes of a block, behind the three bits of its kind.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public void Read(BitInput input)
    {
        int literals = (int)input.Take(5) + 257, distances = (int)input.Take(5) + 1, codeLengths = (int)input.Take(4) + 4;
        if (literals > MostLiteralLengths || distances > MostDistances)
        {
            throw InflateStream.Damage();
        }

        Span<byte> written = stackalloc byte[Order.Length];
        written.Clear();
        foreach (byte symbol in Order[..codeLengths])
        {
            written[symbol] = (byte)input.Take(3);
        }

        _codeLengths.Build(written, Symbols.OfCodeLengths, mayLack: false);
        Span<byte> lengths = _lengths.AsSpan(0, literals + distances);
        ReadLengths(input, lengths);
        if (lengths[EndOfBlock] == 0)
        {
            throw InflateStream.Damage();
        }

        Literals.Build(lengths[..literals], Symbols.OfLiteralLengths, mayLack: true);
        Distances.Build(lengths[literals..], Symbols.OfDistances, mayLack: true);
    }

    private void ReadLengths(BitInput input, Span<byte> lengths)
    {
        for (int at = 0; at < lengths.Length;)
        {
            if (input.Count < LongestCodeLength)
            {
                input.Refill();
            }

            uint entry = _codeLengths.Entries[(int)(input.Bits & ((1UL << CodeLengthBits) - 1))];
            input.Drop((int)(entry & 63));
            int symbol = (int)(entry >> 16);
            if (symbol < 16)
            {
                lengths[at++] = (byte)symbol;
                continue;
            }

            if (symbol == 16 && at == 0)
            {
                input.CheckEnd();
                throw InflateStream.Damage();
            }

            byte repeated = symbol == 16 ? lengths[at - 1] : (byte)0;
            int times = symbol switch
            {
                16 => 3 + (int)input.Drop(2),
                17 => 3 + (int)input.Drop(3),
                _ => 11 + (int)input.Drop(7),
            };
            if (times > lengths.Length - at)
            {
                input.CheckEnd();
                throw InflateStream.Damage();
            }

            lengths.Slice(at, times).Fill(repeated);
            at += times;
        }

        input.CheckEnd();
    }
}
