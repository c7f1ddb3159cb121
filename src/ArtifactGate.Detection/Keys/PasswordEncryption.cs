using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Encryption under a password as PKCS#5 version 2 and PKCS#12 define it, so that a password that everybody tries first can be tried here
/// too. What cannot be tried (other schemes, too many iterations) stays closed, and says so.
/// </summary>
[SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
[SuppressMessage("Security", "CA5351", Justification = "The scheme is what the file uses.")]
internal sealed class PasswordEncryption
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string Pkcs12Prefix = "1.2.840.113549.1.12.1.";

    private readonly byte[] _salt;
    private readonly byte[] _iv;
    private readonly string _cipher;
    private readonly HashAlgorithmName _hash;
    private readonly bool _pkcs12;

    private PasswordEncryption(byte[] salt, int iterations, string cipher, HashAlgorithmName hash, byte[] iv, bool pkcs12)
    {
        (_salt, Iterations, _cipher, _hash, _iv, _pkcs12) = (salt, iterations, cipher, hash, iv, pkcs12);
    }

    /// <summary>Rounds that one attempt takes.</summary>
    public int Iterations { get; }

    /// <summary>Reads the content of an AlgorithmIdentifier; null for a scheme that is not known here.</summary>
    public static PasswordEncryption? Read(ReadOnlySpan<byte> algorithm)
    {
        var reader = new DerReader(algorithm);
        if (!reader.TryReadOid(out string oid) || !reader.TryEnter(DerReader.Sequence, out DerReader parameters))
        {
            return null;
        }

        if (oid.StartsWith(Pkcs12Prefix, StringComparison.Ordinal))
        {
            return parameters.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> salt) && parameters.TryReadNumber(out int rounds)
                && oid[Pkcs12Prefix.Length..] is "3" or "4" or "5" or "6" && rounds > 0 && salt.Length <= 1024
                ? new PasswordEncryption(salt.ToArray(), rounds, oid[Pkcs12Prefix.Length..], HashAlgorithmName.SHA1, [], pkcs12: true) : null;
        }

        return oid == Pbes2 && parameters.TryEnter(DerReader.Sequence, out DerReader derivation)
            && parameters.TryEnter(DerReader.Sequence, out DerReader cipher) ? ReadVersion2(derivation, cipher) : null;
    }

    /// <summary>Decrypts; null when the padding shows that the password is another.</summary>
    public byte[]? Decrypt(string? password, ReadOnlySpan<byte> encrypted)
    {
        int keyLength = _cipher switch { "aes128" or "4" or "5" => 16, "aes192" or "3" or "3des" => 24, "6" => 5, _ => 32 };
        byte[] key = _pkcs12
            ? Pkcs12Derivation.Derive(_hash, password, _salt, Iterations, Pkcs12Derivation.Key, keyLength)
            : Rfc2898DeriveBytes.Pbkdf2(password ?? "", _salt, Iterations, _hash, keyLength);
        byte[] iv = _pkcs12 ? Pkcs12Derivation.Derive(_hash, password, _salt, Iterations, Pkcs12Derivation.Iv, 8) : _iv;
        try
        {
            using SymmetricAlgorithm cipher = _cipher switch
            {
                "3" or "4" or "3des" => TripleDES.Create(),
                "5" or "6" => RC2.Create(),
                _ => Aes.Create(),
            };
            cipher.Key = _cipher == "4" ? [.. key, .. key.AsSpan(0, 8)] : key;
            return CbcDecryption.Decrypt(cipher, iv, encrypted);
        }
        catch (Exception refused) when (refused is CryptographicException or PlatformNotSupportedException)
        {
            // This machine's library does not know the cipher, or the derived key is a weak one.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static PasswordEncryption? ReadVersion2(DerReader derivation, DerReader cipher)
    {
        if (!derivation.TryReadOid(out string kdf) || kdf != Pbkdf2 || !derivation.TryEnter(DerReader.Sequence, out DerReader parameters)
            || !parameters.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> salt) || !parameters.TryReadNumber(out int rounds)
            || !cipher.TryReadOid(out string cipherOid) || !cipher.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> iv)
            || rounds < 1 || salt.Length > 1024)
        {
            return null;
        }

        // The key length may be stated; then the function, which is SHA-1 unless it is stated.
        _ = parameters.Next == DerReader.Integer && parameters.TryReadNumber(out _);
        string prf = "7";
        if (parameters.TryEnter(DerReader.Sequence, out DerReader function) && function.TryReadOid(out string prfOid))
        {
            prf = prfOid.StartsWith("1.2.840.113549.2.", StringComparison.Ordinal) ? prfOid[17..] : "";
        }

        HashAlgorithmName? hash = prf switch
        {
            "7" => HashAlgorithmName.SHA1,
            "9" => HashAlgorithmName.SHA256,
            "10" => HashAlgorithmName.SHA384,
            "11" => HashAlgorithmName.SHA512,
            _ => null,
        };
        string? name = cipherOid switch
        {
            "2.16.840.1.101.3.4.1.2" => "aes128",
            "2.16.840.1.101.3.4.1.22" => "aes192",
            "2.16.840.1.101.3.4.1.42" => "aes256",
            "1.2.840.113549.3.7" => "3des",
            _ => null,
        };
        return hash is null || name is null || iv.Length != (name == "3des" ? 8 : 16)
            ? null : new PasswordEncryption(salt.ToArray(), rounds, name, hash.Value, iv.ToArray(), pkcs12: false);
    }
}
