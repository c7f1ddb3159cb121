using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Armored OpenPGP private keys. A block may hold several secret keys; one in clear decides. Stubs that GnuPG leaves for keys that are
/// elsewhere are none.
/// </summary>
internal sealed class PgpKeyFormat : ArmoredKeyFormat
{
    public override IReadOnlyList<string> Labels { get; } = ["PGP PRIVATE KEY BLOCK"];

    public override string Sample(Random random) => SamplePgp.Armor(SamplePgp.Key(random));

    protected override KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort)
    {
        var packets = new PgpPackets(body);
        var keys = new PgpSecretKeys();
        for (int i = 0; i < PgpSecretKeys.MostPackets && packets.Next(); i++)
        {
            if (packets.Tag is PgpPackets.SecretKey or PgpPackets.SecretSubkey)
            {
                keys.Add(packets.Cut
                    ? cut && packets.Body.Length >= LeastOfCut && packets.Body[0] is >= 3 and <= 6 ? new KeyFacts("unknown", null) { Truncated = true } : null
                    : PgpSecretKey.Judge(packets.Body));
            }
            else if (packets.Tag == PgpPackets.UserId)
            {
                keys.AddUser(packets.Body);
            }
        }

        return keys.Describe();
    }
}
