using System.Numerics;

namespace ArtifactGate.Detection.Keys;

/// <summary>Judges the numbers of an RSA key.</summary>
internal static class RsaKey
{
    private const int MostBytes = 16384 / 8;

    // Without the primes the check is two powers, which take long for long numbers.
    private const int MostBytesWithoutPrimes = 4096 / 8;

    /// <summary>
    /// The facts about an RSA private key, or null when the numbers are no key of any plausible size. Consistent means that the
    /// modulus is the product of the primes and that the exponents undo each other modulo p - 1; nobody meets that by accident.
    /// </summary>
    /// <param name="n">Modulus, big endian.</param>
    /// <param name="e">Public exponent.</param>
    /// <param name="d">Private exponent; empty when only the primes are there.</param>
    /// <param name="p">A prime; empty when it is not there.</param>
    /// <param name="q">The other prime.</param>
    public static KeyFacts? Judge(ReadOnlySpan<byte> n, ReadOnlySpan<byte> e, ReadOnlySpan<byte> d, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q)
    {
        n = n.TrimStart((byte)0);
        e = e.TrimStart((byte)0);
        if (n.Length is < 48 or > MostBytes || e.Length is 0 || e.Length > n.Length || d.Length > n.Length + 1
            || p.Length > n.Length || q.Length > n.Length)
        {
            return null;
        }

        BigInteger modulus = Number(n), exponent = Number(e), secret = Number(d), one = Number(p), other = Number(q);
        bool primes = one > 1 && other > 1;
        if (modulus.IsEven || exponent.IsEven || exponent.IsOne || (!primes && secret.IsZero))
        {
            return null;
        }

        return new KeyFacts("RSA", (int)modulus.GetBitLength())
        {
            PublicKeyInfo = PublicKeyInfo.OfRsa(n, e),
            Consistent = primes ? one * other == modulus && Undoes(exponent, secret, one)
                : n.Length <= MostBytesWithoutPrimes && PowersReturn(modulus, exponent, secret),
        };
    }

    private static bool Undoes(BigInteger e, BigInteger d, BigInteger p) => d.IsZero || (e * d % (p - 1)).IsOne;

    // Without the primes: what one exponent does to a number, the other takes back.
    private static bool PowersReturn(BigInteger n, BigInteger e, BigInteger d) =>
        BigInteger.ModPow(BigInteger.ModPow(2, e, n), d, n) == 2;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
