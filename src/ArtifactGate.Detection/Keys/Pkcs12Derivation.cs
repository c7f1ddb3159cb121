using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The key derivation of PKCS#12, RFC 7292 appendix B: blocks of salt and password, hashed together with what the bytes are for and
/// hashed again and again, then counted up by the result for the next block.
/// </summary>
internal static class Pkcs12Derivation
{
    public const byte Key = 1;
    public const byte Iv = 2;
    public const byte Mac = 3;

    /// <summary>Derives bytes.</summary>
    /// <param name="hash">The hash of the scheme.</param>
    /// <param name="password">The password; null for none at all, which is another thing than an empty one here.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="iterations">Rounds; the caller bounds them.</param>
    /// <param name="purpose">What the bytes are for.</param>
    /// <param name="length">How many bytes.</param>
    public static byte[] Derive(HashAlgorithmName hash, string? password, ReadOnlySpan<byte> salt, int iterations, byte purpose, int length)
    {
        int block = hash == HashAlgorithmName.SHA384 || hash == HashAlgorithmName.SHA512 ? 128 : 64;
        byte[] secret = password is null ? [] : Encoding.BigEndianUnicode.GetBytes(password + "\0");
        byte[] input = [.. Repeated(salt, block), .. Repeated(secret, block)];
        var diversifier = new byte[block];
        Array.Fill(diversifier, purpose);
        var result = new byte[length];
        for (int done = 0; ;)
        {
            byte[] digest = CryptographicOperations.HashData(hash, [.. diversifier, .. input]);
            for (int i = 1; i < iterations; i++)
            {
                CryptographicOperations.HashData(hash, digest, digest);
            }

            int take = Math.Min(digest.Length, length - done);
            digest.AsSpan(0, take).CopyTo(result.AsSpan(done));
            done += take;
            if (done == length)
            {
                CryptographicOperations.ZeroMemory(secret);
                CryptographicOperations.ZeroMemory(input);
                return result;
            }

            byte[] step = Repeated(digest, block)[..block];
            for (int at = 0; at < input.Length; at += block)
            {
                AddOneMore(input.AsSpan(at, block), step);
            }
        }
    }

    // block += step + 1, as big endian numbers.
    private static void AddOneMore(Span<byte> block, ReadOnlySpan<byte> step)
    {
        int carry = 1;
        for (int i = block.Length - 1; i >= 0; i--)
        {
            carry += block[i] + step[i];
            block[i] = (byte)carry;
            carry >>= 8;
        }
    }

    private static byte[] Repeated(ReadOnlySpan<byte> bytes, int block)
    {
        var filled = new byte[(bytes.Length + block - 1) / block * block];
        for (int i = 0; i < filled.Length; i++)
        {
            filled[i] = bytes[i % bytes.Length];
        }

        return filled;
    }
}
