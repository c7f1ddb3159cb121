using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>gzip (RFC 1952). Its header says little, and programs that write it have one; the data and its checksum must hold.</summary>
internal sealed class EmbeddedGzip : EmbeddedFile
{
    private const int Shortest = 18;

    protected override (byte First, byte Second) Pair => (0x8B, 8);

    protected override int PairAt => 1;

    public override bool IsCertain => false;

    // Flags without those that are reserved; how well it is compressed; the systems that there are, or none.
    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= Shortest && head is [0x1F, 0x8B, 8, < 0x20, _, _, _, _, 0 or 2 or 4, <= 19 or 255, ..];

    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var stream = new GzipMembersStream(packed, single: true);
        position = () => stream.PackedPosition;
        return stream;
    }
}
