using System.Text;

namespace ArtifactGate.Detection.Keys.Samples;

/// <summary>Makes OpenPGP keys from a seeded generator.</summary>
internal static class SamplePgp
{
    // The curve Ed25519 as old OpenPGP calls it.
    private static readonly byte[] Curve = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01];

    /// <summary>The packets of an Ed25519 key in clear with a user ID.</summary>
    public static byte[] Key(Random random)
    {
        byte[] seed = SampleKeys.Bytes(random, 32), point = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        byte[] secret = Integer(seed);
        int sum = secret.Sum(b => b) & 0xFFFF;
        byte[] body = [.. Public(point), 0, .. secret, (byte)(sum >> 8), (byte)sum];
        return [.. Packet(5, body), .. Packet(13, "sample"u8.ToArray())];
    }

    /// <summary>The packets of a key whose secret GnuPG keeps elsewhere.</summary>
    public static byte[] Stub(Random random)
    {
        byte[] seed = SampleKeys.Bytes(random, 32), point = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        return [.. Packet(5, [.. Public(point), 255, 0, 101, 0, .. "GNU"u8, 1]), .. Packet(13, "sample"u8.ToArray())];
    }

    /// <summary>Packets between their lines, with the checksum.</summary>
    public static string Armor(byte[] packets)
    {
        var text = new StringBuilder("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n");
        string body = Convert.ToBase64String(packets);
        for (int at = 0; at < body.Length; at += 64)
        {
            text.Append(body, at, Math.Min(64, body.Length - at)).Append('\n');
        }

        uint crc = Crc24(packets);
        return text.Append('=').Append(Convert.ToBase64String([(byte)(crc >> 16), (byte)(crc >> 8), (byte)crc]))
            .Append("\n-----END PGP PRIVATE KEY BLOCK-----").ToString();
    }

    private static byte[] Public(byte[] point) => [4, 0x60, 0, 0, 0, 22, (byte)Curve.Length, .. Curve, .. Integer([0x40, .. point])];

    private static byte[] Packet(int tag, byte[] body) => [(byte)(0xC0 | tag), (byte)body.Length, .. body];

    private static byte[] Integer(byte[] number)
    {
        int bits = (number.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount((uint)number[0]) + 24;
        return [(byte)(bits >> 8), (byte)bits, .. number];
    }

    private static uint Crc24(byte[] bytes)
    {
        uint crc = 0xB704CE;
        foreach (byte b in bytes)
        {
            crc ^= (uint)b << 16;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x800000) != 0 ? 0x1864CFBu : 0);
            }
        }

        return crc & 0xFFFFFF;
    }
}
