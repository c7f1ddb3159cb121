using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>Judges a private key as gpg-agent keeps it: the algorithm with its named numbers, the secret ones in clear or encrypted.</summary>
internal static class AgentKey
{
    private const string Protected = "protected-private-key";
    private const int LeastEncrypted = 32;
    private const int LeastModulus = 64;
    private const int MostModulus = 8192 / 8;

    /// <summary>The facts about the key; null when it is none or does not fit together.</summary>
    public static KeyFacts? Judge(SExpression key)
    {
        if (key.Name is not ("private-key" or Protected) || key.Items.Find(i => i.Bytes is null) is not { } numbers)
        {
            return null;
        }

        KeyFacts? facts = numbers.Name switch
        {
            "rsa" => Rsa(numbers),
            "dsa" => Dsa(numbers),
            "elg" => ElGamal(numbers),
            "ecc" or "ecdsa" or "ecdh" or "eddsa" => Curve(numbers),
            _ => null,
        };
        if (facts is null || (key.Name == Protected ? !IsEncrypted(numbers) : !facts.Consistent))
        {
            return null;
        }

        string comment = Encoding.UTF8.GetString(key.Value("comment"));
        facts = facts with { Structure = "gpg-agent", Account = comment.Length is > 0 and < 200 && !comment.Any(char.IsControl) ? comment : null };
        return key.Name == Protected ? facts with { Consistent = true, Vouched = true, Encrypted = true, Protection = EncryptedKey.Unopened } : facts;
    }

    // The scheme, what the key is derived from, and the encrypted numbers.
    private static bool IsEncrypted(SExpression numbers) => numbers.Find("protected") is { Items.Count: >= 4 } part && part.Items[1].Bytes is not null
        && part.Items[1].Name.StartsWith("openpgp-", StringComparison.Ordinal) && part.Items[3].Bytes is { Length: >= LeastEncrypted } secret && Randomness.IsPlausible(secret);

    private static KeyFacts? Rsa(SExpression numbers)
    {
        ReadOnlySpan<byte> n = Number(numbers, "n"), e = Number(numbers, "e"), d = Number(numbers, "d");
        return d.Length > 0 ? RsaKey.Judge(n, e, d, Number(numbers, "p"), Number(numbers, "q"))
            : n.Length >= LeastModulus && e.Length > 0 ? new KeyFacts("RSA", n.Length * 8) { PublicKeyInfo = PublicKeyInfo.OfRsa(n, e) } : null;
    }

    private static KeyFacts? Dsa(SExpression numbers)
    {
        ReadOnlySpan<byte> p = Number(numbers, "p"), q = Number(numbers, "q"), g = Number(numbers, "g"), y = Number(numbers, "y"), x = Number(numbers, "x");
        if (p.IsEmpty || q.IsEmpty || g.IsEmpty || y.IsEmpty)
        {
            return null;
        }

        return x.Length > 0 ? DsaKey.Judge(p, q, g, y, x) : new KeyFacts("DSA", p.Length * 8) { PublicKeyInfo = PublicKeyInfo.OfDsa(p, q, g, y) };
    }

    // The subkey that encrypts beside a DSA key. Of the secret it is known what comes out with the generator.
    private static KeyFacts? ElGamal(SExpression numbers)
    {
        ReadOnlySpan<byte> p = Number(numbers, "p"), g = Number(numbers, "g"), y = Number(numbers, "y"), x = Number(numbers, "x");
        if (p.Length is < LeastModulus or > MostModulus || (p[^1] & 1) == 0 || g.IsEmpty || g.Length > p.Length || y.IsEmpty || x.Length > p.Length)
        {
            return null;
        }

        return new KeyFacts("ElGamal", p.Length * 8)
        {
            Consistent = x.Length > 0 && BigInteger.ModPow(Big(g), Big(x), Big(p)) == Big(y),
            Digest = SHA256.HashData(y),
        };
    }

    private static BigInteger Big(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static KeyFacts? Curve(SExpression numbers)
    {
        string curve = Encoding.ASCII.GetString(numbers.Value("curve"));
        byte[] q = numbers.Value("q"), d = numbers.Value("d");
        if (curve is "Ed25519" or "Curve25519")
        {
            return Curve25519Key(q, d, curve == "Ed25519");
        }

        if (OidOf(curve) is not string oid || q.Length == 0)
        {
            return null;
        }

        return d.Length > 0 ? EcKey.Judge(oid, d, q) : KeyOids.TryGetCurve(oid, out string name, out int bits)
            ? new KeyFacts("EC " + name, bits) { PublicKeyInfo = q[0] == 4 ? PublicKeyInfo.OfEc(oid, q) : null } : null;
    }

    // A byte 0x40 before the point; numbers without, or with more than, their leading zeros; that of X25519 back to front.
    private static KeyFacts? Curve25519Key(ReadOnlySpan<byte> q, ReadOnlySpan<byte> d, bool signs)
    {
        d = d.TrimStart((byte)0);
        if (q is not [0x40, ..] || q.Length != 33 || d.Length > 32)
        {
            return null;
        }

        if (d.IsEmpty)
        {
            return new KeyFacts(signs ? "Ed25519" : "X25519", 256) { PublicKeyInfo = PublicKeyInfo.OfRaw(signs ? KeyOids.Ed25519 : KeyOids.X25519, q[1..]) };
        }

        var secret = new byte[32];
        d.CopyTo(secret.AsSpan(32 - d.Length));
        if (signs)
        {
            return Curve25519.JudgeEd25519(secret, q[1..]);
        }

        Array.Reverse(secret);
        return Curve25519.JudgeX25519(secret, q[1..]);
    }

    private static ReadOnlySpan<byte> Number(SExpression numbers, string name) => numbers.Value(name).AsSpan().TrimStart((byte)0);

    private static string? OidOf(string curve) => curve switch
    {
        "NIST P-256" or "nistp256" => KeyOids.P256,
        "NIST P-384" or "nistp384" => KeyOids.P384,
        "NIST P-521" or "nistp521" => KeyOids.P521,
        "secp256k1" => KeyOids.Secp256K1,
        "brainpoolP256r1" => "1.3.36.3.3.2.8.1.1.7",
        "brainpoolP384r1" => "1.3.36.3.3.2.8.1.1.11",
        "brainpoolP512r1" => "1.3.36.3.3.2.8.1.1.13",
        _ => null,
    };
}
