namespace ArtifactGate.Detection;

/// <summary>
/// The bytes of an anchor that the filter looks at, as the nibbles it accepts in each position: 4 sets of low and 4 of high
/// nibbles, 16 bits each. An anchor of 3 bytes accepts anything in the fourth position. Several windows together are a bucket,
/// which accepts what any of them accepts, and more.
/// </summary>
/// <param name="low">Low nibbles, the first position in the lowest 16 bits.</param>
/// <param name="high">High nibbles, in the same order.</param>
internal readonly struct AnchorWindow(ulong low, ulong high)
{
    /// <summary>Positions that the filter looks at.</summary>
    public const int Positions = 4;

    /// <summary>Low nibbles, the first position in the lowest 16 bits.</summary>
    public ulong Low => low;

    /// <summary>High nibbles, in the same order.</summary>
    public ulong High => high;

    /// <summary>The window of <paramref name="anchor"/> that begins at <paramref name="offset"/>.</summary>
    public static AnchorWindow At(Anchor anchor, int offset)
    {
        ulong lows = 0;
        ulong highs = 0;
        for (int i = 0; i < Positions; i++)
        {
            ulong lowSet = 0xFFFF;
            ulong highSet = 0xFFFF;
            if (offset + i < anchor.Bytes.Length)
            {
                byte b = anchor.Bytes[offset + i];
                lowSet = 1UL << (b & 15);
                highSet = 1UL << (b >> 4);
                if (anchor.IgnoreCase && char.IsAsciiLetter((char)b))
                {
                    highSet |= 1UL << ((b ^ 0x20) >> 4);
                }
            }

            lows |= lowSet << (i * 16);
            highs |= highSet << (i * 16);
        }

        return new AnchorWindow(lows, highs);
    }

    /// <summary>What accepts either window.</summary>
    public AnchorWindow With(AnchorWindow other) => new(low | other.Low, high | other.High);

    /// <summary>The share of positions in assemblies and text, taken together, where this accepts what stands there.</summary>
    public float Share(ByteFrequencies frequencies)
    {
        float assemblies = 1;
        float text = 1;
        for (int i = 0; i < 64; i += 16)
        {
            uint lowSet = (uint)(low >> i) & 0xFFFF;
            uint highSet = (uint)(high >> i) & 0xFFFF;
            if ((lowSet & highSet) != 0xFFFF)
            {
                assemblies *= frequencies.Share(lowSet, highSet, out float inText);
                text *= inText;
            }
        }

        return assemblies + text;
    }
}
