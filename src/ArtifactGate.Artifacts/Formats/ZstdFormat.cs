using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Zstd;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>Zstandard (RFC 8878), one frame or several.</summary>
internal sealed class ZstdFormat() : CompressedFileFormat("zstd", ".tzst>.tar", ".zst")
{
    protected override bool HasMagic(ReadOnlySpan<byte> head) => head is [0x28, 0xB5, 0x2F, 0xFD, _, _, ..];

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory) =>
        (ZstdDecoder.Open(packed, memory), null);
}
