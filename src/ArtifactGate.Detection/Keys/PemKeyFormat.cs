using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private keys in PEM: PKCS#8, PKCS#1, SEC1, DSA, encrypted ones, and other structures under one of these names.</summary>
internal sealed class PemKeyFormat : ArmoredKeyFormat
{
    public override IReadOnlyList<string> Labels { get; } =
        ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "ANY PRIVATE KEY"];

    public override string Sample(Random random) => random.Next(3) switch
    {
        0 => Write("PRIVATE KEY", SampleKeys.Ed25519(random), 64),
        1 => Write("EC PRIVATE KEY", SampleKeys.Sec1(random), 64),
        _ => Write("PRIVATE KEY", SampleKeys.Pkcs8(random), 64),
    };

    protected override KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort)
    {
        if (!headers.Cipher.IsEmpty)
        {
            return LegacyPemEncryption.Open(headers.Cipher, body, cut);
        }

        if (PrivateKeyParser.TryParse(body, effort, out KeyFacts facts, out _))
        {
            return facts;
        }

        return OpenSshKey.TryParse(body) ?? (cut && body.Length >= LeastOfCut ? CutKey.Recognize(body) : null);
    }
}
