using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A managed assembly (ECMA-335 II.25): its resources and embedded debug information as nodes of their own. Literals, constants and
/// everything else are bytes of the assembly and stay there.
/// </summary>
internal sealed class AssemblyFormat : IArtifactFormat
{
    private const uint EmbeddedPdbMagic = 0x4244504D; // "MPDB"

    public string Name => "assembly";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        // The 15th data directory of the optional header is the CLI header; a native image leaves it empty.
        if (head is not [(byte)'M', (byte)'Z', ..] || head.Length < 0x40)
        {
            return Fit.None;
        }

        int pe = BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..]);
        if (EndsInHeaders(head, pe, node))
        {
            return Fit.Generic;
        }

        if (pe < 0x40 || pe > head.Length - 0x100 || BinaryPrimitives.ReadUInt32LittleEndian(head[pe..]) != 0x4550)
        {
            return Fit.None;
        }

        ReadOnlySpan<byte> optional = head[(pe + 24)..];
        int directories = BinaryPrimitives.ReadUInt16LittleEndian(optional) switch { 0x10B => 96, 0x20B => 112, _ => -1 };
        int cli = directories + (14 * 8);
        return directories > 0 && cli + 8 <= optional.Length && BinaryPrimitives.ReadUInt32LittleEndian(optional[cli..]) != 0 ? Fit.Exact : Fit.None;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        using PEReader reader = Reader(stream);
        return [.. Missing(container, reader, stream.Length), .. Resources(container, reader), .. EmbeddedPdb(container, reader)];
    }

    // Content in memory is read where it is; the reader would copy whole sections of a stream. The buffer may be longer than the content,
    // with zeros behind it.
    private static PEReader Reader(Stream stream) =>
        stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> content) && content.Offset == 0
            ? new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(content.Array))
            : new PEReader(stream, PEStreamOptions.LeaveOpen);

    // A file that was cut off has lost its data directories, but still has the text that every linker puts before them.
    private static bool EndsInHeaders(ReadOnlySpan<byte> head, int pe, ContentNode node) => node.Length == head.Length
        && pe >= 0x40 && pe > head.Length - 0x100 && head.IndexOf("This program cannot be run in DOS mode"u8) > 0;

    private static List<WalkItem> Missing(ContentNode container, PEReader reader, long length)
    {
        try
        {
            long end = reader.PEHeaders.SectionHeaders.Max(s => (long)(uint)s.PointerToRawData + (uint)s.SizeOfRawData);
            return end <= length ? [] : [new WalkItem.Unread(container.Path, UnreadReason.Corrupt, $"cut off: {end} bytes are promised, {length} are there")];
        }
        catch (BadImageFormatException)
        {
            return [new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "ends inside its own headers")];
        }
    }

    // Damaged metadata loses nothing: the bytes are read as bytes. Only what is compressed would stay unread.
    private static List<WalkItem> Resources(ContentNode container, PEReader reader)
    {
        var items = new List<WalkItem>();
        try
        {
            if (!reader.HasMetadata || reader.PEHeaders.CorHeader!.ResourcesDirectory is not { Size: > 0 } directory
                || !reader.PEHeaders.TryGetDirectoryOffset(directory, out int start))
            {
                return items;
            }

            MetadataReader metadata = reader.GetMetadataReader();
            PEMemoryBlock block = reader.GetSectionData(directory.RelativeVirtualAddress);
            foreach (ManifestResourceHandle handle in metadata.ManifestResources)
            {
                ManifestResource resource = metadata.GetManifestResource(handle);
                if (!resource.Implementation.IsNil || resource.Offset < 0 || resource.Offset > block.Length - 4)
                {
                    continue;
                }

                int length = block.GetReader((int)resource.Offset, 4).ReadInt32();
                long offset = start + resource.Offset + 4;
                if (length > 0 && length <= block.Length - resource.Offset - 4)
                {
                    items.Add(new WalkItem.HandedOut(offset, length));
                    items.Add(new WalkItem.Content(Range(container, metadata.GetString(resource.Name), offset, length)));
                }
            }
        }
        catch (BadImageFormatException)
        {
            return items;
        }

        return items;
    }

    private static List<WalkItem> EmbeddedPdb(ContentNode container, PEReader reader)
    {
        var items = new List<WalkItem>();
        try
        {
            foreach (DebugDirectoryEntry entry in reader.ReadDebugDirectory().Where(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb))
            {
                string name = Path.GetFileNameWithoutExtension(container.Path.Name.Split('/')[^1]) + ".pdb";
                using Stream header = container.Open();
                var magic = new byte[8];
                header.Position = entry.DataPointer;
                if (entry.DataSize < 8 || header.ReadAtLeast(magic, 8, throwOnEndOfStream: false) < 8
                    || BinaryPrimitives.ReadUInt32LittleEndian(magic) != EmbeddedPdbMagic)
                {
                    items.Add(new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Corrupt, "embedded debug information without its magic number"));
                    continue;
                }

                long length = BinaryPrimitives.ReadUInt32LittleEndian(magic.AsSpan(4));
                items.Add(new WalkItem.HandedOut(entry.DataPointer, entry.DataSize));
                items.Add(new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => Inflate(container, entry, length))
                {
                    Length = length,
                    PackedLength = entry.DataSize,
                }));
            }
        }
        catch (BadImageFormatException)
        {
            items.Add(new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "a debug directory that cannot be read"));
        }

        return items;
    }

    private static InflateStream Inflate(ContentNode container, DebugDirectoryEntry entry, long length) =>
        new(new SubStream(container.Open(), entry.DataPointer + 8, entry.DataSize - 8), entry.DataSize - 8, length);

    private static ContentNode Range(ContentNode container, string name, long offset, long length) =>
        new(container.Path.Inside(name), container, offset, length);
}
