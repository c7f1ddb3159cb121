using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes packages of rpm that no program would: what real ones look like comes from rpmbuild.</summary>
public sealed class RpmBuilder
{
    /// <summary>Folder, name, mode and content of each file.</summary>
    public (string Folder, string Name, int Mode, byte[] Content)[] Files { get; init; } = [];

    /// <summary>What runs after the installation.</summary>
    public string Script { get; init; } = "true";

    /// <summary>Whether entries have a number instead of a header, as in packages with files of 4 GiB.</summary>
    public bool Stripped { get; init; }

    /// <summary>The number of the first file.</summary>
    public int FirstNumber { get; init; }

    /// <summary>The digest that the header has of each file, as hexadecimal text; none when it is null.</summary>
    public Func<byte[], string>? Digest { get; init; }

    /// <summary>The number of the algorithm of these digests.</summary>
    public uint DigestKind { get; init; } = 8;

    /// <summary>How many bytes the header says that each file has more than it has.</summary>
    public int More { get; init; }

    /// <summary>Another payload than the files, or null.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>The package, not compressed.</summary>
    public byte[] Build()
    {
        byte[] lead = new byte[96];
        ((byte[])[0xED, 0xAB, 0xEE, 0xDB, 3, 0, 0, 0, 0, 1, (byte)'a']).CopyTo(lead, 0);
        lead[79] = 5;
        string[] folders = [.. Files.Select(f => f.Folder).Distinct()];
        (uint, uint, int, byte[])[] digests = Digest is null ? [] :
            [(1035, 8, Files.Length, [.. Files.SelectMany(f => Encoding.ASCII.GetBytes(Digest(f.Content) + "\0"))]), (5011, 4, 1, BigEndian(DigestKind))];
        byte[] header = Header(
        [
            (1000, 6, 1, Encoding.UTF8.GetBytes("app\0")),
            (1024, 6, 1, Encoding.UTF8.GetBytes(Script + "\0")),
            (1030, 3, Files.Length, [.. Files.SelectMany(f => BigEndian((uint)f.Mode)[2..])]),
            (1095, 4, Files.Length, [.. Files.SelectMany(_ => BigEndian(1))]),
            (1096, 4, Files.Length, [.. Enumerable.Range(1, Files.Length).SelectMany(i => BigEndian((uint)i))]),
            (1116, 4, Files.Length, [.. Files.SelectMany(f => BigEndian((uint)Array.IndexOf(folders, f.Folder)))]),
            (1117, 8, Files.Length, [.. Files.SelectMany(f => Encoding.UTF8.GetBytes(f.Name + "\0"))]),
            (1118, 8, folders.Length, [.. folders.SelectMany(f => Encoding.UTF8.GetBytes(f + "\0"))]),
            (5008, 5, Files.Length, [.. Files.SelectMany(f => (byte[])[0, 0, 0, 0, .. BigEndian((uint)(f.Content.Length + More))])]),
            .. digests,
        ]);
        return [.. lead, .. Header(), .. header, .. Payload ?? Archive()];
    }

    private static byte[] BigEndian(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Header(params (uint Tag, uint Type, int Count, byte[] Value)[] tags)
    {
        var index = new List<byte>();
        var store = new List<byte>();
        foreach ((uint tag, uint type, int count, byte[] value) in tags)
        {
            index.AddRange([.. BigEndian(tag), .. BigEndian(type), .. BigEndian((uint)store.Count), .. BigEndian((uint)count)]);
            store.AddRange(value);
        }

        return [0x8E, 0xAD, 0xE8, 1, 0, 0, 0, 0, .. BigEndian((uint)tags.Length), .. BigEndian((uint)store.Count), .. index, .. store];
    }

    private byte[] Archive()
    {
        var archive = new List<byte>();
        for (int i = 0; i < Files.Length; i++)
        {
            (string folder, string name, int mode, byte[] content) = Files[i];
            archive.AddRange(Stripped ? [.. Encoding.ASCII.GetBytes($"07070X{(FirstNumber + i).ToString("x8", CultureInfo.InvariantCulture)}"), 0, 0] : Entry("." + folder + name, mode, content.Length));
            archive.AddRange(content);
            archive.AddRange(new byte[(4 - (content.Length % 4)) % 4]);
        }

        return [.. archive, .. Entry("TRAILER!!!", 0, 0)];
    }

    private static byte[] Entry(string name, int mode, int length)
    {
        string fields = string.Concat(new[] { 1, mode, 0, 0, 1, 0, length, 0, 0, 0, 0, name.Length + 1, 0 }.Select(f => f.ToString("x8", CultureInfo.InvariantCulture)));
        return [.. Encoding.ASCII.GetBytes("070701" + fields + name + "\0"), .. new byte[(4 - ((111 + name.Length) % 4)) % 4]];
    }
}
