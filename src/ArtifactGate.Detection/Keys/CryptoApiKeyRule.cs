using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private keys as PRIVATEKEYBLOB anywhere in bytes. A public blob begins with another byte and is never one.</summary>
/// <param name="use">0x24 for signatures (strong names), 0xA4 for key exchange.</param>
internal sealed class CryptoApiKeyRule(byte use) : BinaryRule
{
    // Byte by byte: the enumerator of a span that is spread would be compiled in every process.
    public override IReadOnlyList<byte[]> Anchors { get; } = [[7, 2, 0, 0, 0, use, 0, 0, (byte)'R', (byte)'S', (byte)'A', (byte)'2']];

    public override int MaxBefore => 0;

    public override int MaxLength => CryptoApiKey.HeaderLength + (16384 / 16 * 9);

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) => CryptoApiKey.LengthOf(bytes[anchorAt..]);

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        KeyFacts? facts = CryptoApiKey.TryParse(bytes[anchorAt..]);
        match = facts is null ? default : new BinaryMatch(anchorAt, CryptoApiKey.LengthOf(bytes[anchorAt..]), facts.ToResult());
        return facts is not null;
    }

    public override byte[] Sample(Random random) => SampleBlobs.CryptoApi(random, use);
}
