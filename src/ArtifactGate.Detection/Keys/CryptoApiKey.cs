using System.Buffers.Binary;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Parses the PRIVATEKEYBLOB of the Windows CryptoAPI, which is also what a strong-name key file is: an 8-byte header, <c>RSA2</c>, the
/// size, the exponent, then modulus, primes and the rest as little-endian numbers of fixed size.
/// </summary>
internal static class CryptoApiKey
{
    public const int HeaderLength = 20;

    /// <summary>Whole length as the header says; 0 when it is no header of a private RSA key.</summary>
    public static int LengthOf(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeaderLength || !blob.StartsWith((ReadOnlySpan<byte>)[7, 2, 0, 0]) || !blob.Slice(8, 4).SequenceEqual("RSA2"u8))
        {
            return 0;
        }

        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(blob[12..]);
        return bits is >= 384 and <= 16384 && bits % 16 == 0 ? HeaderLength + (int)(bits / 16 * 9) : 0;
    }

    /// <summary>The facts about the key, or null when it is none or does not fit together.</summary>
    public static KeyFacts? TryParse(ReadOnlySpan<byte> blob)
    {
        int length = LengthOf(blob);
        if (length == 0 || blob.Length < length)
        {
            return null;
        }

        int half = (length - HeaderLength) / 9;
        byte[] e = Reversed(blob.Slice(16, 4)), n = Reversed(blob.Slice(20, 2 * half));
        byte[] p = Reversed(blob.Slice(20 + (2 * half), half)), q = Reversed(blob.Slice(20 + (3 * half), half));
        byte[] d = Reversed(blob.Slice(20 + (7 * half), 2 * half));
        KeyFacts? facts = RsaKey.Judge(n, e, d, p, q);
        Array.Clear(p);
        Array.Clear(q);
        Array.Clear(d);
        return facts is { Consistent: true } ? facts with { Structure = "PRIVATEKEYBLOB" } : null;
    }

    private static byte[] Reversed(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        Array.Reverse(copy);
        return copy;
    }
}
