using ArtifactGate.Artifacts.Lz4;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>An assembly as .NET packs it into an application for Android. Its name is its own.</summary>
internal sealed class AndroidAssemblyFormat() : CompressedFileFormat("android-assembly", ".lz4")
{
    protected override bool HasMagic(ReadOnlySpan<byte> head) => AndroidAssemblyStream.Begins(head);

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) =>
        (new AndroidAssemblyStream(packed, hidden: hidden), null);
}
