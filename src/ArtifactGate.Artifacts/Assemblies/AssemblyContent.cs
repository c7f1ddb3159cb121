using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Assemblies;

/// <summary>What an assembly carries besides code and literals: resources and embedded debug information (ECMA-335 II.24.2, II.25).</summary>
internal static class AssemblyContent
{
    private const uint EmbeddedPdbMagic = 0x4244504D; // "MPDB"

    /// <summary>The items of an assembly.</summary>
    /// <param name="container">The file it is in.</param>
    /// <param name="reader">The assembly.</param>
    /// <param name="assembly">Its bytes.</param>
    /// <param name="shift">What to add to an offset of the assembly to have that in the file.</param>
    public static IEnumerable<WalkItem> Items(ContentNode container, PEReader reader, Stream assembly, long shift)
    {
        List<WalkItem> items = Missing(container, reader, assembly.Length);
        bool isWhole = items.Count == 0;
        var sections = new SectionBytes(reader, assembly);
        bool isRead = TryAddResources(items, container, reader, sections, shift);
        items.AddRange(EmbeddedPdb(container, reader, shift));
        isRead &= AssemblyBorders.TryAdd(items, reader, sections, shift);
        if (isWhole && !isRead)
        {
            items.Add(new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "metadata that cannot be read"));
        }

        return items;
    }

    private static List<WalkItem> Missing(ContentNode container, PEReader reader, long length)
    {
        try
        {
            long end = reader.PEHeaders.SectionHeaders.Select(s => (long)(uint)s.PointerToRawData + (uint)s.SizeOfRawData).DefaultIfEmpty().Max();
            return end <= length ? [] : [new WalkItem.Unread(container.Path, UnreadReason.Corrupt, $"cut off: {end} bytes are promised, {length} are there")];
        }
        catch (Exception failure) when (failure is BadImageFormatException or OverflowException)
        {
            return [new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "ends inside its own headers")];
        }
    }

    // The bytes of a resource that damaged metadata does not lead to are read as bytes; only what is packed in them would stay unread.
    private static bool TryAddResources(List<WalkItem> items, ContentNode container, PEReader reader, SectionBytes sections, long shift)
    {
        try
        {
            if (!reader.HasMetadata || reader.PEHeaders.CorHeader!.ResourcesDirectory is not { Size: > 0 } directory
                || !reader.PEHeaders.TryGetDirectoryOffset(directory, out int start))
            {
                return true;
            }

            MetadataReader metadata = reader.GetMetadataReader(MetadataReaderOptions.None);
            int all = sections.Length(directory.RelativeVirtualAddress);
            Span<byte> told = stackalloc byte[sizeof(int)];
            bool isRead = true;
            foreach (ManifestResourceHandle handle in metadata.ManifestResources)
            {
                ManifestResource resource = metadata.GetManifestResource(handle);
                if (!resource.Implementation.IsNil)
                {
                    continue;
                }

                bool isTold = resource.Offset >= 0 && resource.Offset <= all - told.Length && sections.TryRead(directory.RelativeVirtualAddress + (int)resource.Offset, told);
                int length = isTold ? BinaryPrimitives.ReadInt32LittleEndian(told) : -1;
                long offset = start + resource.Offset + told.Length + shift;
                isRead &= length >= 0 && length <= all - resource.Offset - told.Length;
                if (length > 0 && length <= all - resource.Offset - told.Length)
                {
                    items.Add(new WalkItem.HandedOut(offset, length));
                    items.Add(new WalkItem.Content(Range(container, metadata.GetString(resource.Name), offset, length)));
                }
            }

            return isRead;
        }
        catch (Exception failure) when (failure is BadImageFormatException or OverflowException)
        {
            return false;
        }
    }

    private static List<WalkItem> EmbeddedPdb(ContentNode container, PEReader reader, long shift)
    {
        var items = new List<WalkItem>();
        try
        {
            foreach (DebugDirectoryEntry entry in reader.ReadDebugDirectory().Where(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb))
            {
                string name = Path.GetFileNameWithoutExtension(container.Path.Name.Split('/')[^1]) + ".pdb";
                long start = entry.DataPointer + shift;
                using Stream header = container.Open();
                var magic = new byte[8];
                header.Position = Math.Clamp(start, 0, header.Length);
                if (start < 0 || entry.DataSize < 8 || header.ReadAtLeast(magic, 8, throwOnEndOfStream: false) < 8
                    || BinaryPrimitives.ReadUInt32LittleEndian(magic) != EmbeddedPdbMagic)
                {
                    items.Add(new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Corrupt, "embedded debug information without its magic number"));
                    continue;
                }

                long length = BinaryPrimitives.ReadUInt32LittleEndian(magic.AsSpan(4));
                items.Add(new WalkItem.HandedOut(start, entry.DataSize));
                items.Add(new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => Inflate(container, start, entry.DataSize, length))
                {
                    Length = length,
                    PackedLength = entry.DataSize,
                }));
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or OverflowException)
        {
            items.Add(new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "a debug directory that cannot be read"));
        }

        return items;
    }

    private static InflateStream Inflate(ContentNode container, long start, int size, long length) =>
        new(new SubStream(container.Open(), start + 8, size - 8), size - 8, length);

    private static ContentNode Range(ContentNode container, string name, long offset, long length) =>
        new(container.Path.Inside(name), container, offset, length);
}
