using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A .NET <c>.resources</c> file (version 1 and 2 of the runtime resource set): each value under its key. A string is a labelled fragment,
/// a byte array or stream is content of its own; values of other types stay bytes of the file.
/// </summary>
internal sealed class ResourcesFormat : IArtifactFormat
{
    private const uint Magic = 0xBEEFCACE;
    private const int TypeString = 1;
    private const int TypeByteArray = 0x20;
    private const int TypeStream = 0x21;
    private const int MostEntries = 1_000_000;

    public string Name => "resources";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        head.Length >= 12 && BinaryPrimitives.ReadUInt32LittleEndian(head) == Magic ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using var reader = new BinaryReader(container.Open(), Encoding.UTF8);
        try
        {
            return ReadValues(container, reader);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or EndOfStreamException or InvalidDataException)
        {
            // What the index does not lead to is still read as bytes of the file; nothing in it is compressed.
            return [];
        }
    }

    private static List<WalkItem> ReadValues(ContentNode container, BinaryReader reader)
    {
        Stream stream = reader.BaseStream;
        stream.Position = 4;
        reader.ReadInt32();
        int skip = reader.ReadInt32();
        stream.Position += Math.Clamp(skip, 0, stream.Length - stream.Position);
        int version = reader.ReadInt32();
        int count = reader.ReadInt32();
        int types = reader.ReadInt32();
        if (version is not (1 or 2) || count is < 0 or > MostEntries || types is < 0 or > MostEntries)
        {
            throw new InvalidDataException();
        }

        for (int i = 0; i < types; i++)
        {
            reader.ReadString();
        }

        stream.Position = (stream.Position + 7) & ~7L;
        stream.Position += count * 4L;
        int[] positions = [.. Enumerable.Range(0, count).Select(_ => reader.ReadInt32())];
        long data = reader.ReadInt32();
        long names = stream.Position;
        return version == 2 ? Values(container, reader, positions, names, data) : [];
    }

    private static List<WalkItem> Values(ContentNode container, BinaryReader reader, int[] positions, long names, long data)
    {
        var items = new List<WalkItem>();
        foreach (int position in positions)
        {
            Seek(reader.BaseStream, names + position);
            int nameLength = reader.Read7BitEncodedInt();
            string name = Encoding.Unicode.GetString(reader.ReadBytes(Math.Clamp(nameLength, 0, 64 * 1024)));
            Seek(reader.BaseStream, data + reader.ReadInt32());
            int type = reader.Read7BitEncodedInt();
            if (type is not (TypeString or TypeByteArray or TypeStream))
            {
                continue;
            }

            long length = type == TypeString ? reader.Read7BitEncodedInt() : reader.ReadInt32();
            long offset = reader.BaseStream.Position;
            if (length > 0 && length <= reader.BaseStream.Length - offset)
            {
                items.Add(new WalkItem.HandedOut(offset, length));
                items.Add(new WalkItem.Content(new ContentNode(container.Path.Inside(name), container, offset, length) { Label = type == TypeString ? name : null }));
            }
        }

        return items;
    }

    private static void Seek(Stream stream, long position) =>
        stream.Position = position >= 0 && position <= stream.Length ? position : throw new InvalidDataException();
}
