namespace ArtifactGate.Detection.Keys;

/// <summary>Judges by its form alone whether what stands behind the public numbers of an OpenPGP key is an encrypted secret.</summary>
internal static class PgpProtection
{
    private const byte Aead = 253;
    private const byte Hashed = 254;
    private const byte Summed = 255;
    private const int LastCipher = 13;

    // A number of a curve at least, with its checksum; an ElGamal number of 8192 bits at most.
    private const int ShortestSecret = 20;
    private const int LongestSecret = 1100;

    // A private exponent may be a few bytes shorter than the modulus, and the checksum is of 2, 16 or 20 bytes.
    private const int Tolerance = 24;

    /// <summary>Whether cipher, derivation, initialization vector and the length of the rest fit together.</summary>
    /// <param name="reader">The packet behind the byte that tells the usage.</param>
    /// <param name="usage">That byte.</param>
    /// <param name="version">Version of the packet.</param>
    /// <param name="key">The public numbers.</param>
    public static bool Fits(PgpReader reader, byte usage, byte version, PgpPublicKey key)
    {
        byte mode = 0;
        if (usage is not (Aead or Hashed or Summed) || (version > 4 && !reader.TryReadByte(out _))
            || !reader.TryReadByte(out byte cipher) || cipher is 0 or 5 or 6 or > LastCipher
            || (usage == Aead && (!reader.TryReadByte(out mode) || mode is 0 or > 3))
            || (version == 6 && !reader.TryReadByte(out _)) || !TryReadDerivation(ref reader))
        {
            return false;
        }

        int vector = mode switch { 1 => 16, 2 => 15, 3 => 12, _ => cipher <= 4 ? 8 : 16 };
        return reader.TryRead(vector, out _) && IsSecret(reader.Rest, key);
    }

    // Simple, salted, iterated and salted, Argon2. The first three name a hash.
    private static bool TryReadDerivation(ref PgpReader reader)
    {
        if (!reader.TryReadByte(out byte kind))
        {
            return false;
        }

        int length = kind switch { 0 => 1, 1 => 9, 3 => 10, 4 => 19, _ => 0 };
        return length > 0 && reader.TryRead(length, out ReadOnlySpan<byte> derivation) && (kind == 4 || derivation[0] is >= 1 and <= 3 or >= 8 and <= 14);
    }

    private static bool IsSecret(ReadOnlySpan<byte> secret, PgpPublicKey key)
    {
        // Exponent, two primes and the inverse of one, each behind its length; then the checksum.
        int expected = (key.First.Length * 5 / 2) + 8 + 20;
        bool fits = key.Algorithm is 1 or 2 or 3 ? Math.Abs(secret.Length - expected) <= Tolerance : secret.Length is >= ShortestSecret and <= LongestSecret;
        return fits && Randomness.IsPlausible(secret);
    }
}
