using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private key blobs of CNG anywhere in bytes. Those of public keys have other magic numbers and are never one.</summary>
internal sealed class CngKeyRule : BinaryRule
{
    // Sizes of RSA keys are multiples of 256 bits, so the lowest byte is zero. Those of the curves are written out.
    public override IReadOnlyList<byte[]> Anchors { get; } =
    [
        [(byte)'R', (byte)'S', (byte)'A', (byte)'2', 0],
        [(byte)'R', (byte)'S', (byte)'A', (byte)'3', 0],
        [(byte)'E', (byte)'C', (byte)'S', (byte)'2', 0x20, 0, 0, 0],
        [(byte)'E', (byte)'C', (byte)'S', (byte)'4', 0x30, 0, 0, 0],
        [(byte)'E', (byte)'C', (byte)'S', (byte)'6', 0x42, 0, 0, 0],
        [(byte)'E', (byte)'C', (byte)'K', (byte)'2', 0x20, 0, 0, 0],
        [(byte)'E', (byte)'C', (byte)'K', (byte)'4', 0x30, 0, 0, 0],
        [(byte)'E', (byte)'C', (byte)'K', (byte)'6', 0x42, 0, 0, 0],
    ];

    public override int MaxBefore => 0;

    public override int MaxLength => CngKey.LongestBlob;

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) => CngKey.LengthOf(bytes[anchorAt..]);

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        KeyFacts? facts = CngKey.TryParse(bytes[anchorAt..]);
        match = facts is null ? default : new BinaryMatch(anchorAt, CngKey.LengthOf(bytes[anchorAt..]), facts.ToResult());
        return facts is not null;
    }

    public override byte[] Sample(Random random) => random.Next(2) == 0 ? SampleBlobs.CngRsa(random) : SampleBlobs.CngCurve(random);
}
