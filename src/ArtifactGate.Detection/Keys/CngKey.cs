using System.Buffers.Binary;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Parses the private key blobs of Windows' next generation of cryptography: a magic number, the sizes, and the numbers, big endian. For RSA exponent,
/// modulus and primes, and in the full form what follows from them; for a curve the point and the private number.
/// </summary>
internal static class CngKey
{
    public const int LongestBlob = RsaHeader + (5 * MostBits / 8);

    private const int RsaHeader = 24;
    private const int CurveHeader = 8;
    private const int LeastBits = 512;
    private const int MostBits = 16384;
    private const int LongestExponent = 8;

    /// <summary>Whole length as the header says; 0 when it is no header of a private key.</summary>
    public static int LengthOf(ReadOnlySpan<byte> blob)
    {
        if (CurveOf(blob) is { } curve)
        {
            return CurveHeader + (3 * curve.Field);
        }

        if (blob.Length < RsaHeader)
        {
            return 0;
        }

        int bits = Number(blob, 4), exponent = Number(blob, 8), modulus = Number(blob, 12), one = Number(blob, 16), other = Number(blob, 20);
        if (bits is < LeastBits or > MostBits || modulus != (bits + 7) / 8 || exponent is < 1 or > LongestExponent
            || one < 1 || one > modulus || other < 1 || other > modulus)
        {
            return 0;
        }

        int common = RsaHeader + exponent + modulus + one + other;
        return blob.StartsWith("RSA2"u8) ? common : blob.StartsWith("RSA3"u8) ? common + one + other + one + modulus : 0;
    }

    /// <summary>The facts about the key, or null when it is none or does not fit together.</summary>
    public static KeyFacts? TryParse(ReadOnlySpan<byte> blob)
    {
        int length = LengthOf(blob);
        if (length == 0 || blob.Length < length)
        {
            return null;
        }

        KeyFacts? facts = CurveOf(blob) is { } curve ? JudgeCurve(blob, curve.Oid, curve.Field) : JudgeRsa(blob[..length]);
        return facts is { Consistent: true } ? facts with { Structure = "CNG" } : null;
    }

    private static KeyFacts? JudgeRsa(ReadOnlySpan<byte> blob)
    {
        int exponent = Number(blob, 8), modulus = Number(blob, 12), one = Number(blob, 16), other = Number(blob, 20);
        ReadOnlySpan<byte> e = blob.Slice(RsaHeader, exponent), n = blob.Slice(RsaHeader + exponent, modulus);
        ReadOnlySpan<byte> primes = blob[(RsaHeader + exponent + modulus)..];
        return RsaKey.Judge(n, e, blob[3] == '3' ? blob[^modulus..] : default, primes[..one], primes.Slice(one, other));
    }

    private static KeyFacts? JudgeCurve(ReadOnlySpan<byte> blob, string oid, int field) =>
        EcKey.Judge(oid, blob.Slice(CurveHeader + (2 * field), field), [4, .. blob.Slice(CurveHeader, 2 * field)]);

    // The same for signatures and for agreement, but for a letter.
    private static (string Oid, int Field)? CurveOf(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < CurveHeader || blob[0] != 'E' || blob[1] != 'C' || blob[2] is not ((byte)'S' or (byte)'K'))
        {
            return null;
        }

        return (blob[3], Number(blob, 4)) switch
        {
            ((byte)'2', 32) => (KeyOids.P256, 32),
            ((byte)'4', 48) => (KeyOids.P384, 48),
            ((byte)'6', 66) => (KeyOids.P521, 66),
            _ => null,
        };
    }

    private static int Number(ReadOnlySpan<byte> blob, int at) => (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(blob[at..]), int.MaxValue / 8);
}
