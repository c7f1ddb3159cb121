namespace ArtifactGate.Detection.Keys;

/// <summary>Reads the public half of SSH keys.</summary>
internal static class SshPublicKey
{
    private const string EcPrefix = "ecdsa-sha2-";

    /// <summary>The facts that the public half tells, not consistent with anything yet; null when it is of no known kind.</summary>
    public static KeyFacts? Read(ReadOnlySpan<byte> blob)
    {
        var reader = new SshReader(blob);
        if (!reader.TryReadText(out string type))
        {
            return null;
        }

        if (type == "ssh-rsa" && reader.TryReadInteger(out ReadOnlySpan<byte> e) && reader.TryReadInteger(out ReadOnlySpan<byte> n)
            && n.Length is > 0 and <= 2048 && e.Length is > 0 and <= 2048)
        {
            return new KeyFacts("RSA", (n.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount((uint)n[0]) + 24)
            {
                PublicKeyInfo = PublicKeyInfo.OfRsa(n, e),
            };
        }

        if (type == "ssh-dss" && reader.TryReadInteger(out ReadOnlySpan<byte> p) && reader.TryReadInteger(out ReadOnlySpan<byte> q)
            && reader.TryReadInteger(out ReadOnlySpan<byte> g) && reader.TryReadInteger(out ReadOnlySpan<byte> y) && p.Length is > 0 and <= 1024)
        {
            return new KeyFacts("DSA", p.Length * 8) { PublicKeyInfo = PublicKeyInfo.OfDsa(p, q, g, y) };
        }

        if (type == "ssh-ed25519" && reader.TryReadField(out ReadOnlySpan<byte> key) && key.Length == 32)
        {
            return new KeyFacts("Ed25519", 256) { PublicKeyInfo = PublicKeyInfo.OfRaw(KeyOids.Ed25519, key) };
        }

        if (type.StartsWith(EcPrefix, StringComparison.Ordinal) && CurveOf(type[EcPrefix.Length..]) is string curve && reader.TryReadText(out _)
            && reader.TryReadField(out ReadOnlySpan<byte> point) && KeyOids.TryGetCurve(curve, out string name, out int bits))
        {
            return new KeyFacts("EC " + name, bits) { PublicKeyInfo = PublicKeyInfo.OfEc(curve, point) };
        }

        return null;
    }

    /// <summary>Whether the private half is in a hardware token and the file only says which.</summary>
    public static bool IsInHardware(ReadOnlySpan<byte> blob) =>
        new SshReader(blob).TryReadText(out string type) && type.StartsWith("sk-", StringComparison.Ordinal);

    /// <summary>The curve that SSH calls so, or null.</summary>
    public static string? CurveOf(string name) => name switch
    {
        "nistp256" => KeyOids.P256,
        "nistp384" => KeyOids.P384,
        "nistp521" => KeyOids.P521,
        _ => null,
    };
}
