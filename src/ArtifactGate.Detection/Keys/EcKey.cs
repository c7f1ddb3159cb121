using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>Judges a private number on a named curve.</summary>
internal static class EcKey
{
    /// <summary>The facts about an EC private key, or null when the curve is unknown or the number does not fit it.</summary>
    /// <param name="curve">The curve's object identifier.</param>
    /// <param name="d">Private number, big endian.</param>
    /// <param name="point">The public point as it is stored; empty when it is not there.</param>
    public static KeyFacts? Judge(string curve, ReadOnlySpan<byte> d, ReadOnlySpan<byte> point)
    {
        d = d.TrimStart((byte)0);
        if (!KeyOids.TryGetCurve(curve, out string name, out int bits) || d.IsEmpty || d.Length > (bits + 7) / 8)
        {
            return null;
        }

        int field = (bits + 7) / 8;
        bool stored = (point is [4, ..] && point.Length == 1 + (2 * field)) || (point is [2 or 3, ..] && point.Length == 1 + field);
        if (!point.IsEmpty && !stored)
        {
            return null;
        }

        byte[]? computed = PublicPoint(curve, d, field);
        ReadOnlySpan<byte> known = computed ?? point;
        return new KeyFacts("EC " + name, bits)
        {
            PublicKeyInfo = known is [4, ..] ? PublicKeyInfo.OfEc(curve, known) : null,
            Vouched = !point.IsEmpty || Randomness.IsPlausible(d),
            Consistent = computed is not null && (point.IsEmpty || Same(computed, point, field)),
        };
    }

    private static bool Same(ReadOnlySpan<byte> computed, ReadOnlySpan<byte> point, int field) => point[0] == 4
        ? point.SequenceEqual(computed)
        : point[0] == 2 + (computed[^1] & 1) && point[1..].SequenceEqual(computed.Slice(1, field));

    // Null where this machine's library does not know the curve, or the number is not below the curve's order.
    private static byte[]? PublicPoint(string curve, ReadOnlySpan<byte> d, int field)
    {
        var padded = new byte[field];
        d.CopyTo(padded.AsSpan(field - d.Length));
        try
        {
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.CreateFromValue(curve), D = padded });
            ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. q.X!, .. q.Y!];
        }
        catch (Exception refused) when (refused is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }
}
