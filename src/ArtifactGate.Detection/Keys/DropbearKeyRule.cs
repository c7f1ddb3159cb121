using System.Numerics;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private keys of Dropbear, as a device has them in its flash: the public half as SSH writes it, and the secret numbers behind it.</summary>
internal sealed class DropbearKeyRule : BinaryRule
{
    private const int MostBytes = 8192;
    private const int Ed25519 = 32;

    // The length of the name, the name, and the beginning of the length of the first number. The smallest key of all has more than 32 bytes behind it.
    public override IReadOnlyList<byte[]> Anchors { get; } =
    [
        [0, 0, 0, 7, .. "ssh-rsa"u8, 0, 0, 0],
        [0, 0, 0, 7, .. "ssh-dss"u8, 0, 0],
        [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 2 * Ed25519],
        [0, 0, 0, 19, .. "ecdsa-sha2-nistp"u8],
    ];

    public override int MaxBefore => 0;

    public override int MaxLength => MostBytes;

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        match = default;
        ReadOnlySpan<byte> key = bytes[anchorAt..Math.Min(bytes.Length, anchorAt + MostBytes)];
        var reader = new SshReader(key);
        if (!reader.TryReadText(out string name))
        {
            return false;
        }

        KeyFacts? facts = name switch
        {
            "ssh-rsa" => Rsa(ref reader),
            "ssh-dss" => Dsa(ref reader),
            "ssh-ed25519" => reader.TryReadField(out ReadOnlySpan<byte> both) && both.Length == 2 * Ed25519 ? Curve25519.JudgeEd25519(both[..Ed25519], both[Ed25519..]) : null,
            _ => Curve(ref reader, name),
        };
        if (facts is not { Consistent: true, Vouched: true })
        {
            return false;
        }

        match = new BinaryMatch(anchorAt, key.Length - reader.Rest.Length, (facts with { Structure = "Dropbear" }).ToResult());
        return true;
    }

    public override byte[] Sample(Random random)
    {
        var key = new SampleRsa(random);
        static byte[] Number(BigInteger number) => SampleKeys.Field(number.ToByteArray(isBigEndian: true));
        return [.. SampleKeys.Field("ssh-rsa"u8), .. Number(key.E), .. Number(key.N), .. Number(key.D), .. Number(key.P), .. Number(key.Q)];
    }

    private static KeyFacts? Rsa(ref SshReader reader) =>
        reader.TryReadInteger(out ReadOnlySpan<byte> e) && reader.TryReadInteger(out ReadOnlySpan<byte> n) && reader.TryReadInteger(out ReadOnlySpan<byte> d)
        && reader.TryReadInteger(out ReadOnlySpan<byte> p) && reader.TryReadInteger(out ReadOnlySpan<byte> q) ? RsaKey.Judge(n, e, d, p, q) : null;

    private static KeyFacts? Dsa(ref SshReader reader) =>
        reader.TryReadInteger(out ReadOnlySpan<byte> p) && reader.TryReadInteger(out ReadOnlySpan<byte> q) && reader.TryReadInteger(out ReadOnlySpan<byte> g)
        && reader.TryReadInteger(out ReadOnlySpan<byte> y) && reader.TryReadInteger(out ReadOnlySpan<byte> x) ? DsaKey.Judge(p, q, g, y, x) : null;

    private static KeyFacts? Curve(ref SshReader reader, string name)
    {
        string? curve = name switch
        {
            "ecdsa-sha2-nistp256" => KeyOids.P256,
            "ecdsa-sha2-nistp384" => KeyOids.P384,
            "ecdsa-sha2-nistp521" => KeyOids.P521,
            _ => null,
        };
        return curve is not null && reader.TryReadText(out string brief) && name.EndsWith(brief, StringComparison.Ordinal) && brief.Length > 0
            && reader.TryReadField(out ReadOnlySpan<byte> point) && point.Length > 0 && reader.TryReadInteger(out ReadOnlySpan<byte> d)
            ? EcKey.Judge(curve, d, point) : null;
    }
}
