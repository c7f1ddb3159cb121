using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>
/// Writes rar archives with stored files: no program that compresses is free. After "RAR 5.0 archive format" and the technical note of RAR 4.
/// </summary>
public static class RarBuilder
{
    private static readonly byte[] Magic5 = [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 1, 0];
    private static readonly byte[] Magic4 = [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 0];

    /// <summary>An archive of the newer format.</summary>
    public static byte[] Rar5(params byte[][] blocks) => [.. Magic5, .. blocks.SelectMany(b => b)];

    /// <summary>An archive of the older format.</summary>
    public static byte[] Rar4(params byte[][] blocks) => [.. Magic4, .. blocks.SelectMany(b => b)];

    /// <summary>The archive's own block: 1 for several volumes, 4 for solid.</summary>
    public static byte[] Main5(int flags = 0) => Block5([1, 0, (byte)flags], []);

    /// <summary>The last block: 1 when another volume follows.</summary>
    public static byte[] End5(int flags = 0) => Block5([5, 0, (byte)flags], []);

    /// <summary>The block that says that all headers behind it are encrypted.</summary>
    public static byte[] Encryption5() => Block5([4, 0, 0, 0, 15, .. new byte[16]], []);

    /// <summary>A file (type 2) or service (type 3).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="type">2 or 3.</param>
    /// <param name="split">8 when it begins, 16 when it goes on in another volume.</param>
    /// <param name="extra">Records of the extra area.</param>
    /// <param name="method">0 for stored; up to 5.</param>
    /// <param name="dictionary">The power of two by which 128 KiB are multiplied.</param>
    /// <param name="crc">Another checksum than that of the content.</param>
    public static byte[] File5(string name, byte[] content, int type = 2, int split = 0, byte[]? extra = null, int method = 0, int dictionary = 0, uint? crc = null)
    {
        byte[] sum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, crc ?? Crc32.HashToUInt32(content));
        byte[] text = Encoding.UTF8.GetBytes(name);
        extra ??= [];
        return Block5([(byte)type, (byte)(2 | split | (extra.Length > 0 ? 1 : 0)), .. extra.Length > 0 ? Vint(extra.Length) : [], .. Vint(content.Length), 4, .. Vint(content.Length), 0,
            .. sum, .. Vint((method << 7) | (dictionary << 10)), 1, .. Vint(text.Length), .. text, .. extra], content);
    }

    /// <summary>The archive's own block of the older format.</summary>
    public static byte[] Main4(int flags = 0) => Block4(0x73, flags, new byte[6], []);

    /// <summary>The last block of the older format.</summary>
    public static byte[] End4(int flags = 0) => Block4(0x7B, flags, [], []);

    /// <summary>A stored file of the older format.</summary>
    public static byte[] File4(string name, byte[] content, int flags = 0, int type = 0x74) => File4(name, content, content, flags, type, 20, 0x30);

    /// <summary>A file of the older format that is packed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">What it unpacks to.</param>
    /// <param name="packed">The packed bytes.</param>
    /// <param name="flags">0x10 when it goes on with what is before it.</param>
    /// <param name="version">What unpacks it: 29, or 20 for the way of before.</param>
    public static byte[] Packed4(string name, byte[] content, byte[] packed, int flags = 0, byte version = 29) => File4(name, content, packed, flags, 0x74, version, 0x33);

    private static byte[] File4(string name, byte[] content, byte[] packed, int flags, int type, byte version, byte method)
    {
        byte[] fields = new byte[25];
        byte[] text = Encoding.UTF8.GetBytes(name);
        BinaryPrimitives.WriteInt32LittleEndian(fields, packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(fields.AsSpan(4), content.Length);
        fields[8] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(9), Crc32.HashToUInt32(content));
        (fields[17], fields[18]) = (version, method);
        BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(19), (ushort)text.Length);
        return Block4((byte)type, 0x8000 | flags, [.. fields, .. text], packed);
    }

    private static byte[] Block5(byte[] header, byte[] data)
    {
        byte[] counted = [.. Vint(header.Length), .. header];
        byte[] crc = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32.HashToUInt32(counted));
        return [.. crc, .. counted, .. data];
    }

    private static byte[] Block4(byte type, int flags, byte[] fields, byte[] data)
    {
        byte[] header = [0, 0, type, (byte)flags, (byte)(flags >> 8), 0, 0, .. fields];
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(5), (ushort)header.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)Crc32.HashToUInt32(header.AsSpan(2)));
        return [.. header, .. data];
    }

    private static byte[] Vint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
