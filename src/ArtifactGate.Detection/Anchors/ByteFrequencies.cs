using System.Numerics;

namespace ArtifactGate.Detection;

/// <summary>
/// How often a byte stands in what builds produce. It tells which bytes of an anchor are worth looking for, and which anchors
/// may share a bucket of the filter; it has no influence on what is found.
/// </summary>
/// <remarks>
/// A filter accepts a byte when its low nibble is in one set and its high nibble in another, so what is asked most is the share
/// of bytes that a pair of sets lets through. That is a sum over the high nibbles of row sums, and the row sums of all sets of
/// 8 columns fit in one small table.
/// </remarks>
internal sealed class ByteFrequencies
{
    private readonly float[] _assemblies = RowSums(Assemblies);
    private readonly float[] _text = RowSums(Text);

    /// <summary>The share of bytes of assemblies, and of text, whose nibbles are in both sets.</summary>
    /// <param name="low">Bit n is set when low nibble n is accepted.</param>
    /// <param name="high">Bit n is set when high nibble n is accepted.</param>
    /// <param name="text">The share in text.</param>
    /// <returns>The share in assemblies.</returns>
    public float Share(uint low, uint high, out float text)
    {
        float inAssemblies = 0;
        float inText = 0;
        for (; high != 0; high &= high - 1)
        {
            int row = BitOperations.TrailingZeroCount(high) * 512;
            int left = row + (int)(low & 0xFF);
            int right = row + 256 + (int)(low >> 8);
            inAssemblies += _assemblies[left] + _assemblies[right];
            inText += _text[left] + _text[right];
        }

        text = inText;
        return inAssemblies;
    }

    /// <summary>The share of bytes of assemblies, and of text, that have the same lower 7 bits.</summary>
    public static void AddShares(Span<float> assemblies, Span<float> text)
    {
        (float total, float textTotal) = (Total(Assemblies), Total(Text));
        for (int b = 0; b < 256; b++)
        {
            assemblies[b & 0x7F] += Assemblies[b] / total;
            text[b & 0x7F] += Text[b] / textTotal;
        }
    }

    private static float Total(ReadOnlySpan<ushort> frequencies)
    {
        float total = 0;
        foreach (ushort frequency in frequencies)
        {
            total += frequency;
        }

        return total;
    }

    private static float[] RowSums(ReadOnlySpan<ushort> frequencies)
    {
        float total = Total(frequencies);
        var sums = new float[32 * 256];
        for (int half = 0; half < 32; half++)
        {
            for (int set = 1; set < 256; set++)
            {
                // A set is the set without its lowest column, and that column.
                int column = BitOperations.TrailingZeroCount(set);
                sums[(half * 256) + set] = sums[(half * 256) + (set & (set - 1))] + (frequencies[(half * 8) + column] / total);
            }
        }

        return sums;
    }

    // The assemblies of the .NET SDK.
    private static ReadOnlySpan<ushort> Assemblies =>
    [
        1996, 262, 197, 117, 132, 70, 125, 56, 73, 41, 115, 34, 32, 30, 40, 40,
        53, 64, 71, 55, 28, 81, 33, 24, 28, 24, 18, 24, 20, 30, 24, 19,
        167, 19, 24, 16, 26, 25, 18, 19, 74, 17, 45, 34, 26, 25, 40, 16,
        72, 31, 25, 28, 20, 21, 20, 14, 19, 22, 16, 16, 19, 16, 20, 16,
        21, 66, 20, 34, 31, 45, 21, 17, 126, 51, 11, 10, 45, 30, 22, 17,
        39, 12, 32, 40, 29, 31, 21, 19, 14, 12, 10, 16, 12, 19, 13, 54,
        15, 119, 30, 65, 68, 203, 32, 37, 30, 121, 16, 22, 78, 52, 112, 162,
        65, 11, 128, 104, 151, 65, 21, 20, 19, 37, 18, 40, 15, 39, 15, 10,
        59, 48, 39, 44, 20, 31, 23, 12, 15, 35, 9, 136, 15, 46, 12, 12,
        18, 12, 8, 12, 11, 13, 13, 10, 11, 11, 10, 10, 10, 11, 11, 9,
        17, 13, 11, 12, 12, 12, 9, 10, 13, 11, 9, 10, 11, 11, 11, 10,
        20, 12, 12, 11, 11, 20, 11, 10, 21, 11, 13, 12, 17, 19, 21, 12,
        29, 11, 10, 28, 21, 14, 16, 13, 13, 10, 7, 8, 89, 8, 8, 8,
        82, 36, 8, 8, 9, 8, 8, 8, 12, 8, 7, 8, 12, 8, 10, 9,
        18, 10, 11, 39, 14, 20, 15, 11, 18, 13, 8, 12, 14, 8, 6, 7,
        20, 8, 8, 9, 10, 9, 13, 11, 16, 8, 8, 15, 11, 10, 24, 121,
    ];

    // XML documentation of packages and C headers.
    private static ReadOnlySpan<ushort> Text =>
    [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 17, 189, 1, 1, 74, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1769, 1, 90, 23, 1, 1, 4, 5, 60, 60, 61, 2, 58, 30, 159, 122,
        34, 31, 25, 15, 11, 16, 16, 3, 10, 13, 35, 21, 136, 52, 136, 1,
        2, 69, 24, 71, 35, 80, 30, 27, 13, 74, 6, 13, 54, 50, 62, 55,
        55, 3, 62, 135, 92, 21, 21, 8, 25, 9, 4, 3, 4, 3, 1, 206,
        5, 378, 92, 221, 161, 751, 129, 83, 121, 340, 7, 49, 183, 297, 379, 312,
        157, 7, 415, 389, 488, 159, 50, 35, 42, 124, 11, 9, 1, 9, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ];
}
