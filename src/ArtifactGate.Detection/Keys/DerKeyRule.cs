using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Private keys in DER anywhere in bytes. Anchored at what stands near their beginning (version and the identifier of the algorithm, or
/// version and a number of a key's size), then parsed from the sequence that begins before it. Only a key that proves itself counts.
/// </summary>
internal sealed class DerKeyRule : BinaryRule
{
    /// <summary>Identifier, two or three bytes of length, version, and the head of the algorithm.</summary>
    private const int Before = 16;

    public override IReadOnlyList<byte[]> Anchors { get; } =
    [
        Hex("300D06092A864886F70D010101"), // RSA
        Hex("06092A864886F70D01010A"), // RSA-PSS
        Hex("06072A8648CE3D0201"), // EC
        Hex("06072A8648CE380401"), // DSA
        Hex("06032B656E04220420"), // X25519
        Hex("06032B657004220420"), // Ed25519
        Hex("06032B6571043B0439"), // Ed448
        Hex("06092A864886F70D01050D"), // encrypted, PKCS#5
        Hex("060A2A864886F70D010C01"), // encrypted, PKCS#12
        Hex("0201000282"), // PKCS#1 of 2048 bits and more
        Hex("0201000281"), // of 1024
        Hex("0201000240"), // of 512, and DSA of 512
        Hex("0201000241"),
        Hex("0201010420"), // SEC1 of 256 bits
        Hex("0201010430"), // of 384
        Hex("0201010442"), // of 521
        Hex("020101041C"), // of 224
    ];

    public override int MaxBefore => Before;

    public override int MaxLength => 16 * 1024;

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt)
    {
        int longest = 0;
        for (int start = anchorAt - 1; start >= Math.Max(0, anchorAt - Before); start--)
        {
            if (BeginsAt(bytes, start, anchorAt, out long length))
            {
                longest = (int)Math.Max(longest, Math.Min(length + start - anchorAt, MaxLength));
            }
        }

        return longest;
    }

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        // The farthest beginning first: it is the outermost structure.
        for (int start = Math.Max(0, anchorAt - Before); start < anchorAt; start++)
        {
            if (BeginsAt(bytes, start, anchorAt, out long length) && length <= bytes.Length - start
                && PrivateKeyParser.TryParse(bytes.Slice(start, (int)length), effort, out KeyFacts facts, out int consumed) && facts is { Consistent: true, Vouched: true })
            {
                match = new BinaryMatch(start, consumed, facts.ToResult());
                return true;
            }
        }

        match = default;
        return false;
    }

    public override byte[] Sample(Random random) => random.Next(3) switch
    {
        0 => SampleKeys.Ed25519(random),
        1 => SampleKeys.Sec1(random),
        _ => SampleKeys.Pkcs8(random),
    };

    // A sequence whose first member is a version number, or of an encrypted key the algorithm, right before the anchor.
    private static bool BeginsAt(ReadOnlySpan<byte> bytes, int start, int anchorAt, out long length)
    {
        length = 0;
        ReadOnlySpan<byte> rest = bytes[start..];
        if (rest.Length < 32 || rest[0] != DerReader.Sequence)
        {
            return false;
        }

        int header = rest[1] < 0x80 ? 2 : 2 + (rest[1] & 0x7F);
        length = DerReader.DeclaredLength(rest);
        return length is >= 32 and <= 16 * 1024 && start + header <= anchorAt && rest[header..] is
            [DerReader.Integer, 1, 0 or 1, DerReader.Sequence or DerReader.Integer or DerReader.OctetString, ..] or [DerReader.Sequence, ..];
    }

    private static byte[] Hex(string digits) => Convert.FromHexString(digits);
}
