using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The encryption that <c>Proc-Type: 4,ENCRYPTED</c> announces: the key is MD5 of password and salt, one round, so trying the common
/// passwords costs nothing.
/// </summary>
[SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
[SuppressMessage("Security", "CA5351", Justification = "The scheme is what the file uses.")]
internal static class LegacyPemEncryption
{
    private const int LeastBytes = 32;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The facts about the key, or null when header and body fit no encrypted key.</summary>
    /// <param name="info">Cipher, comma, initialization vector in hex.</param>
    /// <param name="encrypted">The decoded body.</param>
    /// <param name="cut">Whether the body may have been cut off.</param>
    public static KeyFacts? Open(ReadOnlySpan<char> info, ReadOnlySpan<byte> encrypted, bool cut)
    {
        int comma = info.IndexOf(',');
        if (comma < 3 || info.Length > 128 || encrypted.Length < LeastBytes || info[(comma + 1)..].ContainsAnyExcept(HexDigits)
            || (info.Length - comma - 1) % 2 != 0)
        {
            return null;
        }

        byte[] iv = Convert.FromHexString(info[(comma + 1)..]);
        string cipher = info[..comma].ToString().ToUpper(CultureInfo.InvariantCulture);
        int block = cipher.Contains("DES", StringComparison.Ordinal) ? 8 : 16;
        bool whole = encrypted.Length % block == 0;
        if (iv.Length != block || (!whole && !cut))
        {
            return null;
        }

        for (int i = 0; whole && i < CommonPasswords.All.Count; i++)
        {
            if (TryPassword(cipher, CommonPasswords.All[i], iv, encrypted) is { } facts)
            {
                return facts with { Protection = EncryptedKey.Describe(CommonPasswords.All[i]) };
            }
        }

        return EncryptedKey.Closed("encrypted key", CommonPasswords.All.Count) with { Structure = cipher, Truncated = !whole };
    }

    private static KeyFacts? TryPassword(string name, string password, byte[] iv, ReadOnlySpan<byte> encrypted)
    {
        using SymmetricAlgorithm? cipher = name switch
        {
            "AES-128-CBC" or "AES-192-CBC" or "AES-256-CBC" => Aes.Create(),
            "DES-EDE3-CBC" => TripleDES.Create(),
            _ => null,
        };
        if (cipher is null)
        {
            return null;
        }

        byte[] key = Derive(password, iv.AsSpan(0, 8), name.StartsWith("AES", StringComparison.Ordinal) ? int.Parse(name.AsSpan(4, 3), CultureInfo.InvariantCulture) / 8 : 24);
        byte[]? clear = null;
        try
        {
            cipher.Key = key;
            clear = CbcDecryption.Decrypt(cipher, iv, encrypted);
        }
        catch (CryptographicException)
        {
            // A weak key came out of the derivation; the password is another.
            return null;
        }

        bool parsed = PrivateKeyParser.TryParse(clear, Effort.None, out KeyFacts facts, out int consumed, decrypted: true) && consumed == clear!.Length;
        CryptographicOperations.ZeroMemory(clear);
        return parsed ? facts : null;
    }

    private static byte[] Derive(string password, ReadOnlySpan<byte> salt, int length)
    {
        byte[] secret = [.. Encoding.UTF8.GetBytes(password), .. salt];
        byte[] key = [], last = [];
        while (key.Length < length)
        {
            last = MD5.HashData([.. last, .. secret]);
            key = [.. key, .. last];
        }

        return key[..length];
    }
}
