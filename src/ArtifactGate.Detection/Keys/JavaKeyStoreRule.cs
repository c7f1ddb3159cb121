using System.Buffers.Binary;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Java key stores anywhere in bytes that hold a private or secret key. A trust store is none.</summary>
/// <param name="magic">FEEDFEED for JKS, CECECECE for JCEKS.</param>
/// <param name="name">What the kind of store is called.</param>
internal sealed class JavaKeyStoreRule(uint magic, string name) : BinaryRule
{
    public override IReadOnlyList<byte[]> Anchors { get; } = [Anchor(magic, 1), Anchor(magic, 2)];

    public override int MaxBefore => 0;

    public override int MaxLength => 1 << 20;

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) =>
        anchorAt + 12 <= bytes.Length && BinaryPrimitives.ReadUInt32BigEndian(bytes[(anchorAt + 8)..]) is > 0 and <= JavaKeyStore.MostEntries
        && bytes.Length > anchorAt + 15 && bytes[anchorAt + 12] == 0 && bytes[anchorAt + 15] is >= 1 and <= 3 ? MaxLength : 0;

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        KeyFacts? facts = JavaKeyStore.Judge(bytes[anchorAt..], effort, out int length);
        match = facts is null ? default : new BinaryMatch(anchorAt, length, (facts with { Structure = name }).ToResult());
        return facts is not null;
    }

    public override byte[] Sample(Random random) => SampleStores.Java(random, Anchors[1]);

    private static byte[] Anchor(uint magic, byte version)
    {
        var anchor = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(anchor, magic);
        anchor[7] = version;
        return anchor;
    }
}
