using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes HTML help files as the compiler of HTML Help does: a compressed section in which LZX begins anew every second frame.</summary>
public sealed class ChmBuilder
{
    private const int HeaderLength = 0x60;
    private const int ListingLength = 0x54;
    private const int ChunkLength = 0x1000;
    private const int ChunkHeaderLength = 0x14;
    private const int Interval = 2;
    private const int WindowBits = 16;

    private readonly List<(string Name, int Section, long Offset, long Length)> _entries = [];
    private readonly List<byte> _packed = [];
    private readonly List<byte> _plain = [];

    /// <summary>Adds a file to the compressed section.</summary>
    public ChmBuilder File(string path, byte[] content) => Entry("/" + path, 1, _packed.Count, content.Length).Hidden(content);

    /// <summary>Adds a file that is not compressed.</summary>
    public ChmBuilder Stored(string name, byte[] content)
    {
        Entry(name, 0, _plain.Count, content.Length);
        _plain.AddRange(content);
        return this;
    }

    /// <summary>Adds bytes to the compressed section that no entry names.</summary>
    public ChmBuilder Hidden(byte[] content)
    {
        _packed.AddRange(content);
        return this;
    }

    /// <summary>Adds an entry as it stands.</summary>
    public ChmBuilder Entry(string name, int section, long offset, long length)
    {
        _entries.Add((name, section, offset, length));
        return this;
    }

    /// <summary>The file.</summary>
    /// <param name="kind">How it is compressed, see <see cref="LzxEncoder.Encode"/>.</param>
    public byte[] Build(int kind = 1)
    {
        byte[] padded = [.. _packed, .. new byte[(LzxEncoder.FrameLength - (_packed.Count % LzxEncoder.FrameLength)) % LzxEncoder.FrameLength]];
        List<byte[]> frames = [.. padded.Chunk(Interval * LzxEncoder.FrameLength).SelectMany(c => LzxEncoder.Encode(c, WindowBits, kind, calls: false)).Select(f => f.Packed)];
        const string Storage = "::DataSpace/Storage/MSCompressed/";
        Stored(Storage + "ControlData", [.. U32(6), .. "LZXC"u8, .. U32(2), .. U32(Interval), .. U32(2), .. U32(1), .. U32(0)]);
        Stored(Storage + "Transform/{7FC28940-9D31-11D0-9B27-00A0C91E9C7C}/InstanceData/ResetTable", Table(frames));
        Stored(Storage + "Content", [.. frames.SelectMany(f => f)]);
        List<byte[]> chunks = Chunks();
        int contentAt = HeaderLength + ListingLength + (chunks.Count * ChunkLength);
        byte[] header =
        [
            .. "ITSF"u8, .. U32(3), .. U32(HeaderLength), .. U32(1), .. new byte[40], .. U64(HeaderLength), .. U64(0),
            .. U64(HeaderLength), .. U64(ListingLength + (chunks.Count * ChunkLength)), .. U64(contentAt),
        ];
        byte[] listing =
        [
            .. "ITSP"u8, .. U32(1), .. U32(ListingLength), .. U32(10), .. U32(ChunkLength), .. U32(2), .. U32(1), .. U32(-1), .. U32(0), .. U32(chunks.Count - 1), .. U32(-1),
            .. U32(chunks.Count), .. new byte[ListingLength - 48],
        ];
        return [.. header, .. listing, .. chunks.SelectMany(c => c), .. _plain];
    }

    private byte[] Table(List<byte[]> frames)
    {
        var table = new List<byte>([.. U32(2), .. U32(frames.Count), .. U32(8), .. U32(40), .. U64(_packed.Count), .. U64(frames.Sum(f => f.Length)), .. U64(LzxEncoder.FrameLength)]);
        long at = 0;
        foreach (byte[] frame in frames)
        {
            table.AddRange(U64(at));
            at += frame.Length;
        }

        return [.. table];
    }

    private List<byte[]> Chunks()
    {
        List<List<byte>> lists = [[]];
        foreach ((string name, int section, long offset, long length) in _entries)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(name);
            byte[] entry = [.. Number(utf8.Length), .. utf8, .. Number(section), .. Number(offset), .. Number(length)];
            if (lists[^1].Count + entry.Length > ChunkLength - ChunkHeaderLength)
            {
                lists.Add([]);
            }

            lists[^1].AddRange(entry);
        }

        return [.. lists.Select((list, i) => (byte[])[.. "PMGL"u8, .. U32(ChunkLength - ChunkHeaderLength - list.Count), .. U32(0), .. U32(i - 1), .. U32(i + 1 < lists.Count ? i + 1 : -1), .. list,
            .. new byte[ChunkLength - ChunkHeaderLength - list.Count]])];
    }

    private static IEnumerable<byte> Number(long number)
    {
        for (int shift = 56; shift > 0; shift -= 7)
        {
            if (number >> shift != 0)
            {
                yield return (byte)(0x80 | ((number >> shift) & 0x7F));
            }
        }

        yield return (byte)(number & 0x7F);
    }

    private static byte[] U32(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
