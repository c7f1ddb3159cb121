using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>xz, one stream or several.</summary>
internal sealed class XzFormat() : CompressedFileFormat("xz", ".txz>.tar", ".xz")
{
    protected override bool HasMagic(ReadOnlySpan<byte> head) => head is [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..];

    protected override (Stream Content, string? StoredName) Decompress(Stream packed) =>
        (new ForeignStream(packed, () => new XzStreamsStream(packed)), null);
}
