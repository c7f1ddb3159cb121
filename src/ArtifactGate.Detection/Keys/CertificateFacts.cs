using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ArtifactGate.Detection.Keys;

/// <summary>What a certificate says that matters for the key it belongs to.</summary>
/// <param name="PublicKeyInfo">SubjectPublicKeyInfo in DER.</param>
/// <param name="Subject">Distinguished name, or null when it cannot be written down.</param>
/// <param name="NotAfter">Its end.</param>
internal sealed record CertificateFacts(byte[] PublicKeyInfo, string? Subject, DateTimeOffset? NotAfter)
{
    private const int LongestName = 1024;

    /// <summary>Reads the certificate at the start of <paramref name="der"/>; null when it is none.</summary>
    public static CertificateFacts? Read(ReadOnlySpan<byte> der)
    {
        if (!new DerReader(der).TryEnter(DerReader.Sequence, out DerReader certificate) || !certificate.TryEnter(DerReader.Sequence, out DerReader body))
        {
            return null;
        }

        _ = body.Next == 0xA0 && body.TryReadAny(out _, out _);
        return body.TryRead(DerReader.Integer, out _) && body.TryRead(DerReader.Sequence, out _) && body.TryRead(DerReader.Sequence, out _)
            && body.TryEnter(DerReader.Sequence, out DerReader validity) && validity.TryReadAny(out _, out _)
            && body.Next == DerReader.Sequence && body.TryReadAny(out _, out ReadOnlySpan<byte> subject)
            && body.Next == DerReader.Sequence && body.TryReadAny(out _, out ReadOnlySpan<byte> key)
            ? new CertificateFacts(key.ToArray(), NameOf(subject), TimeOf(validity.Rest)) : null;
    }

    /// <summary>The facts about a key, with what its certificate says of it.</summary>
    public KeyFacts Describe(KeyFacts key) => key with
    {
        PublicKeyInfo = key.PublicKeyInfo ?? PublicKeyInfo,
        Account = key.Account ?? Subject,
        Expires = key.Expires ?? NotAfter,
    };

    private static string? NameOf(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length > LongestName)
        {
            return null;
        }

        try
        {
            string name = new X500DistinguishedName(encoded).Name;
            return name.Length == 0 || name.Any(char.IsControl) ? null : name;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static DateTimeOffset? TimeOf(ReadOnlySpan<byte> encoded)
    {
        try
        {
            return encoded is [0x17, ..] ? AsnDecoder.ReadUtcTime(encoded, AsnEncodingRules.DER, out _)
                : AsnDecoder.ReadGeneralizedTime(encoded, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
