using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes cabinets ([MS-CAB]) as tests need them, also such as no program writes.</summary>
public sealed class CabBuilder
{
    private readonly List<(int Compression, List<(byte[] Packed, int Length)> Blocks)> _folders = [];
    private readonly List<(string Name, uint Length, uint Offset, ushort Folder)> _files = [];

    /// <summary>Bytes reserved in the header.</summary>
    public byte[] HeaderReserve { get; init; } = [];

    /// <summary>Bytes reserved in each block of data.</summary>
    public byte[] BlockReserve { get; init; } = [];

    /// <summary>Bytes between the list of files and the data.</summary>
    public byte[] BeforeData { get; init; } = [];

    /// <summary>Whether blocks get checksums.</summary>
    public bool Checksums { get; init; } = true;

    /// <summary>Adds a folder of stored blocks.</summary>
    public CabBuilder Stored(byte[] content) => Folder(0, [.. content.Chunk(LzxEncoder.FrameLength).Select(c => (c, c.Length))]);

    /// <summary>Adds an LZX folder, see <see cref="LzxEncoder.Encode"/>.</summary>
    public CabBuilder Lzx(byte[] content, int windowBits, int kind, bool calls = false) => Folder(3 | (windowBits << 8), LzxEncoder.Encode(content, windowBits, kind, calls));

    /// <summary>Adds a folder of blocks that are packed already.</summary>
    public CabBuilder Folder(int compression, List<(byte[] Packed, int Length)> blocks)
    {
        _folders.Add((compression, blocks));
        return this;
    }

    /// <summary>Adds a file of the last folder, or of another.</summary>
    public CabBuilder File(string name, int offset, int length, int? folder = null)
    {
        _files.Add((name, (uint)length, (uint)offset, (ushort)(folder ?? (_folders.Count - 1))));
        return this;
    }

    /// <summary>The cabinet.</summary>
    public byte[] Build()
    {
        bool reserve = HeaderReserve.Length + BlockReserve.Length > 0;
        byte[] optional = reserve ? [.. U16(HeaderReserve.Length), 0, (byte)BlockReserve.Length, .. HeaderReserve] : [];
        byte[] files = [.. _files.SelectMany(File)];
        int filesAt = 36 + optional.Length + (8 * _folders.Count);
        int dataAt = filesAt + files.Length + BeforeData.Length;
        var folders = new List<byte>();
        var data = new List<byte>();
        foreach ((int compression, List<(byte[] Packed, int Length)> blocks) in _folders)
        {
            folders.AddRange([.. U32(dataAt + data.Count), .. U16(blocks.Count), .. U16(compression)]);
            foreach ((byte[] packed, int length) in blocks)
            {
                data.AddRange(Block(packed, length));
            }
        }

        return
        [
            .. "MSCF"u8, .. U32(0), .. U32(dataAt + data.Count), .. U32(0), .. U32(filesAt), .. U32(0), 3, 1,
            .. U16(_folders.Count), .. U16(_files.Count), .. U16(reserve ? 4 : 0), .. U16(7), .. U16(0), .. optional, .. folders, .. files, .. BeforeData, .. data,
        ];
    }

    private static byte[] File((string Name, uint Length, uint Offset, ushort Folder) file) =>
        [.. U32((int)file.Length), .. U32((int)file.Offset), .. U16(file.Folder), 0, 0, 0, 0, .. U16(0x80), .. Encoding.UTF8.GetBytes(file.Name), 0];

    private byte[] Block(byte[] packed, int length)
    {
        byte[] rest = [.. U16(packed.Length), .. U16(length), .. BlockReserve];
        return [.. U32(Checksums ? Checksum(rest, Checksum(packed, 0)) : 0), .. rest, .. packed];
    }

    private static int Checksum(byte[] bytes, int sum)
    {
        foreach (byte[] word in bytes.Chunk(4))
        {
            sum ^= word.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(word) : word.Aggregate(0, (last, b) => (last << 8) | b);
        }

        return sum;
    }

    private static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);

    private static byte[] U32(int value) => BitConverter.GetBytes(value);
}
