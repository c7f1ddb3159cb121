namespace ArtifactGate.Detection.Keys;

/// <summary>Reads private keys in DER: PKCS#8 (also encrypted), PKCS#1, SEC1 and the form of DSA keys that OpenSSL writes.</summary>
internal static class PrivateKeyParser
{
    /// <summary>Parses the private key at the start of <paramref name="der"/>.</summary>
    /// <param name="der">The bytes; what follows the key is not looked at.</param>
    /// <param name="effort">What may be spent on trying passwords.</param>
    /// <param name="facts">What the key is.</param>
    /// <param name="consumed">Bytes that the key takes.</param>
    /// <param name="decrypted">Whether the bytes are what was encrypted; that is not itself encrypted.</param>
    public static bool TryParse(ReadOnlySpan<byte> der, Effort effort, out KeyFacts facts, out int consumed, bool decrypted = false)
    {
        consumed = 0;
        KeyFacts? found = Parse(der, null, decrypted ? Level.Decrypted : Level.Outer, effort, ref consumed);
        facts = found ?? new KeyFacts("", null);
        return found is not null;
    }

    // Where a structure stands decides what it may be; so nothing can be nested without end.
    private enum Level
    {
        Outer,
        Decrypted,
        Inner,
    }

    private static KeyFacts? Parse(ReadOnlySpan<byte> der, string? curve, Level level, Effort effort, ref int consumed)
    {
        var outer = new DerReader(der);
        if (outer.Next != DerReader.Sequence || !outer.TryReadAny(out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> encoded))
        {
            return null;
        }

        consumed = encoded.Length;
        var inner = new DerReader(content);
        if (inner.Next == DerReader.Sequence)
        {
            return level == Level.Outer ? ParseEncrypted(inner, effort) : null;
        }

        if (!inner.TryReadNumber(out int version) || version > 1)
        {
            return null;
        }

        return inner.Next switch
        {
            DerReader.Sequence when level != Level.Inner => ParsePkcs8(inner),
            DerReader.Integer => ParseNumbers(inner),
            DerReader.OctetString when version == 1 => ParseSec1(inner, curve),
            _ => null,
        };
    }

    private static KeyFacts? ParsePkcs8(DerReader reader)
    {
        if (!reader.TryEnter(DerReader.Sequence, out DerReader algorithm) || !algorithm.TryReadOid(out string oid)
            || !reader.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> key))
        {
            return null;
        }

        int unused = 0;
        KeyFacts? facts = oid switch
        {
            KeyOids.Rsa or KeyOids.RsaPss => Parse(key, null, Level.Inner, Effort.None, ref unused),
            KeyOids.Ec => algorithm.Next == DerReader.ObjectIdentifier && algorithm.TryReadOid(out string curve)
                ? Parse(key, curve, Level.Inner, Effort.None, ref unused)
                : new KeyFacts("EC", null),
            KeyOids.Dsa => ParseDsa(algorithm, key),
            KeyOids.Ed25519 or KeyOids.X25519 or KeyOids.Ed448 or KeyOids.X448 => ParseRaw(oid, key, StoredPublic(reader)),
            _ when KeyOids.PostQuantumName(oid) is string name && key.Length >= 32 => new KeyFacts(name, null),
            _ when key.Length >= 16 => new KeyFacts("algorithm " + oid, null),
            _ => null,
        };
        return facts is null ? null : facts with { Structure = "PKCS#8" };
    }

    private static KeyFacts? ParseNumbers(DerReader reader)
    {
        if (!reader.TryReadInteger(out ReadOnlySpan<byte> first) || !reader.TryReadInteger(out ReadOnlySpan<byte> second)
            || !reader.TryReadInteger(out ReadOnlySpan<byte> third) || !reader.TryReadInteger(out ReadOnlySpan<byte> fourth)
            || !reader.TryReadInteger(out ReadOnlySpan<byte> fifth))
        {
            return null;
        }

        KeyFacts? facts = reader.Rest.IsEmpty
            ? DsaKey.Judge(first, second, third, fourth, fifth)
            : reader.TryReadInteger(out _) && reader.TryReadInteger(out _) && reader.TryReadInteger(out _)
                && fourth.Length > 0 && fifth.Length > 0 ? RsaKey.Judge(first, second, third, fourth, fifth) : null;
        return facts is null ? null : facts with { Structure = facts.Algorithm == "RSA" ? "PKCS#1" : "OpenSSL" };
    }

    private static KeyFacts? ParseSec1(DerReader reader, string? curve)
    {
        if (!reader.TryRead(DerReader.OctetString, out ReadOnlySpan<byte> d) || d.Length is < 16 or > 72)
        {
            return null;
        }

        if (reader.Next == 0xA0)
        {
            if (!reader.TryEnter(0xA0, out DerReader parameters))
            {
                return null;
            }

            curve = parameters.Next == DerReader.ObjectIdentifier && parameters.TryReadOid(out string named) ? named : curve ?? "";
        }

        ReadOnlySpan<byte> point = default;
        if (reader.TryEnter(0xA1, out DerReader bits) && bits.TryRead(DerReader.BitString, out ReadOnlySpan<byte> content) && content is [0, ..])
        {
            point = content[1..];
        }

        if (curve is null)
        {
            return null;
        }

        // A curve that is written out, or that is not known here: the key is read, but nothing vouches for it.
        return KeyOids.TryGetCurve(curve, out _, out _)
            ? EcKey.Judge(curve, d, point) is { } facts ? facts with { Structure = "SEC1" } : null
            : new KeyFacts("EC", null) { Structure = "SEC1" };
    }

    private static KeyFacts? ParseDsa(DerReader algorithm, ReadOnlySpan<byte> key)
    {
        var number = new DerReader(key);
        return algorithm.TryEnter(DerReader.Sequence, out DerReader domain) && domain.TryReadInteger(out ReadOnlySpan<byte> p)
            && domain.TryReadInteger(out ReadOnlySpan<byte> q) && domain.TryReadInteger(out ReadOnlySpan<byte> g)
            && number.TryReadInteger(out ReadOnlySpan<byte> x) ? DsaKey.Judge(p, q, g, default, x) : null;
    }

    private static KeyFacts? ParseRaw(string oid, ReadOnlySpan<byte> key, ReadOnlySpan<byte> stored)
    {
        var wrapped = new DerReader(key);
        if (!wrapped.TryRead(DerReader.OctetString, out ReadOnlySpan<byte> secret))
        {
            return null;
        }

        return (oid, secret.Length) switch
        {
            (KeyOids.Ed25519, 32) => Curve25519.JudgeEd25519(secret, stored),
            (KeyOids.X25519, 32) => Curve25519.JudgeX25519(secret, stored),
            (KeyOids.Ed448, 57) => new KeyFacts("Ed448", 448) { Consistent = true, Vouched = Randomness.IsPlausible(secret) },
            (KeyOids.X448, 56) => new KeyFacts("X448", 448) { Consistent = true, Vouched = Randomness.IsPlausible(secret) },
            _ => null,
        };
    }

    // After the attributes, version 2 of the structure has the public key, as a bit string.
    private static ReadOnlySpan<byte> StoredPublic(DerReader reader)
    {
        _ = reader.Next == 0xA0 && reader.TryReadAny(out _, out _);
        return reader.TryRead(0x81, out ReadOnlySpan<byte> bits) && bits is [0, ..] ? bits[1..] : default;
    }

    private static KeyFacts? ParseEncrypted(DerReader reader, Effort effort)
    {
        if (!reader.TryRead(DerReader.Sequence, out ReadOnlySpan<byte> algorithm)
            || !reader.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> encrypted) || !reader.Rest.IsEmpty
            || !new DerReader(algorithm).TryReadOid(out string oid) || !IsPasswordScheme(oid) || encrypted.Length < 16)
        {
            return null;
        }

        return EncryptedKey.Open(algorithm, encrypted, effort) with { Structure = "PKCS#8" };
    }

    // PKCS#5, PKCS#12, and the two schemes of Java's own stores.
    private static bool IsPasswordScheme(string oid) =>
        oid.StartsWith("1.2.840.113549.1.5.", StringComparison.Ordinal) || oid.StartsWith("1.2.840.113549.1.12.1.", StringComparison.Ordinal);
}
