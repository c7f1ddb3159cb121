namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Knows by its first bytes a key store of BouncyCastle that a parser of its entries does not find: an UBER store, which is encrypted as a whole, and a
/// BKS store that begins with a key without a certificate.
/// </summary>
internal static class BouncyCastleHead
{
    private const int SaltLength = 20;
    private const int HeadLength = 32;
    private const int Sample = 32;

    // The library adds up to 1023 to 1024 by chance.
    private const uint FewestRounds = 1024;
    private const uint MostRounds = 2047;

    /// <summary>Whether a file begins like one.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> head)
    {
        var reader = new JavaReader(head);
        if (head.Length < HeadLength + Sample || !reader.TryReadNumber(out uint version) || version is not (1 or 2) || !reader.TryReadField(out ReadOnlySpan<byte> salt)
            || salt.Length != SaltLength || !reader.TryReadNumber(out uint rounds) || rounds is < FewestRounds or > MostRounds)
        {
            return false;
        }

        return Randomness.IsPlausible(reader.Rest[..Sample])
            || (reader.TryReadByte(out byte kind) && kind is 3 or 4 && reader.TryReadText(out _) && reader.TryRead(8, out _) && reader.TryReadNumber(out uint chain) && chain == 0
                && reader.TryReadNumber(out uint length) && length > 0);
    }
}
