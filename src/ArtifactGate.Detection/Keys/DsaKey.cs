using System.Numerics;

namespace ArtifactGate.Detection.Keys;

/// <summary>Judges the numbers of a DSA key.</summary>
internal static class DsaKey
{
    private const int MostBytes = 4096 / 8;

    /// <summary>The facts about a DSA private key, or null when the numbers are none.</summary>
    /// <param name="p">Prime modulus, big endian.</param>
    /// <param name="q">Order.</param>
    /// <param name="g">Generator.</param>
    /// <param name="y">Public value; empty when it is not there.</param>
    /// <param name="x">Private value.</param>
    public static KeyFacts? Judge(ReadOnlySpan<byte> p, ReadOnlySpan<byte> q, ReadOnlySpan<byte> g, ReadOnlySpan<byte> y, ReadOnlySpan<byte> x)
    {
        if (p.Length is < 64 or > MostBytes || q.Length is < 16 or > 64 || g.Length is 0 || g.Length > p.Length || x.Length is 0 || x.Length > q.Length)
        {
            return null;
        }

        BigInteger modulus = Number(p), order = Number(q), generator = Number(g);
        if (modulus.IsEven || order.IsZero || (modulus - 1) % order != 0)
        {
            return null;
        }

        BigInteger computed = BigInteger.ModPow(generator, Number(x), modulus);
        return new KeyFacts("DSA", (int)modulus.GetBitLength())
        {
            PublicKeyInfo = PublicKeyInfo.OfDsa(p, q, g, computed.ToByteArray(isUnsigned: true, isBigEndian: true)),
            Consistent = y.IsEmpty || Number(y) == computed,
        };
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
