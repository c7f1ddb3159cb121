using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>lzip, one member or several.</summary>
internal sealed class LzipFormat() : CompressedFileFormat("lzip", ".tlz>.tar", ".lz")
{
    // LZMA data begins with a zero byte.
    protected override bool HasMagic(ReadOnlySpan<byte> head) => LzipMembersStream.Begins(head) && head is [_, _, _, _, _, _, 0, ..];

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) =>
        (new LzipMembersStream(packed, memory, hidden: hidden), null);
}
