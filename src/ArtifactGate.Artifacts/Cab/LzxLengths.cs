using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// Reads the lengths of codes: what each differs from before, itself Huffman coded, with runs ([MS-PATCH] 2.5).
/// </summary>
internal sealed class LzxLengths
{
    private const int Symbols = 20;
    private const int Modulus = 17;
    private const int ShortZeros = 17;
    private const int LongZeros = 18;
    private const int Same = 19;

    private readonly CodeTree _tree = new(Symbols);

    /// <summary>Changes these lengths by what the bits say.</summary>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public void Read(ref WordBits bits, Span<byte> lengths)
    {
        foreach (ref byte length in _tree.Lengths.AsSpan())
        {
            length = (byte)bits.Take(4);
        }

        _tree.Build();
        for (int at = 0; at < lengths.Length;)
        {
            int symbol = bits.Take(_tree);
            int run = symbol switch
            {
                ShortZeros => (int)bits.Take(4) + 4,
                LongZeros => (int)bits.Take(5) + 20,
                Same => (int)bits.Take(1) + 4,
                _ => 1,
            };
            if (run > lengths.Length - at)
            {
                throw new InvalidDataException("a run of code lengths that goes too far");
            }

            byte value = symbol is ShortZeros or LongZeros ? (byte)0 : Changed(lengths[at], symbol == Same ? bits.Take(_tree) : symbol);
            lengths.Slice(at, run).Fill(value);
            at += run;
        }
    }

    private static byte Changed(int before, int symbol) => symbol < Modulus
        ? (byte)((before - symbol + Modulus) % Modulus)
        : throw new InvalidDataException("a run inside a run");
}
