using System.Buffers.Binary;
using System.Formats.Asn1;

namespace ArtifactGate.Detection.Keys.Samples;

/// <summary>Makes private keys from a seeded generator, for the acceptance suite: real keys that nobody ever used.</summary>
internal static class SampleKeys
{
    /// <summary>PKCS#8 of an Ed25519 key.</summary>
    public static byte[] Ed25519(Random random)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(KeyOids.Ed25519);
            }

            var seed = new AsnWriter(AsnEncodingRules.DER);
            seed.WriteOctetString(Bytes(random, 32));
            writer.WriteOctetString(seed.Encode());
        }

        return writer.Encode();
    }

    /// <summary>SEC1 of a key on P-256.</summary>
    public static byte[] Sec1(Random random) => Sec1(Bytes(random, 32), withCurve: true);

    /// <summary>PKCS#8 of a key on P-256.</summary>
    public static byte[] Pkcs8(Random random)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(KeyOids.Ec);
                writer.WriteObjectIdentifier(KeyOids.P256);
            }

            writer.WriteOctetString(Sec1(Bytes(random, 32), withCurve: false));
        }

        return writer.Encode();
    }

    /// <summary>An Ed25519 key as OpenSSH stores it.</summary>
    public static byte[] OpenSsh(Random random)
    {
        byte[] seed = Bytes(random, 32), key = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..], check = Bytes(random, 4);
        byte[] open = [.. Field("ssh-ed25519"u8), .. Field(key)];
        byte[] secret = [.. check, .. check, .. open, .. Field([.. seed, .. key]), .. Field("sample"u8), 1, 2, 3, 4, 5, 6, 7, 8];
        return
        [
            .. "openssh-key-v1\0"u8, .. Field("none"u8), .. Field("none"u8), .. Field([]), 0, 0, 0, 1,
            .. Field(open), .. Field(secret.AsSpan(0, secret.Length / 8 * 8)),
        ];
    }

    /// <summary>Random bytes that are a valid number on every curve of their size.</summary>
    public static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        bytes[0] = (byte)(1 + (bytes[0] % 127));
        return bytes;
    }

    /// <summary>A field of an SSH structure.</summary>
    public static byte[] Field(ReadOnlySpan<byte> content)
    {
        var field = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field.AsSpan(4));
        return field;
    }

    private static byte[] Sec1(byte[] d, bool withCurve)
    {
        byte[] info = EcKey.Judge(KeyOids.P256, d, default)!.PublicKeyInfo!;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(d);
            if (withCurve)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteObjectIdentifier(KeyOids.P256);
                }
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                writer.WriteBitString(info.AsSpan(info.Length - 65));
            }
        }

        return writer.Encode();
    }
}
