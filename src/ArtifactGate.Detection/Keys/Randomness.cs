namespace ArtifactGate.Detection.Keys;

/// <summary>Tells secret bytes from code, text and zeros by how they are spread.</summary>
internal static class Randomness
{
    private const int Sample = 32;
    private const int LeastDistinct = 24;

    /// <summary>
    /// Whether the first 32 bytes could be random. Of random ones three in a million are refused, of 16 bytes three in a hundred thousand; of anything else
    /// most are.
    /// </summary>
    public static bool IsPlausible(ReadOnlySpan<byte> secret)
    {
        secret = secret[..Math.Min(Sample, secret.Length)];
        Span<bool> seen = stackalloc bool[256];
        seen.Clear();
        int distinct = 0, high = 0;
        foreach (byte b in secret)
        {
            distinct += seen[b] ? 0 : 1;
            seen[b] = true;
            high += b >> 7;
        }

        int leastOfEachHalf = (secret.Length - 8) / 6;
        return distinct >= Math.Min(LeastDistinct, secret.Length * 3 / 4) && high >= leastOfEachHalf && secret.Length - high >= leastOfEachHalf;
    }
}
