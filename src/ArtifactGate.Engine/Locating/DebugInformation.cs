using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// The portable PDB of an assembly: embedded in it, beside it in the same container, or beside the file it was packed from. One that does
/// not carry the identity that the assembly's CodeView entry asks for is another build's and is not believed.
/// </summary>
internal sealed class DebugInformation : IDisposable
{
    private const int LargestPdb = 256 << 20;

    private readonly MetadataReaderProvider _provider;

    private DebugInformation(MetadataReaderProvider provider, string? folder)
    {
        _provider = provider;
        Folder = folder;
        Reader = provider.GetMetadataReader();
    }

    public MetadataReader Reader { get; }

    /// <summary>The folder on this machine that the assembly came from, or null.</summary>
    public string? Folder { get; }

    /// <summary>Finds it, or null.</summary>
    public static DebugInformation? Find(PEReader image, ContentNode node, IProvenance? provenance)
    {
        string? source = provenance?.SourceOf(node.Path, null)?.File;
        string? folder = Path.GetDirectoryName(source);
        foreach (DebugDirectoryEntry entry in image.ReadDebugDirectory())
        {
            DebugInformation? found = entry.Type switch
            {
                DebugDirectoryEntryType.EmbeddedPortablePdb => Embedded(image, entry, folder),
                DebugDirectoryEntryType.CodeView => Beside(image, entry, node, source),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The identity that the debug information of an assembly must carry, or null when the assembly asks for none.</summary>
    public static BlobContentId? IdentityFor(PEReader image)
    {
        foreach (DebugDirectoryEntry entry in image.ReadDebugDirectory())
        {
            if (entry is { Type: DebugDirectoryEntryType.CodeView, IsPortableCodeView: true })
            {
                return new BlobContentId(image.ReadCodeViewDebugDirectoryData(entry).Guid, entry.Stamp);
            }
        }

        return null;
    }

    public void Dispose() => _provider.Dispose();

    private static DebugInformation? Embedded(PEReader image, DebugDirectoryEntry entry, string? folder)
    {
        // The size it claims to unpack to stands behind the magic number, and decides how much is allocated.
        BlobReader header = image.GetSectionData(entry.DataRelativeVirtualAddress).GetReader();
        header.ReadInt32();
        return header.ReadUInt32() > LargestPdb ? null : new DebugInformation(image.ReadEmbeddedPortablePdbDebugDirectoryData(entry), folder);
    }

    private static DebugInformation? Beside(PEReader image, DebugDirectoryEntry entry, ContentNode node, string? source)
    {
        CodeViewDebugDirectoryData codeView = image.ReadCodeViewDebugDirectoryData(entry);
        var id = new BlobContentId(codeView.Guid, entry.Stamp);
        string name = node.Path.Name;
        ContentNode? sibling = node.Sibling?.Invoke(Path.ChangeExtension(name, ".pdb"));
        string? folder = Path.GetDirectoryName(source);
        if (sibling is not null && Read(sibling.Open, id, folder) is DebugInformation shipped)
        {
            return shipped;
        }

        // Only a build knows where an assembly came from; what a foreign assembly says of paths is not followed.
        string[] files = source is null ? [] : [Path.ChangeExtension(source, ".pdb"), codeView.Path];
        return files.Where(File.Exists).Select(f => Read(() => File.OpenRead(f), id, folder)).FirstOrDefault(d => d is not null);
    }

    /// <summary>Reads a portable PDB that must have an identity; null when it is none, or another.</summary>
    public static DebugInformation? Read(Func<Stream> open, BlobContentId id, string? folder)
    {
        try
        {
            using Stream stream = open();
            using var copy = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                copy.Write(buffer, 0, read);
                if (copy.Length > LargestPdb)
                {
                    return null;
                }
            }

            copy.Position = 0;
            MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(copy, MetadataStreamOptions.PrefetchMetadata);
            var found = new DebugInformation(provider, folder);
            if (found.Reader.DebugMetadataHeader is { } header && new BlobContentId(header.Id) == id)
            {
                return found;
            }

            found.Dispose();
            return null;
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // A Windows PDB, or one that cannot be read: the finding stands without its line.
            return null;
        }
    }
}
