namespace ArtifactGate.Detection.Keys;

/// <summary>Judges the private half of an OpenSSH key in clear.</summary>
internal static class SshPrivateKey
{
    /// <summary>The facts about the key, consistent when its halves belong together; null when it is none.</summary>
    /// <param name="reader">Stands at the name of the kind, afterwards at the comment.</param>
    /// <param name="known">What the public half of the file tells.</param>
    public static KeyFacts? Judge(ref SshReader reader, KeyFacts? known)
    {
        if (!reader.TryReadText(out string type))
        {
            return null;
        }

        KeyFacts? facts = type switch
        {
            "ssh-rsa" => Rsa(ref reader),
            "ssh-dss" => Dsa(ref reader),
            "ssh-ed25519" => Ed25519(ref reader),
            _ when type.StartsWith("ecdsa-sha2-", StringComparison.Ordinal) => Ec(ref reader),
            _ => known is null ? new KeyFacts(type, null) : null,
        };
        return facts is null || known is null ? facts : facts with
        {
            Consistent = facts.Consistent && known.PublicKeyInfo.AsSpan().SequenceEqual(facts.PublicKeyInfo),
        };
    }

    private static KeyFacts? Rsa(ref SshReader reader) =>
        reader.TryReadInteger(out ReadOnlySpan<byte> n) && reader.TryReadInteger(out ReadOnlySpan<byte> e) && reader.TryReadInteger(out ReadOnlySpan<byte> d)
        && reader.TryReadInteger(out _) && reader.TryReadInteger(out ReadOnlySpan<byte> p) && reader.TryReadInteger(out ReadOnlySpan<byte> q)
            ? RsaKey.Judge(n, e, d, p, q) : null;

    private static KeyFacts? Dsa(ref SshReader reader) =>
        reader.TryReadInteger(out ReadOnlySpan<byte> p) && reader.TryReadInteger(out ReadOnlySpan<byte> q) && reader.TryReadInteger(out ReadOnlySpan<byte> g)
        && reader.TryReadInteger(out ReadOnlySpan<byte> y) && reader.TryReadInteger(out ReadOnlySpan<byte> x) ? DsaKey.Judge(p, q, g, y, x) : null;

    private static KeyFacts? Ed25519(ref SshReader reader) =>
        reader.TryReadField(out ReadOnlySpan<byte> open) && reader.TryReadField(out ReadOnlySpan<byte> both) && both.Length == 64
            ? Curve25519.JudgeEd25519(both[..32], open) : null;

    private static KeyFacts? Ec(ref SshReader reader) =>
        reader.TryReadText(out string curve) && SshPublicKey.CurveOf(curve) is string oid && reader.TryReadField(out ReadOnlySpan<byte> point)
        && reader.TryReadInteger(out ReadOnlySpan<byte> d) ? EcKey.Judge(oid, d, point) : null;
}
