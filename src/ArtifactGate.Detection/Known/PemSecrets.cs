using System.Text;
using System.Text.RegularExpressions;
using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Known;

/// <summary>The private keys of a PEM text: each as the text that it is, and as the DER that other files would hold.</summary>
internal static partial class PemSecrets
{
    private const int LeastBytes = 32;

    /// <summary>Whether a text is PEM, at least in part.</summary>
    public static bool IsPem(string text) => text.Contains("-----BEGIN ", StringComparison.Ordinal);

    /// <summary>The secrets. Certificates and public keys beside a key ship everywhere, so they are left out.</summary>
    public static IEnumerable<KnownSecret> Of(string text, string? part)
    {
        // Where a variable takes one line only, its line ends are written out.
        string lines = text.Contains('\n', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n")
            : text.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
        foreach (System.Text.RegularExpressions.Match block in Block().Matches(lines))
        {
            byte[]? der = block.Groups["label"].Value.Contains("PGP", StringComparison.Ordinal) ? null : DerOf(block.Groups["body"].Value);
            byte[]? canonical = der is null ? null : PublicKeyOf(der);
            yield return new KnownSecret(Encoding.UTF8.GetBytes(block.Value), block.Value, part, guessable: false, canonical);
            if (der is not null)
            {
                yield return new KnownSecret(der, null, part ?? "the key in it", guessable: false, canonical ?? der);
            }
        }
    }

    private static byte[]? PublicKeyOf(byte[] der) => PrivateKeyParser.TryParse(der, Effort.None, out KeyFacts facts, out _)
        ? facts.PublicKeyInfo
        : OpenSshKey.TryParse(der)?.PublicKeyInfo;

    // Headers (of encrypted keys) stand before an empty line.
    private static byte[]? DerOf(string body)
    {
        string data = body[(body.LastIndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var empty && empty < body.Length - 2 ? empty + 2 : 0)..];
        var bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out int written) && written >= LeastBytes ? bytes[..written] : null;
    }

    [GeneratedRegex(@"-----BEGIN (?<label>[A-Z0-9 ]*PRIVATE KEY[A-Z ]*)-----(?<body>[^-]*)-----END [A-Z0-9 ]+-----")]
    private static partial Regex Block();
}
