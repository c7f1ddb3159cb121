using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// OpenPGP private keys as packets, as they are exported without armor and stand in old key rings. Their headers are too short and too varied to
/// look for, so they are anchored at what does not vary near their beginning: the exponent of nearly every RSA key with the byte that says how the
/// secret is kept, the identifier of a curve with the head of its point, and for the kinds that have neither the head of their own signature.
/// </summary>
internal sealed class PgpPacketRule : BinaryRule
{
    // Modulus of 8192 bits; the four numbers of a DSA key of 3072 bits and a user ID.
    private const int Before = 1800;

    // The anchor stands in the key, or in the signature behind the key and its user.
    private const int PacketsUpToAnchor = 6;
    private const int ShortestBody = 12;

    public override IReadOnlyList<byte[]> Anchors { get; } =
    [
        [0x00, 0x11, 0x01, 0x00, 0x01, 0x00], // RSA, 65537, in clear
        [0x00, 0x11, 0x01, 0x00, 0x01, 0xFD], // encrypted in three ways
        [0x00, 0x11, 0x01, 0x00, 0x01, 0xFE],
        [0x00, 0x11, 0x01, 0x00, 0x01, 0xFF],
        [0x00, 0x06, 0x29, 0x00], // 41 and 17, of old programs
        [0x00, 0x06, 0x29, 0xFE],
        [0x00, 0x06, 0x29, 0xFF],
        [0x00, 0x05, 0x11, 0x00],
        [0x00, 0x05, 0x11, 0xFE],
        [0x00, 0x05, 0x11, 0xFF],
        [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01, 0x01, 0x07, 0x40], // Ed25519 of old
        [0x2B, 0x06, 0x01, 0x04, 0x01, 0x97, 0x55, 0x01, 0x05, 0x01, 0x01, 0x07, 0x40], // X25519 of old
        [0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x02, 0x03, 0x04], // P-256
        [0x05, 0x2B, 0x81, 0x04, 0x00, 0x22, 0x03, 0x03, 0x04], // P-384
        [0x05, 0x2B, 0x81, 0x04, 0x00, 0x23, 0x04, 0x23, 0x04], // P-521
        [0x05, 0x2B, 0x81, 0x04, 0x00, 0x0A, 0x02, 0x03, 0x04], // secp256k1
        [0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07, 0x02, 0x03, 0x04], // Brainpool of 256, 384 and 512 bits
        [0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0B, 0x03, 0x03, 0x04],
        [0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0D, 0x04, 0x03, 0x04],
        [0x04, 0x13, 0x11, 0x02], // DSA signs its user, with SHA-1, SHA-256, SHA-512
        [0x04, 0x13, 0x11, 0x08],
        [0x04, 0x13, 0x11, 0x0A],
        [0x04, 0x10, 0x11, 0x02],
        [0x04, 0x10, 0x11, 0x08],
        [0x04, 0x13, 0x1B, 0x08], // and so do Ed25519 and Ed448 of today in keys of version 4, with SHA-256, SHA-512
        [0x04, 0x13, 0x1B, 0x0A],
        [0x04, 0x1F, 0x1B, 0x08],
        [0x04, 0x1F, 0x1B, 0x0A],
        [0x04, 0x13, 0x1C, 0x0A],
        [0x04, 0x1F, 0x1C, 0x0A],
        [0x06, 0x1F, 0x1B, 0x08], // Ed25519 of today signs itself, with SHA-256, SHA-512, SHA3-512
        [0x06, 0x1F, 0x1B, 0x0A],
        [0x06, 0x1F, 0x1B, 0x0E],
        [0x06, 0x1F, 0x1C, 0x0A],
        [0x06, 0x1F, 0x1C, 0x0E],
    ];

    public override int MaxBefore => Before;

    public override int MaxLength => 256 * 1024;

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) => StartOf(bytes, anchorAt, Math.Max(0, anchorAt - Before)) < anchorAt ? MaxLength : 0;

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        // The farthest beginning first: a primary key comes before its subkeys.
        for (int start = StartOf(bytes, anchorAt, Math.Max(0, anchorAt - Before)); start < anchorAt; start = StartOf(bytes, anchorAt, start + 1))
        {
            if (Read(bytes[start..], out int length) is { } facts)
            {
                match = new BinaryMatch(start, length, facts.ToResult());
                return true;
            }
        }

        match = default;
        return false;
    }

    public override byte[] Sample(Random random) => SamplePgp.Key(random);

    /// <summary>The facts about the key at the start of <paramref name="bytes"/>, with its subkeys, up to the next key; null when there is none.</summary>
    private static KeyFacts? Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var packets = new PgpPackets(bytes);
        var keys = new PgpSecretKeys();
        KeyFacts? held = null;
        length = 0;
        for (int i = 0; i < PgpSecretKeys.MostPackets && packets.Next() && !packets.Cut && (i == 0 || Follows(packets.Tag)); i++)
        {
            // Of a key that does not prove itself the packet behind it says that it is one.
            Keep(keys, held);
            held = null;
            if (packets.Tag is PgpPackets.SecretKey or PgpPackets.SecretSubkey)
            {
                held = PgpSecretKey.Judge(packets.Body, strict: true);
            }
            else if (packets.Tag == PgpPackets.UserId)
            {
                keys.AddUser(packets.Body);
            }

            length = packets.End;
        }

        Keep(keys, held is { Encrypted: false, PublicKeyInfo: not null } ? held : null);
        return keys.Describe();
    }

    private static void Keep(PgpSecretKeys keys, KeyFacts? facts)
    {
        if (facts is { Consistent: true })
        {
            keys.Add(facts);
        }
    }

    private static bool Follows(int tag) => tag is PgpPackets.Signature or PgpPackets.SecretSubkey or PgpPackets.Trust or PgpPackets.UserId
        or PgpPackets.PublicSubkey or PgpPackets.UserAttribute;

    private static int StartOf(ReadOnlySpan<byte> bytes, int anchorAt, int from)
    {
        for (int start = from; start < anchorAt; start++)
        {
            if (bytes[start] is 0x94 or 0x95 or 0x96 or 0x9C or 0x9D or 0x9E or 0xC5 or 0xC7 && Reaches(bytes[start..], anchorAt - start))
            {
                return start;
            }
        }

        return anchorAt;
    }

    // A packet with the head of a key, and then no other packets than belong to one, up to the anchor.
    private static bool Reaches(ReadOnlySpan<byte> bytes, int anchor)
    {
        var packets = new PgpPackets(bytes);
        if (!packets.Next() || packets.Body.Length < ShortestBody || packets.Body[0] is < 3 or > 6
            || packets.Body[packets.Body[0] == 3 ? 7 : 5] is not (>= 1 and <= 3 or >= 16 and <= 20 or 22 or >= 25 and <= 28))
        {
            return false;
        }

        for (int i = 0; i < PacketsUpToAnchor && packets.End <= anchor; i++)
        {
            if (!packets.Next() || !Follows(packets.Tag))
            {
                return false;
            }
        }

        return packets.End > anchor;
    }
}
