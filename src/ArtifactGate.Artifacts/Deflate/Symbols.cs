namespace ArtifactGate.Artifacts.Deflate;

/// <summary>What the symbols of the two alphabets stand for (RFC 1951, section 3.2.5), and how an entry of a decoding table says it.</summary>
/// <remarks>
/// An entry says all that a step of the decoder needs: bits 0 to 5 are the bits to drop, extra bits included; bits 8 to 11 the bits of the
/// code alone; bits 16 to 30 the literal, or the smallest length or distance. One of the flags may be set.
/// </remarks>
internal static class Symbols
{
    /// <summary>The entry is a literal: the sign bit, so that the most frequent question is the cheapest.</summary>
    public const uint Literal = 1u << 31;

    /// <summary>The entry is none of a literal, a length or a distance; the next two flags say what.</summary>
    public const uint Special = 1u << 15;

    /// <summary>A special entry that leads to a second table: bits 16 to 30 are where it begins, bits 8 to 11 how many bits choose in it.</summary>
    public const uint Subtable = 1u << 14;

    /// <summary>A special entry that ends the block.</summary>
    public const uint EndOfBlock = 1u << 13;

    /// <summary>A special entry that no code leads to.</summary>
    public const uint Invalid = Special;

    /// <summary>Symbols of the alphabet of literals and lengths, the two that never occur included.</summary>
    public const int LiteralLengths = 288;

    /// <summary>Symbols of the alphabet of distances, the two that never occur included.</summary>
    public const int Distances = 32;

    private const int End = 256;

    private static readonly uint[] LiteralLengthEntries = MakeLiteralLengths();

    private static readonly uint[] DistanceEntries = MakeDistances();

    private static readonly uint[] CodeLengthEntries = [.. Enumerable.Range(0, 19).Select(s => (uint)s << 16)];

    /// <summary>Entries of literals and lengths without the bits of their code.</summary>
    public static ReadOnlySpan<uint> OfLiteralLengths => LiteralLengthEntries;

    /// <summary>Entries of distances without the bits of their code.</summary>
    public static ReadOnlySpan<uint> OfDistances => DistanceEntries;

    /// <summary>Entries of the alphabet in which the lengths of the codes are written.</summary>
    public static ReadOnlySpan<uint> OfCodeLengths => CodeLengthEntries;

    private static uint[] MakeLiteralLengths()
    {
        var entries = new uint[LiteralLengths];
        for (uint literal = 0; literal < End; literal++)
        {
            entries[literal] = Literal | (literal << 16);
        }

        entries[End] = Special | EndOfBlock;
        uint length = 3;
        for (int symbol = End + 1; symbol < 285; symbol++)
        {
            int extra = symbol < 265 ? 0 : (symbol - 261) / 4;
            entries[symbol] = (length << 16) | (uint)extra;
            length += 1u << extra;
        }

        entries[285] = 258 << 16;
        entries[286] = entries[287] = Invalid;
        return entries;
    }

    private static uint[] MakeDistances()
    {
        var entries = new uint[Distances];
        uint distance = 1;
        for (int symbol = 0; symbol < 30; symbol++)
        {
            int extra = symbol < 4 ? 0 : (symbol - 2) / 2;
            entries[symbol] = (distance << 16) | (uint)extra;
            distance += 1u << extra;
        }

        entries[30] = entries[31] = Invalid;
        return entries;
    }
}
