using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>gzip (RFC 1952), one member or several.</summary>
internal sealed class GzipFormat() : CompressedFileFormat("gzip", ".tgz>.tar", ".gz")
{
    protected override bool HasMagic(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 8, < 0x20, _, _, _, _, _, _, ..];

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden)
    {
        var stream = new GzipMembersStream(packed, hidden: hidden);

        // A stored name is a file name; what else stands there is no help to anybody.
        string? name = stream.StoredName?.Replace('\\', '/').Split('/')[^1];
        return (stream, string.IsNullOrEmpty(name) ? null : name);
    }
}
