using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ArtifactGate.Artifacts.Deflate;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>A portable PDB (format 1.0): the sources embedded in it as nodes; document names, Source Link and the rest stay bytes.</summary>
internal sealed class PortablePdbFormat : IArtifactFormat
{
    private const int LargestSource = 64 << 20;

    // CustomDebugInformation kind of embedded source.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public string Name => "portable-pdb";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        head is [(byte)'B', (byte)'S', (byte)'J', (byte)'B', ..] && head[..Math.Min(head.Length, 256)].IndexOf("#Pdb\0"u8) > 0 ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(stream, MetadataStreamOptions.LeaveOpen);
        return Sources(container, provider);
    }

    private static List<WalkItem> Sources(ContentNode container, MetadataReaderProvider provider)
    {
        var items = new List<WalkItem>();
        try
        {
            MetadataReader reader = provider.GetMetadataReader();
            foreach (CustomDebugInformationHandle handle in reader.CustomDebugInformation)
            {
                CustomDebugInformation custom = reader.GetCustomDebugInformation(handle);
                if (custom.Parent.Kind == HandleKind.Document && reader.GetGuid(custom.Kind) == EmbeddedSource)
                {
                    Document document = reader.GetDocument((DocumentHandle)custom.Parent);
                    string name = "sources/" + reader.GetString(document.Name).Replace('\\', '/').TrimStart('/');
                    byte[] blob = reader.GetBlobBytes(custom.Value);
                    items.Add(new WalkItem.HandedOut(OffsetOf(reader, custom.Value, blob.Length), blob.Length));
                    items.Add(Source(container, name, blob));
                }
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or OverflowException)
        {
            // The bytes are still read as bytes; only compressed sources would be lost.
            items.Add(new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "debug information that cannot be read"));
        }

        return items;
    }

    // The length of a blob before it takes one, two or four bytes (ECMA-335 II.24.2.4). The metadata is the whole file.
    private static long OffsetOf(MetadataReader reader, BlobHandle blob, int length) =>
        (long)reader.GetHeapMetadataOffset(HeapIndex.Blob) + reader.GetHeapOffset(blob) + (length < 0x80 ? 1 : length < 0x4000 ? 2 : 4);

    // Four bytes say how long the source is when it is compressed, or zero when it is not.
    private static WalkItem Source(ContentNode container, string name, byte[] blob)
    {
        ArtifactPath path = container.Path.Inside(name);
        int length = blob.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(blob);
        return length switch
        {
            0 => new WalkItem.Content(new ContentNode(path, () => new MemoryStream(blob, 4, blob.Length - 4, writable: false)) { Length = blob.Length - 4, RandomAccess = true }),
            > 0 and <= LargestSource => new WalkItem.Content(new ContentNode(path, () => new InflateStream(new MemoryStream(blob, 4, blob.Length - 4, writable: false), blob.Length - 4, length))
            {
                Length = length,
                PackedLength = blob.Length - 4,
            }),
            _ => new WalkItem.Unread(path, UnreadReason.Corrupt, "an embedded source with an impossible length"),
        };
    }
}
