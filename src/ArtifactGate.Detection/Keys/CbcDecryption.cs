using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>Decrypts blocks and takes the padding off without throwing: a wrong password is what is expected here.</summary>
internal static class CbcDecryption
{
    /// <summary>The clear bytes, or null when the padding is wrong.</summary>
    public static byte[]? Decrypt(SymmetricAlgorithm cipher, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> encrypted)
    {
        int block = cipher.BlockSize / 8;
        if (encrypted.IsEmpty || encrypted.Length % block != 0 || iv.Length != block)
        {
            return null;
        }

        byte[] clear = cipher.DecryptCbc(encrypted, iv, PaddingMode.None);
        int padding = clear[^1];
        if (padding == 0 || padding > block || clear.AsSpan(clear.Length - padding).ContainsAnyExcept((byte)padding))
        {
            CryptographicOperations.ZeroMemory(clear);
            return null;
        }

        byte[] result = clear[..^padding];
        CryptographicOperations.ZeroMemory(clear);
        return result;
    }
}
