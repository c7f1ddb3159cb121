namespace ArtifactGate.Detection.Keys;

/// <summary>Judges a secret key packet: in clear, encrypted, or only a note that the secret is elsewhere.</summary>
internal static class PgpSecretKey
{
    private const byte GnuExtension = 101;

    /// <summary>The facts about the key; null when the packet holds no secret.</summary>
    /// <param name="packet">The body of the packet.</param>
    /// <param name="strict">Whether nothing but the packet says that it is one: then all in it has to fit, to the last byte.</param>
    public static KeyFacts? Judge(ReadOnlySpan<byte> packet, bool strict = false)
    {
        var reader = new PgpReader(packet);
        if (!reader.TryReadByte(out byte version) || version is < 3 or > 6 || !reader.TryRead(version == 3 ? 6 : 4, out _) || !reader.TryReadByte(out byte algorithm)
            || (version > 4 && !reader.TryRead(4, out _)) || PgpPublicKey.Read(ref reader, algorithm) is not { } key
            || !reader.TryReadByte(out byte usage))
        {
            return null;
        }

        if (usage == 0)
        {
            // Version 5 says how long the secret part is.
            return version == 5 && !reader.TryRead(4, out _) ? null : Clear(key, reader.Rest, hasChecksum: version != 6, strict);
        }

        return IsElsewhere(reader, usage, version) || (strict && !PgpProtection.Fits(reader, usage, version, key)) ? null : key.Describe() with
        {
            Consistent = reader.Rest.Length >= 16,
            Encrypted = true,
            Protection = EncryptedKey.Unopened,
        };
    }

    // Cipher, then how the key is derived from the password. GnuPG has a kind of its own for "not here" and for "on a card".
    private static bool IsElsewhere(PgpReader reader, byte usage, byte version) => usage is 253 or 254 or 255
        && (version <= 4 || reader.TryReadByte(out _)) && reader.TryReadByte(out _) && (usage != 253 || reader.TryReadByte(out _))
        && (version != 6 || reader.TryReadByte(out _))
        && reader.TryReadByte(out byte derivation) && derivation == GnuExtension
        && reader.TryReadByte(out _) && reader.TryRead(3, out ReadOnlySpan<byte> mark) && mark.SequenceEqual("GNU"u8)
        && reader.TryReadByte(out byte mode) && mode is 1 or 2;

    private static KeyFacts? Clear(PgpPublicKey key, ReadOnlySpan<byte> secret, bool hasChecksum, bool strict)
    {
        var reader = new PgpReader(secret);
        KeyFacts known = key.Describe();
        KeyFacts? facts = key.Algorithm switch
        {
            1 or 2 or 3 => reader.TryReadInteger(out ReadOnlySpan<byte> d) && reader.TryReadInteger(out ReadOnlySpan<byte> p)
                && reader.TryReadInteger(out ReadOnlySpan<byte> q) && reader.TryReadInteger(out _) ? RsaKey.Judge(key.First, key.Second, d, p, q) : null,
            17 => reader.TryReadInteger(out ReadOnlySpan<byte> x) ? DsaKey.Judge(key.First, key.Second, key.Third, key.Fourth, x) : null,
            25 => reader.TryRead(32, out ReadOnlySpan<byte> scalar) ? Curve25519.JudgeX25519(scalar, key.First) : null,
            27 => reader.TryRead(32, out ReadOnlySpan<byte> seed) ? Curve25519.JudgeEd25519(seed, key.First) : null,
            26 => reader.TryRead(56, out _) ? known : null,
            28 => reader.TryRead(57, out _) ? known : null,
            _ => reader.TryReadInteger(out ReadOnlySpan<byte> number) && number.Length > 0 ? OnCurve(key, known, number) : null,
        };
        if (facts is null || (strict && reader.Rest.Length != (hasChecksum ? 2 : 0)))
        {
            return null;
        }

        if (!hasChecksum)
        {
            return facts;
        }

        int covered = secret.Length - reader.Rest.Length, sum = 0;
        foreach (byte b in secret[..covered])
        {
            sum = (sum + b) & 0xFFFF;
        }

        bool holds = reader.TryRead(2, out ReadOnlySpan<byte> checksum) && ((checksum[0] << 8) | checksum[1]) == sum;
        return facts with { Consistent = (facts.Consistent || ReferenceEquals(facts, known)) && holds };
    }

    private static KeyFacts? OnCurve(PgpPublicKey key, KeyFacts known, ReadOnlySpan<byte> number)
    {
        if (key.Curve is not (PgpPublicKey.LegacyEd25519 or PgpPublicKey.LegacyX25519))
        {
            return key.Curve.Length > 0 && KeyOids.TryGetCurve(key.Curve, out _, out _) ? EcKey.Judge(key.Curve, number, key.First) : known;
        }

        // Written as a number, so without its leading zeros; that of X25519 back to front.
        if (number.Length > 32 || key.First.Length != 33)
        {
            return null;
        }

        var secret = new byte[32];
        number.CopyTo(secret.AsSpan(32 - number.Length));
        if (key.Curve == PgpPublicKey.LegacyEd25519)
        {
            return Curve25519.JudgeEd25519(secret, key.First[1..]);
        }

        Array.Reverse(secret);
        return Curve25519.JudgeX25519(secret, key.First[1..]);
    }
}
