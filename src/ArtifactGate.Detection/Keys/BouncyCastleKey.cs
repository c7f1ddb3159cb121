using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// One key of a BouncyCastle key store: what it is, the names of its format and algorithm, and its bytes. Sealed, all of that is encrypted with triple
/// DES under a password, by the derivation of PKCS#12.
/// </summary>
[SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
internal static class BouncyCastleKey
{
    private const int LongestSalt = 64;
    private const int MostRounds = 0xFFFF;

    // Two blocks of hashes for the key, one for the initialization vector.
    private const int Blocks = 3;

    /// <summary>Reads a key in clear; without facts when it is a public one.</summary>
    public static bool TryRead(ref JavaReader reader, out KeyFacts? facts)
    {
        facts = null;
        if (!reader.TryReadByte(out byte kind) || kind > 2 || !reader.TryReadText(out string format) || format is not ("PKCS#8" or "PKCS8" or "X.509" or "X509" or "RAW")
            || !reader.TryReadText(out string algorithm) || !reader.TryReadField(out ReadOnlySpan<byte> key))
        {
            return false;
        }

        // Private, public, secret.
        bool named = algorithm.Length is > 0 and < 40 && !algorithm.Any(char.IsControl);
        facts = kind == 0 ? PrivateKeyParser.TryParse(key, Effort.None, out KeyFacts parsed, out _, decrypted: true) ? parsed : new KeyFacts(named ? algorithm : "private key", null)
            : kind == 2 ? new KeyFacts(named ? algorithm : "secret key", key.Length * 8) { Consistent = true, Digest = SHA256.HashData(key) } : null;
        return true;
    }

    /// <summary>Reads a sealed key, and tries the passwords that everybody would try; without facts when it is a public one.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> entry, Effort effort, out KeyFacts? facts)
    {
        facts = null;
        var reader = new JavaReader(entry);
        if (!reader.TryReadField(out ReadOnlySpan<byte> salt) || salt.Length is 0 or > LongestSalt || !reader.TryReadNumber(out uint rounds) || rounds is 0 or > MostRounds
            || reader.Rest.Length is 0 || reader.Rest.Length % 8 != 0)
        {
            return false;
        }

        int attempts = effort.Take(rounds * Blocks, CommonPasswords.All.Count);
        for (int i = 0; i < attempts; i++)
        {
            if (Decrypt(CommonPasswords.All[i], salt, (int)rounds, reader.Rest) is byte[] clear)
            {
                var opened = new JavaReader(clear);
                bool read = TryRead(ref opened, out facts) && opened.Rest.IsEmpty;
                CryptographicOperations.ZeroMemory(clear);
                if (read)
                {
                    facts = facts is null ? null : facts with { Protection = EncryptedKey.Describe(CommonPasswords.All[i]) };
                    return true;
                }
            }
        }

        facts = EncryptedKey.Closed("encrypted key", attempts, tooManyRounds: attempts == 0);
        return true;
    }

    // Without a password nothing is hashed for it, not even the zeros that end one.
    private static byte[]? Decrypt(string password, ReadOnlySpan<byte> salt, int rounds, ReadOnlySpan<byte> encrypted)
    {
        string? secret = password.Length == 0 ? null : password;
        byte[] key = Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, secret, salt, rounds, Pkcs12Derivation.Key, 24);
        byte[] vector = Pkcs12Derivation.Derive(HashAlgorithmName.SHA1, secret, salt, rounds, Pkcs12Derivation.Iv, 8);
        try
        {
            using TripleDES cipher = TripleDES.Create();
            cipher.Key = key;
            return CbcDecryption.Decrypt(cipher, vector, encrypted);
        }
        catch (CryptographicException)
        {
            // A weak key came out of the derivation; the password is another.
            return null;
        }
    }
}
