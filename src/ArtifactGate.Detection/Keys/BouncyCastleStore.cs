using System.Globalization;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Reads the entries of a BouncyCastle key store (BKS), which a checksum under the store's password protects and nothing encrypts as a whole: kind,
/// alias, date, certificates, then a certificate, a key in clear, or bytes that are sealed under a password of their own.
/// </summary>
internal static class BouncyCastleStore
{
    private const int ChecksumLength = 20;
    private const int ShortestSalt = 8;
    private const int LongestSalt = 64;
    private const int MostRounds = 0xFFFF;
    private const int MostEntries = 10_000;
    private const int MostChain = 64;

    /// <summary>Reads version, salt and rounds; false when they are none of such a store.</summary>
    public static bool TryReadHead(ref JavaReader reader) =>
        reader.TryReadNumber(out uint version) && version is 1 or 2 && reader.TryReadField(out ReadOnlySpan<byte> salt)
        && salt.Length is >= ShortestSalt and <= LongestSalt && reader.TryReadNumber(out uint rounds) && rounds is > 0 and <= MostRounds;

    /// <summary>The facts about the first key; null when there is none, or when this is no whole store.</summary>
    public static KeyFacts? Judge(ReadOnlySpan<byte> bytes, Effort effort, out int length)
    {
        length = 0;
        var reader = new JavaReader(bytes);
        if (!TryReadHead(ref reader))
        {
            return null;
        }

        KeyFacts? first = null;
        int keys = 0, certificates = 0;
        for (int i = 0; i < MostEntries; i++)
        {
            if (!reader.TryReadByte(out byte kind) || kind > 4)
            {
                return null;
            }

            if (kind == 0)
            {
                length = reader.At + ChecksumLength;
                return first is null || length > bytes.Length ? null : first with
                {
                    Structure = "BKS",
                    More = [.. first.More, new("privateKeys", Number(keys)), new("certificates", Number(certificates))],
                };
            }

            if (!TryReadEntry(ref reader, kind, first is null ? effort : Effort.None, out KeyFacts? facts))
            {
                return null;
            }

            keys += facts is null ? 0 : 1;
            certificates += kind == 1 ? 1 : 0;
            first ??= facts;
        }

        return null;
    }

    private static bool TryReadEntry(ref JavaReader reader, byte kind, Effort effort, out KeyFacts? facts)
    {
        facts = null;
        if (!reader.TryReadText(out string alias) || !reader.TryRead(8, out _) || !TryReadChain(ref reader, out CertificateFacts? own))
        {
            return false;
        }

        switch (kind)
        {
            case 1:
                return reader.TryReadText(out _) && reader.TryReadField(out _);
            case 2:
                if (!BouncyCastleKey.TryRead(ref reader, out facts))
                {
                    return false;
                }

                break;
            case 3:
                if (!reader.TryReadField(out ReadOnlySpan<byte> secret))
                {
                    return false;
                }

                facts = new KeyFacts("secret key", secret.Length * 8) { Consistent = true, Digest = SHA256.HashData(secret) };
                break;
            default:
                if (!reader.TryReadField(out ReadOnlySpan<byte> entry) || !BouncyCastleKey.TryOpen(entry, effort, out facts))
                {
                    return false;
                }

                break;
        }

        facts = facts is not null && own is not null ? own.Describe(facts) : facts;
        facts = facts is null || alias.Length == 0 || alias.Any(char.IsControl) ? facts : facts with { Account = facts.Account ?? alias };
        return true;
    }

    private static bool TryReadChain(ref JavaReader reader, out CertificateFacts? own)
    {
        own = null;
        if (!reader.TryReadNumber(out uint count) || count > MostChain)
        {
            return false;
        }

        for (uint i = 0; i < count; i++)
        {
            if (!reader.TryReadText(out _) || !reader.TryReadField(out ReadOnlySpan<byte> certificate))
            {
                return false;
            }

            own ??= i == 0 ? CertificateFacts.Read(certificate) : null;
        }

        return true;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
