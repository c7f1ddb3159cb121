namespace ArtifactGate.Detection.Keys;

/// <summary>The public numbers of an OpenPGP key, which come before its secret ones.</summary>
internal sealed class PgpPublicKey
{
    public const string LegacyEd25519 = "1.3.6.1.4.1.11591.15.1";
    public const string LegacyX25519 = "1.3.6.1.4.1.3029.1.5.1";

    private readonly byte[][] _numbers;

    private PgpPublicKey(int algorithm, string curve, byte[][] numbers) => (Algorithm, Curve, _numbers) = (algorithm, curve, numbers);

    /// <summary>Number of the algorithm.</summary>
    public int Algorithm { get; }

    /// <summary>The identifier of the curve, or empty.</summary>
    public string Curve { get; }

    /// <summary>The first number, or the point, or the raw key.</summary>
    public ReadOnlySpan<byte> First => _numbers[0];

    public ReadOnlySpan<byte> Second => _numbers[1];

    public ReadOnlySpan<byte> Third => _numbers[2];

    public ReadOnlySpan<byte> Fourth => _numbers[3];

    /// <summary>Reads the numbers of an algorithm; null when it is not known or they do not fit.</summary>
    public static PgpPublicKey? Read(ref PgpReader reader, int algorithm) => algorithm switch
    {
        1 or 2 or 3 => ReadNumbers(ref reader, algorithm, 2),
        16 or 20 => ReadNumbers(ref reader, algorithm, 3),
        17 => ReadNumbers(ref reader, algorithm, 4),
        18 => ReadPoint(ref reader, algorithm) is { } key && reader.TryReadByte(out byte length) && reader.TryRead(length, out _) ? key : null,
        19 or 22 => ReadPoint(ref reader, algorithm),
        25 or 27 => ReadRaw(ref reader, algorithm, 32),
        26 => ReadRaw(ref reader, algorithm, 56),
        28 => ReadRaw(ref reader, algorithm, 57),
        _ => null,
    };

    /// <summary>The facts that the public numbers tell.</summary>
    public KeyFacts Describe()
    {
        // A point of one of the two old curves has a byte 0x40 in front.
        ReadOnlySpan<byte> raw = First is [0x40, ..] && First.Length == 33 ? First[1..] : First;
        return (Algorithm, Curve) switch
        {
            (1 or 2 or 3, _) => new KeyFacts("RSA", First.Length * 8) { PublicKeyInfo = PublicKeyInfo.OfRsa(First, Second) },
            (17, _) => new KeyFacts("DSA", First.Length * 8) { PublicKeyInfo = PublicKeyInfo.OfDsa(First, Second, Third, Fourth) },
            (16 or 20, _) => new KeyFacts("ElGamal", First.Length * 8),
            (22, LegacyEd25519) or (27, _) => new KeyFacts("Ed25519", 256) { PublicKeyInfo = PublicKeyInfo.OfRaw(KeyOids.Ed25519, raw) },
            (18, LegacyX25519) or (25, _) => new KeyFacts("X25519", 256) { PublicKeyInfo = PublicKeyInfo.OfRaw(KeyOids.X25519, raw) },
            (26, _) => new KeyFacts("X448", 448),
            (28, _) => new KeyFacts("Ed448", 448),
            _ when KeyOids.TryGetCurve(Curve, out string name, out int bits) => new KeyFacts("EC " + name, bits) { PublicKeyInfo = PublicKeyInfo.OfEc(Curve, First) },
            _ => new KeyFacts("EC", null),
        };
    }

    private static PgpPublicKey? ReadNumbers(ref PgpReader reader, int algorithm, int count)
    {
        var numbers = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadInteger(out ReadOnlySpan<byte> number) || number.IsEmpty)
            {
                return null;
            }

            numbers[i] = number.ToArray();
        }

        return new PgpPublicKey(algorithm, "", numbers);
    }

    private static PgpPublicKey? ReadPoint(ref PgpReader reader, int algorithm) =>
        reader.TryReadCurve(out string curve) && reader.TryReadInteger(out ReadOnlySpan<byte> point) ? new PgpPublicKey(algorithm, curve, [point.ToArray()]) : null;

    private static PgpPublicKey? ReadRaw(ref PgpReader reader, int algorithm, int length) =>
        reader.TryRead(length, out ReadOnlySpan<byte> key) ? new PgpPublicKey(algorithm, "", [key.ToArray()]) : null;
}
