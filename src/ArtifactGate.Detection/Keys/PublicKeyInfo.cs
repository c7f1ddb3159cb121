using System.Formats.Asn1;

namespace ArtifactGate.Detection.Keys;

/// <summary>Writes SubjectPublicKeyInfo in its one canonical form, so that a key has one name however it is stored.</summary>
internal static class PublicKeyInfo
{
    public static byte[] OfRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(NotEmpty(modulus));
            key.WriteIntegerUnsigned(NotEmpty(exponent));
        }

        return Of(w =>
        {
            w.WriteObjectIdentifier(KeyOids.Rsa);
            w.WriteNull();
        }, key.Encode());
    }

    public static byte[] OfDsa(ReadOnlySpan<byte> p, ReadOnlySpan<byte> q, ReadOnlySpan<byte> g, ReadOnlySpan<byte> y)
    {
        var domain = new AsnWriter(AsnEncodingRules.DER);
        using (domain.PushSequence())
        {
            domain.WriteIntegerUnsigned(NotEmpty(p));
            domain.WriteIntegerUnsigned(NotEmpty(q));
            domain.WriteIntegerUnsigned(NotEmpty(g));
        }

        var key = new AsnWriter(AsnEncodingRules.DER);
        key.WriteIntegerUnsigned(NotEmpty(y));
        byte[] parameters = domain.Encode();
        return Of(w =>
        {
            w.WriteObjectIdentifier(KeyOids.Dsa);
            w.WriteEncodedValue(parameters);
        }, key.Encode());
    }

    public static byte[] OfEc(string curve, ReadOnlySpan<byte> point) => Of(w =>
    {
        w.WriteObjectIdentifier(KeyOids.Ec);
        w.WriteObjectIdentifier(curve);
    }, point);

    public static byte[] OfRaw(string algorithm, ReadOnlySpan<byte> key) => Of(w => w.WriteObjectIdentifier(algorithm), key);

    private static byte[] Of(Action<AsnWriter> algorithm, ReadOnlySpan<byte> key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                algorithm(writer);
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> NotEmpty(ReadOnlySpan<byte> magnitude)
    {
        magnitude = magnitude.TrimStart((byte)0);
        return magnitude.IsEmpty ? [0] : magnitude;
    }
}
