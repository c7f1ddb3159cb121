namespace ArtifactGate.Detection.Keys;

/// <summary>The object identifiers of key algorithms and curves, and their names for people.</summary>
internal static class KeyOids
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string Ec = "1.2.840.10045.2.1";
    public const string X25519 = "1.3.101.110";
    public const string X448 = "1.3.101.111";
    public const string Ed25519 = "1.3.101.112";
    public const string Ed448 = "1.3.101.113";
    public const string P256 = "1.2.840.10045.3.1.7";
    public const string P384 = "1.3.132.0.34";
    public const string P521 = "1.3.132.0.35";
    public const string Secp256K1 = "1.3.132.0.10";

    private static readonly Dictionary<string, (string Name, int Bits)> Curves = new(StringComparer.Ordinal)
    {
        [P256] = ("P-256", 256),
        [P384] = ("P-384", 384),
        [P521] = ("P-521", 521),
        [Secp256K1] = ("secp256k1", 256),
        ["1.2.840.10045.3.1.1"] = ("P-192", 192),
        ["1.3.132.0.33"] = ("P-224", 224),
        ["1.3.36.3.3.2.8.1.1.7"] = ("brainpoolP256r1", 256),
        ["1.3.36.3.3.2.8.1.1.11"] = ("brainpoolP384r1", 384),
        ["1.3.36.3.3.2.8.1.1.13"] = ("brainpoolP512r1", 512),
        ["1.2.156.10197.1.301"] = ("SM2", 256),
    };

    // The signature and key encapsulation schemes of FIPS 203, 204 and 205 are numbered in a row.
    private static readonly Dictionary<string, string> PostQuantum = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.3.17"] = "ML-DSA-44",
        ["2.16.840.1.101.3.4.3.18"] = "ML-DSA-65",
        ["2.16.840.1.101.3.4.3.19"] = "ML-DSA-87",
        ["2.16.840.1.101.3.4.4.1"] = "ML-KEM-512",
        ["2.16.840.1.101.3.4.4.2"] = "ML-KEM-768",
        ["2.16.840.1.101.3.4.4.3"] = "ML-KEM-1024",
    };

    /// <summary>Name and field size of a named curve.</summary>
    public static bool TryGetCurve(string oid, out string name, out int bits)
    {
        bool known = Curves.TryGetValue(oid, out (string Name, int Bits) curve);
        (name, bits) = curve;
        return known;
    }

    /// <summary>The name of a post-quantum scheme, or null.</summary>
    public static string? PostQuantumName(string oid) =>
        PostQuantum.GetValueOrDefault(oid) ?? (oid.StartsWith("2.16.840.1.101.3.4.3.", StringComparison.Ordinal)
            && int.TryParse(oid.AsSpan(21), out int last) && last is >= 20 and <= 31 ? "SLH-DSA" : null);
}
