using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Xz;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>xz, one stream or several.</summary>
internal sealed class XzFormat() : CompressedFileFormat("xz", ".txz>.tar", ".xz")
{
    protected override bool HasMagic(ReadOnlySpan<byte> head) => head is [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..];

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) =>
        (Open(packed, memory, hidden), null);

    /// <summary>Decompresses; the library's filters may be among what does so.</summary>
    internal static Stream Open(Stream packed, MemoryAccount memory, HiddenParts? hidden = null)
    {
        var content = new XzFileStream(packed, memory, hidden: hidden);
        return new ForeignStream(content, () => content);
    }
}
