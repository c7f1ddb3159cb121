using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.SevenZip;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>7z: the checksum of its start header holds, and that says where the archive ends.</summary>
internal sealed class EmbeddedSevenZip : EmbeddedKind
{
    private const int StartLength = 32;

    protected override (byte First, byte Second) Pair => (0xBC, 0xAF);

    protected override int PairAt => 2;

    public override bool IsCertain => true;

    // One without a header behind its data is empty.
    public override bool Begins(ReadOnlySpan<byte> head) => head.Length >= StartLength && head is [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, ..]
        && Crc32.HashToUInt32(head[12..StartLength]) == BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) && BinaryPrimitives.ReadInt64LittleEndian(head[20..]) != 0;

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        using Stream stream = rest();
        long end = SevenZipHeader.End(stream);
        return end > StartLength && end <= stream.Length ? EmbeddedExtent.Whole(end) : EmbeddedExtent.CutOff(stream.Length);
    }
}
