using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>lzip: its header has no checksum.</summary>
internal sealed class EmbeddedLzip : EmbeddedFile
{
    private const int Shortest = 36;

    protected override (byte First, byte Second) Pair => ((byte)'L', (byte)'Z');

    protected override int PairAt => 0;

    public override bool IsCertain => false;

    public override bool Begins(ReadOnlySpan<byte> head) => head.Length >= Shortest && LzipMembersStream.Begins(head) && head[6] == 0;

    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var stream = new LzipMembersStream(packed, memory, single: true);
        position = () => stream.PackedPosition;
        return new ForeignStream(stream, () => stream);
    }
}
