using ArtifactGate.Artifacts.Lzw;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>What compress(1) writes: <c>.Z</c>.</summary>
internal sealed class CompressFormat() : CompressedFileFormat("compress", ".taz>.tar", ".tz>.tar", ".Z")
{
    protected override bool HasMagic(ReadOnlySpan<byte> head) => LzwFileStream.Begins(head);

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) => (new LzwFileStream(packed), null);
}
