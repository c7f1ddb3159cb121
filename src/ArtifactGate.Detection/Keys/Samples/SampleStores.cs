using System.Formats.Asn1;

namespace ArtifactGate.Detection.Keys.Samples;

/// <summary>Makes key stores from a seeded generator.</summary>
internal static class SampleStores
{
    private const string Data = "1.2.840.113549.1.7.1";

    /// <summary>A PKCS#12 file with one key in clear.</summary>
    public static byte[] Pkcs12(Random random)
    {
        byte[] bags = Sequence(w => Bag(w, SampleKeys.Pkcs8(random)));
        byte[] safes = Sequence(w => Content(w, bags));
        return Sequence(w =>
        {
            w.WriteInteger(3);
            Content(w, safes);
        });
    }

    /// <summary>A Java key store with one private key, encrypted under no password in particular, and no certificate.</summary>
    public static byte[] Java(Random random, byte[] head)
    {
        byte[] key = Sequence(w =>
        {
            using (w.PushSequence())
            {
                w.WriteObjectIdentifier("1.3.6.1.4.1.42.2.17.1.1");
                w.WriteNull();
            }

            w.WriteOctetString(SampleKeys.Bytes(random, 160));
        });
        byte[] alias = "key"u8.ToArray();
        return
        [
            .. head, 0, 0, 0, 1, 0, 0, 0, 1, 0, (byte)alias.Length, .. alias, .. new byte[8],
            .. SampleKeys.Field(key), 0, 0, 0, 0, .. SampleKeys.Bytes(random, 20),
        ];
    }

    /// <summary>A BouncyCastle key store with one private key in clear and the head of a certificate.</summary>
    public static byte[] BouncyCastle(Random random)
    {
        byte[] key = SampleKeys.Pkcs8(random), certificate = SampleKeys.Bytes(random, 60);
        return
        [
            0, 0, 0, 2, .. SampleKeys.Field(SampleKeys.Bytes(random, 20)), 0, 0, 4, 1, 2, .. Text("key"u8), .. new byte[8],
            0, 0, 0, 1, .. Text("X.509"u8), .. SampleKeys.Field(certificate), 0, .. Text("PKCS#8"u8), .. Text("EC"u8), .. SampleKeys.Field(key),
            0, .. SampleKeys.Bytes(random, 20),
        ];
    }

    private static byte[] Text(ReadOnlySpan<byte> text) => [0, (byte)text.Length, .. text];

    private static void Bag(AsnWriter writer, byte[] key)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.12.10.1.1");
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteEncodedValue(key);
            }
        }
    }

    private static void Content(AsnWriter writer, byte[] octets)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Data);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteOctetString(octets);
            }
        }
    }

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            write(writer);
        }

        return writer.Encode();
    }
}
