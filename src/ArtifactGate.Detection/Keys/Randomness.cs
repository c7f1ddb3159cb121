namespace ArtifactGate.Detection.Keys;

/// <summary>Tells secret bytes from code, text and zeros by how they are spread.</summary>
internal static class Randomness
{
    private const int Sample = 32;
    private const int LeastDistinct = 24;
    private const int LeastOfEachHalf = 4;

    /// <summary>
    /// Whether the first 32 bytes could be random. Of random ones one in a million is refused; of anything else most are.
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

        return distinct >= Math.Min(LeastDistinct, secret.Length * 3 / 4) && high >= LeastOfEachHalf && secret.Length - high >= LeastOfEachHalf;
    }
}
