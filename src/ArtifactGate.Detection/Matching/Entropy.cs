namespace ArtifactGate.Detection.Matching;

/// <summary>How unpredictable the characters of a value are.</summary>
internal static class Entropy
{
    /// <summary>Shannon entropy in bits a character; 0 for an empty text.</summary>
    public static double BitsPerCharacter(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (char c in text)
        {
            counts[c & 0xFF]++;
        }

        double bits = 0;
        foreach (int count in counts)
        {
            if (count > 0)
            {
                double share = (double)count / text.Length;
                bits -= share * Math.Log2(share);
            }
        }

        return bits;
    }
}
