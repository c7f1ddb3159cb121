using System.Globalization;
using System.Text;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Armored OpenPGP private keys. A block may hold several secret keys; one in clear decides. Stubs that GnuPG leaves for keys that are
/// elsewhere are none.
/// </summary>
internal sealed class PgpKeyFormat : ArmoredKeyFormat
{
    private const int MostPackets = 1000;
    private const int LongestUserId = 200;

    public override IReadOnlyList<string> Labels { get; } = ["PGP PRIVATE KEY BLOCK"];

    public override string Sample(Random random) => SamplePgp.Armor(SamplePgp.Key(random));

    protected override KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort)
    {
        var packets = new PgpPackets(body);
        KeyFacts? best = null;
        string? user = null;
        int keys = 0;
        for (int i = 0; i < MostPackets && packets.Next(); i++)
        {
            if (packets.Tag is PgpPackets.SecretKey or PgpPackets.SecretSubkey)
            {
                KeyFacts? facts = packets.Cut
                    ? cut && packets.Body.Length >= LeastOfCut && packets.Body[0] is >= 3 and <= 6 ? new KeyFacts("unknown", null) { Truncated = true } : null
                    : PgpSecretKey.Judge(packets.Body);
                keys += facts is null ? 0 : 1;
                best = best is null || (facts is not null && best.Encrypted && !facts.Encrypted && !facts.Truncated) ? facts : best;
            }
            else if (packets.Tag == PgpPackets.UserId && user is null && packets.Body.Length <= LongestUserId)
            {
                user = Encoding.UTF8.GetString(packets.Body);
            }
        }

        return best is null ? null : best with
        {
            Structure = "OpenPGP",
            Account = user is not null && !user.Any(char.IsControl) ? user : null,
            More = [.. best.More, new("privateKeys", keys.ToString(CultureInfo.InvariantCulture))],
        };
    }
}
