namespace ArtifactGate.Detection.Keys;

/// <summary>Recognises the beginning of a private key in DER whose end is missing.</summary>
internal static class CutKey
{
    /// <summary>The facts that the beginning tells, or null when it begins nothing that is known here.</summary>
    public static KeyFacts? Recognize(ReadOnlySpan<byte> der)
    {
        if (der is not [DerReader.Sequence, ..] || DerReader.DeclaredLength(der) <= der.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> inside = der[(der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7F))..];
        string? algorithm = inside switch
        {
            [2, 1, 0, 2, 0x81 or 0x82, ..] => "RSA",
            [2, 1, 1, 4, >= 20 and <= 66, ..] => "EC",
            [2, 1, 0 or 1, DerReader.Sequence, ..] => AlgorithmOf(inside[3..]),
            [DerReader.Sequence, ..] => AlgorithmOf(inside) is "" ? "encrypted key" : null,
            _ => null,
        };
        return algorithm is null ? null : new KeyFacts(algorithm.Length == 0 ? "unknown" : algorithm, null)
        {
            Truncated = true,
            Encrypted = algorithm == "encrypted key",
            Protection = algorithm == "encrypted key" ? EncryptedKey.Unopened : "none",
        };
    }

    private static string? AlgorithmOf(ReadOnlySpan<byte> der)
    {
        if (!new DerReader(der).TryEnter(DerReader.Sequence, out DerReader algorithm) || !algorithm.TryReadOid(out string oid))
        {
            return null;
        }

        return oid switch
        {
            KeyOids.Rsa or KeyOids.RsaPss => "RSA",
            KeyOids.Ec => "EC",
            KeyOids.Dsa => "DSA",
            _ => KeyOids.PostQuantumName(oid) ?? "",
        };
    }
}
