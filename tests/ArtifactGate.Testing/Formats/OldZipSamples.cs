using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Zips of the rarer methods.</summary>
public static class OldZipSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["zip, shrunk"] = Packed(1, 0, OldZipMethods.Shrink),
        ["zip, reduced"] = Packed(5, 0, content => OldZipMethods.Reduce(content, 4)),
        ["zip, imploded"] = Packed(6, 6, content => OldZipMethods.Implode(content, literalTree: true)),
        ["zip, lzma"] = By7z("LZMA"),
        ["zip, ppmd"] = By7z("PPMd"),
        ["zip, deflate64"] = By7z("Deflate64"),
        ["zip, bzip2"] = By7z("BZip2"),
    };

    /// <summary>A zip with one entry of any method.</summary>
    /// <param name="name">The name of the entry.</param>
    /// <param name="method">The method.</param>
    /// <param name="flags">The general purpose bits.</param>
    /// <param name="packed">The compressed content.</param>
    /// <param name="content">The content, of which checksum and length are.</param>
    public static byte[] Zip(string name, ushort method, ushort flags, byte[] packed, byte[] content)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] common = new byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(common, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), flags);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(4), method);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), Crc32.HashToUInt32(content));
        BinaryPrimitives.WriteInt32LittleEndian(common.AsSpan(14), packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(common.AsSpan(18), content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)text.Length);
        byte[] directory = [.. "PK\x01\x02"u8, 20, 0, .. common, .. new byte[14], .. text];
        byte[] end = [.. "PK\x05\x06"u8, 0, 0, 0, 0, 1, 0, 1, 0, .. new byte[10]];
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), directory.Length);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), 30 + text.Length + packed.Length);
        return [.. "PK\x03\x04"u8, .. common, .. text, .. packed, .. directory, .. end];
    }

    private static FormatMaker Packed(ushort method, ushort flags, Func<byte[], byte[]> pack) => new(Carries.Tree, (_, items) => new("zip",
        items.Aggregate(new ZipBuilder(), (zip, item) => zip.Add(new ZipBuilderEntry(item.Name, item.Content) { Method = method, Flags = flags, Packed = pack(item.Content) })).ToArray(),
        FormatSamples.AtItsName));

    private static FormatMaker By7z(string method) => new(Carries.Tree, (folder, items) => FormatSamples.ByProgram("zip", folder, items, FormatSamples.AtItsName,
        $"{method}.zip", "7z", "a", "-tzip", "-bd", $"-mm={method}", $"{method}.zip", "dir"));
}
