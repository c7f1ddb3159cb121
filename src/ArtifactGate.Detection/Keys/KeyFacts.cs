using System.Globalization;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>What a parser found out about a private key. Holds public information only.</summary>
/// <param name="Algorithm">For people: <c>RSA</c>, <c>EC P-256</c>, <c>Ed25519</c>.</param>
/// <param name="Bits">Size of the modulus or of the field, when it is known.</param>
internal sealed record KeyFacts(string Algorithm, int? Bits)
{
    /// <summary>How the key is written down: <c>PKCS#8</c>, <c>OpenSSH</c>.</summary>
    public string Structure { get; init; } = "";

    /// <summary>The SubjectPublicKeyInfo in DER, which names the key wherever and however it is stored; null when it cannot be known.</summary>
    public byte[]? PublicKeyInfo { get; init; }

    /// <summary>A digest of the bytes of a key whose public half cannot be known, so that it has one name in whatever lines it stands; else null.</summary>
    public byte[]? Digest { get; init; }

    /// <summary>Whether the private part belongs to the public one, or, of an encrypted key, whether all around it is well formed.</summary>
    public bool Consistent { get; init; }

    /// <summary>
    /// Whether more than the form vouches for the key: a public half that fits, or a secret that looks random. The beginning of some keys
    /// is a constant in the code that writes them, and anything can follow it there.
    /// </summary>
    public bool Vouched { get; init; } = true;

    /// <summary>Behind a password that is neither empty nor common.</summary>
    public bool Encrypted { get; init; }

    /// <summary>What stands between a finder and the key.</summary>
    public string Protection { get; init; } = "none";

    /// <summary>The input ends before the key does.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whom the key belongs to, when it says so: a certificate's subject, a user ID, a comment.</summary>
    public string? Account { get; init; }

    /// <summary>When the certificate beside the key ends.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>More members for <c>details</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> More { get; init; } = [];

    /// <summary>The facts as a proof states them.</summary>
    public ProofResult ToResult()
    {
        var details = new List<KeyValuePair<string, string>> { new("algorithm", Algorithm) };
        if (Bits is int bits)
        {
            details.Add(new("bits", bits.ToString(CultureInfo.InvariantCulture)));
        }

        if (Structure.Length > 0)
        {
            details.Add(new("format", Structure));
        }

        details.Add(new("protection", Protection));
        if (PublicKeyInfo is not null)
        {
            details.Add(new("publicKey", "SHA256:" + Convert.ToHexStringLower(SHA256.HashData(PublicKeyInfo))));
        }

        if (!Consistent && !Truncated)
        {
            details.Add(new("structure", "parsed, not verified"));
        }

        details.AddRange(More);
        return new ProofResult(Consistent && !Truncated ? ProofOutcome.Holds : ProofOutcome.Unknown)
        {
            Account = Account,
            Expires = Expires,
            Details = details,
            Canonical = PublicKeyInfo ?? Digest,
            Encrypted = Encrypted,
            SigningKey = !Encrypted && !Truncated && Algorithm is not ("X25519" or "X448"),
            Truncated = Truncated,
        };
    }
}
