using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// BouncyCastle key stores anywhere in bytes that hold a key; a trust store is none. Their own beginning is made of zeros, so they are anchored at the
/// kind of the first certificate, which every private key has beside it, and read from the version before.
/// </summary>
internal sealed class BouncyCastleStoreRule : BinaryRule
{
    // Version, salt, rounds; the names of entries and secret keys that come before the first certificate.
    private const int Before = 1800;

    public override IReadOnlyList<byte[]> Anchors { get; } = [[0, 5, (byte)'X', (byte)'.', (byte)'5', (byte)'0', (byte)'9', 0, 0]];

    public override int MaxBefore => Before;

    public override int MaxLength => 1 << 20;

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) => StartOf(bytes, anchorAt, Math.Max(0, anchorAt - Before)) < anchorAt ? MaxLength : 0;

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        for (int start = StartOf(bytes, anchorAt, Math.Max(0, anchorAt - Before)); start < anchorAt; start = StartOf(bytes, anchorAt, start + 1))
        {
            if (BouncyCastleStore.Judge(bytes[start..], effort, out int length) is { } facts && start + length > anchorAt)
            {
                match = new BinaryMatch(start, length, facts.ToResult());
                return true;
            }
        }

        match = default;
        return false;
    }

    public override byte[] Sample(Random random) => SampleStores.BouncyCastle(random);

    private static int StartOf(ReadOnlySpan<byte> bytes, int anchorAt, int from)
    {
        for (int start = from; start < anchorAt; start++)
        {
            if (bytes[start] != 0)
            {
                continue;
            }

            var reader = new JavaReader(bytes[start..]);
            if (BouncyCastleStore.TryReadHead(ref reader) && reader.TryReadByte(out byte kind) && kind is >= 1 and <= 4)
            {
                return start;
            }
        }

        return anchorAt;
    }
}
