using System.Numerics;

namespace ArtifactGate.Detection.Keys.Samples;

/// <summary>A small RSA key from a seeded generator. Too small to protect anything, and quick to make.</summary>
internal sealed class SampleRsa
{
    private const int PrimeBytes = 32;

    public SampleRsa(Random random)
    {
        E = 65537;
        P = Prime(random);
        do
        {
            Q = Prime(random);
        }
        while (Q == P);

        D = Inverse(E, (P - 1) * (Q - 1));
    }

    public BigInteger P { get; }

    public BigInteger Q { get; }

    public BigInteger E { get; }

    public BigInteger D { get; }

    public BigInteger N => P * Q;

    /// <summary>Bytes of the modulus.</summary>
    public const int Bytes = PrimeBytes * 2;

    /// <summary>x with a·x = 1 modulo m.</summary>
    public static BigInteger Inverse(BigInteger a, BigInteger m)
    {
        (BigInteger r, BigInteger next, BigInteger s, BigInteger nextS) = (a % m, m, BigInteger.One, BigInteger.Zero);
        while (!next.IsZero)
        {
            BigInteger quotient = r / next;
            (r, next, s, nextS) = (next, r - (quotient * next), nextS, s - (quotient * nextS));
        }

        return ((s % m) + m) % m;
    }

    private static BigInteger Prime(Random random)
    {
        var bytes = new byte[PrimeBytes];
        while (true)
        {
            random.NextBytes(bytes);
            // Two bits on top, so that the product of two has all of its bits; and one that leaves 65537 invertible.
            bytes[0] |= 0xC0;
            bytes[^1] |= 1;
            var candidate = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            if (candidate % 65537 != 1 && IsProbablePrime(candidate))
            {
                return candidate;
            }
        }
    }

    // Fermat's test to a few bases: enough for numbers that nobody chose to deceive it.
    private static bool IsProbablePrime(BigInteger n) =>
        n % 3 != 0 && n % 5 != 0 && n % 7 != 0 && n % 11 != 0 && n % 13 != 0
        && BigInteger.ModPow(2, n - 1, n).IsOne && BigInteger.ModPow(3, n - 1, n).IsOne && BigInteger.ModPow(5, n - 1, n).IsOne;
}
