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
        [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01], // RSA
        [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A], // RSA-PSS
        [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], // EC
        [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], // DSA
        [0x06, 0x03, 0x2B, 0x65, 0x6E, 0x04, 0x22, 0x04, 0x20], // X25519
        [0x06, 0x03, 0x2B, 0x65, 0x6F, 0x04, 0x3A, 0x04, 0x38], // X448
        [0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20], // Ed25519
        [0x06, 0x03, 0x2B, 0x65, 0x71, 0x04, 0x3B, 0x04, 0x39], // Ed448
        [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D], // encrypted, PKCS#5
        [0x06, 0x0A, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01], // encrypted, PKCS#12
        [0x02, 0x01, 0x00, 0x02, 0x82], // PKCS#1 of 2048 bits and more
        [0x02, 0x01, 0x00, 0x02, 0x81], // of 1024
        [0x02, 0x01, 0x00, 0x02, 0x40], // of 512, and DSA of 512
        [0x02, 0x01, 0x00, 0x02, 0x41],
        [0x02, 0x01, 0x01, 0x04, 0x20], // SEC1 of 256 bits
        [0x02, 0x01, 0x01, 0x04, 0x30], // of 384
        [0x02, 0x01, 0x01, 0x04, 0x42], // of 521
        [0x02, 0x01, 0x01, 0x04, 0x1C], // of 224
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
}
