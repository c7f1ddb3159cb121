using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>The two ways in which Java's own stores encrypt a private key.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
[SuppressMessage("Security", "CA5351", Justification = "The scheme is what the file uses.")]
internal static class JavaKeyProtection
{
    private const string Jks = "1.3.6.1.4.1.42.2.17.1.1";
    private const string Jceks = "1.3.6.1.4.1.42.2.19.1";
    private const int Sha1Length = 20;

    /// <summary>The facts about a key as it stands in a store; null when that is no key.</summary>
    public static KeyFacts? Judge(ReadOnlySpan<byte> entry, Effort effort)
    {
        if (!new DerReader(entry).TryEnter(DerReader.Sequence, out DerReader info) || !info.TryRead(DerReader.Sequence, out ReadOnlySpan<byte> algorithm)
            || !info.TryRead(DerReader.OctetString, out ReadOnlySpan<byte> encrypted))
        {
            return null;
        }

        var reader = new DerReader(algorithm);
        if (!reader.TryReadOid(out string oid))
        {
            return null;
        }

        byte[] salt = [];
        int rounds = 1;
        if (oid == Jceks && reader.TryEnter(DerReader.Sequence, out DerReader parameters) && parameters.TryRead(DerReader.OctetString, out ReadOnlySpan<byte> read)
            && parameters.TryReadNumber(out rounds))
        {
            salt = read.ToArray();
        }

        int attempts = oid == Jks || (salt.Length == 8 && rounds > 0) ? effort.Take(oid == Jks ? encrypted.Length / Sha1Length : rounds * 2L, CommonPasswords.All.Count) : 0;
        for (int i = 0; i < attempts; i++)
        {
            byte[]? clear = oid == Jks ? OpenJks(CommonPasswords.All[i], encrypted) : OpenJceks(CommonPasswords.All[i], salt, rounds, encrypted);
            bool parsed = PrivateKeyParser.TryParse(clear, Effort.None, out KeyFacts facts, out _, decrypted: true);
            CryptographicOperations.ZeroMemory(clear);
            if (parsed)
            {
                return facts with { Protection = EncryptedKey.Describe(CommonPasswords.All[i]) };
            }
        }

        return EncryptedKey.Closed("encrypted key", attempts, tooManyRounds: attempts == 0 && (oid is Jks or Jceks));
    }

    // Salt, key, digest. The key is mixed with a chain of SHA-1 over password and the link before; the digest is over password and key.
    private static byte[]? OpenJks(string password, ReadOnlySpan<byte> encrypted)
    {
        if (encrypted.Length <= 2 * Sha1Length)
        {
            return null;
        }

        byte[] secret = Encoding.BigEndianUnicode.GetBytes(password), link = encrypted[..Sha1Length].ToArray();
        byte[] key = encrypted[Sha1Length..^Sha1Length].ToArray();
        for (int at = 0; at < key.Length; at += Sha1Length)
        {
            link = SHA1.HashData([.. secret, .. link]);
            for (int i = 0; i < Sha1Length && at + i < key.Length; i++)
            {
                key[at + i] ^= link[i];
            }
        }

        return SHA1.HashData([.. secret, .. key]).AsSpan().SequenceEqual(encrypted[^Sha1Length..]) ? key : null;
    }

    // Each half of the salt gives half of key and initialization vector: MD5 over itself and the password, again and again.
    private static byte[]? OpenJceks(string password, byte[] salt, int rounds, ReadOnlySpan<byte> encrypted)
    {
        byte[] secret = Encoding.Latin1.GetBytes(password), derived = new byte[32];
        for (int half = 0; half < 2; half++)
        {
            Span<byte> digest = derived.AsSpan(half * 16, 16);
            MD5.HashData([.. salt.AsSpan(half * 4, 4), .. secret], digest);
            byte[] link = [.. digest, .. secret];
            for (int i = 1; i < rounds; i++)
            {
                MD5.HashData(link, digest);
                digest.CopyTo(link);
            }
        }

        try
        {
            using TripleDES cipher = TripleDES.Create();
            cipher.Key = derived[..24];
            return CbcDecryption.Decrypt(cipher, derived.AsSpan(24), encrypted);
        }
        catch (CryptographicException)
        {
            // A weak key came out of the derivation; the password is another.
            return null;
        }
    }
}
