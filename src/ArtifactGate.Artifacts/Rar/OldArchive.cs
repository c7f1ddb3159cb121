using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Rar;

/// <summary>
/// Those files of an archive of the older format that programs before RAR 2.9 packed, as an archive of their own. The library unpacks them, and
/// would read the headers that stand in the archive in its own way: what is an old file here could be one that takes any memory there. So it
/// is given headers that are written here.
/// </summary>
internal sealed class OldArchive : SeekableStream
{
    private const int HeaderLength = 32 + 8 + 1;
    private const int LengthAt = 5;
    private const int MainFlags = 8;
    private const int FileFlags = 0x8000 | 0x100;
    private const int SolidFlag = 0x10;

    private readonly Stream _archive;
    private readonly List<(long At, byte[] Header, RarBlock File)> _parts = [];
    private readonly byte[] _head;

    /// <summary>Makes it of the files, in their order.</summary>
    /// <param name="archive">The archive they are in, for this object alone; owned.</param>
    /// <param name="files">The files.</param>
    /// <param name="solid">Whether they are packed one after the other.</param>
    public OldArchive(Stream archive, IEnumerable<RarBlock> files, bool solid)
    {
        _archive = archive;
        byte[] main = [0, 0, 0x73, (byte)(solid ? MainFlags : 0), 0, 13, 0, .. new byte[6]];
        _head = [.. RarBlocks.Magic4, .. Sealed(main)];
        Length = _head.Length;
        foreach (RarBlock file in files)
        {
            byte[] header = Header(file);
            _parts.Add((Length, header, file));
            Length += header.Length + file.DataLength;
        }
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Whether a file belongs into it.</summary>
    public static bool Has(RarBlock file) => file is { Kind: RarBlockKind.File, Version: 15 or 20 or 26, IsStored: false, HasNoContent: false, IsEncrypted: false, IsSplit: false };

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (Position < _head.Length)
        {
            return Take(_head, Position, buffer);
        }

        int found = Find();
        if (found < 0 || Position >= Length)
        {
            return 0;
        }

        (long at, byte[] header, RarBlock file) = _parts[found];
        long inPart = Position - at;
        if (inPart < header.Length)
        {
            return Take(header, inPart, buffer);
        }

        inPart -= header.Length;
        _archive.Position = file.DataOffset + inPart;
        int read = _archive.Read(buffer[..(int)Math.Min(buffer.Length, file.DataLength - inPart)]);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(byte[] bytes, long from, Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, bytes.Length - from);
        bytes.AsSpan((int)from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    // The last part that begins at or before the position.
    private int Find()
    {
        int low = 0, high = _parts.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (low, high) = _parts[middle].At <= Position ? (middle + 1, high) : (low, middle - 1);
        }

        return high;
    }

    private static byte[] Header(RarBlock file)
    {
        byte[] header = new byte[HeaderLength];
        Span<byte> fields = header;
        long length = file.Length ?? long.MaxValue;
        header[2] = 0x74;
        BinaryPrimitives.WriteUInt16LittleEndian(fields[3..], (ushort)(FileFlags | (file.IsSolid ? SolidFlag : 0)));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[7..], (uint)file.DataLength);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[11..], (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[16..], file.Crc ?? 0);
        (header[24], header[25], header[26]) = ((byte)file.Version, 0x33, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[32..], (uint)(file.DataLength >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[36..], (uint)(length >> 32));
        header[40] = (byte)'f';
        return Sealed(header);
    }

    private static byte[] Sealed(byte[] header)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(LengthAt), (ushort)header.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)Crc32.HashToUInt32(header.AsSpan(2)));
        return header;
    }
}
