using System.Numerics;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Public keys of Ed25519 and X25519, computed from the private ones: the framework has neither. Plain arithmetic on the twisted
/// Edwards curve -x² + y² = 1 + dx²y² with the addition law that needs no special cases. Not constant in time, which does not matter:
/// the key has already been found in a file.
/// </summary>
internal static class Curve25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger BaseY = Mod(4 * Inverse(5));
    private static readonly BigInteger BaseX = RecoverEvenX(BaseY);

    /// <summary>The facts about a 32-byte Ed25519 seed.</summary>
    /// <param name="seed">The private key.</param>
    /// <param name="stored">The public key as stored; empty when it is not there.</param>
    public static KeyFacts? JudgeEd25519(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> stored)
    {
        if (seed.Length != 32 || (!stored.IsEmpty && stored.Length != 32))
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[64];
        SHA512.HashData(seed, hash);
        (BigInteger x, BigInteger y, BigInteger z) = Multiply(hash[..32]);
        CryptographicOperations.ZeroMemory(hash);
        BigInteger inverse = Inverse(z);
        byte[] key = LittleEndian(Mod(y * inverse));
        key[31] |= (byte)(Mod(x * inverse).IsEven ? 0 : 0x80);
        return new KeyFacts("Ed25519", 256)
        {
            PublicKeyInfo = PublicKeyInfo.OfRaw(KeyOids.Ed25519, key),
            Consistent = stored.IsEmpty || stored.SequenceEqual(key),
            Vouched = !stored.IsEmpty || Randomness.IsPlausible(seed),
        };
    }

    /// <summary>The facts about a 32-byte X25519 private key.</summary>
    public static KeyFacts? JudgeX25519(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> stored)
    {
        if (secret.Length != 32 || (!stored.IsEmpty && stored.Length != 32))
        {
            return null;
        }

        // The two curves are one seen from two sides: u = (1 + y) / (1 - y).
        (_, BigInteger y, BigInteger z) = Multiply(secret);
        byte[] key = LittleEndian(Mod((z + y) * Inverse(z - y)));
        return new KeyFacts("X25519", 256)
        {
            PublicKeyInfo = PublicKeyInfo.OfRaw(KeyOids.X25519, key),
            Consistent = stored.IsEmpty || stored.SequenceEqual(key),
            Vouched = !stored.IsEmpty || Randomness.IsPlausible(secret),
        };
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z) Multiply(ReadOnlySpan<byte> scalar)
    {
        Span<byte> clamped = stackalloc byte[32];
        scalar.CopyTo(clamped);
        clamped[0] &= 0xF8;
        clamped[31] = (byte)((clamped[31] & 0x7F) | 0x40);
        (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) sum = (0, 1, 1, 0);
        var point = (X: BaseX, Y: BaseY, Z: BigInteger.One, T: Mod(BaseX * BaseY));
        for (int bit = 0; bit < 255; bit++)
        {
            if ((clamped[bit >> 3] >> (bit & 7) & 1) != 0)
            {
                sum = Add(sum, point);
            }

            point = Add(point, point);
        }

        CryptographicOperations.ZeroMemory(clamped);
        return (sum.X, sum.Y, sum.Z);
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) Add(
        (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) one, (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) other)
    {
        BigInteger a = Mod((one.Y - one.X) * (other.Y - other.X));
        BigInteger b = Mod((one.Y + one.X) * (other.Y + other.X));
        BigInteger c = Mod(Mod(one.T * other.T) * 2 * D);
        BigInteger d = Mod(one.Z * other.Z * 2);
        (BigInteger e, BigInteger f, BigInteger g, BigInteger h) = (b - a, d - c, d + c, b + a);
        return (Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    // x² = (y² - 1) / (dy² + 1); p is 5 modulo 8, so a root is one power and perhaps a factor away.
    private static BigInteger RecoverEvenX(BigInteger y)
    {
        BigInteger square = Mod(((y * y) - 1) * Inverse(Mod((D * y * y) + 1)));
        BigInteger root = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod((root * root) - square) != 0)
        {
            root = Mod(root * BigInteger.ModPow(2, (P - 1) / 4, P));
        }

        return root.IsEven ? root : P - root;
    }

    private static byte[] LittleEndian(BigInteger value)
    {
        var bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static BigInteger Mod(BigInteger value)
    {
        BigInteger rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);
}
