using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes compound files ([MS-CFB], version 3) with storages and streams of any name, which no program at hand does.</summary>
public sealed class CompoundBuilder
{
    private const int Sector = 512;
    private const int MiniSector = 64;
    private const int MiniCutoff = 4096;
    private const uint End = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    private readonly List<Entry> _entries = [new Entry("Root Entry", 5, -1, [])];

    private sealed record Entry(string Name, byte Type, int Parent, byte[] Content);

    /// <summary>Adds a stream; storages in its path are made.</summary>
    public CompoundBuilder Stream(string path, byte[] content)
    {
        string[] names = path.Split('/');
        int parent = 0;
        foreach (string storage in names[..^1])
        {
            int found = _entries.FindIndex(e => e.Type == 1 && e.Parent == parent && e.Name == storage);
            if (found < 0)
            {
                _entries.Add(new Entry(storage, 1, parent, []));
                found = _entries.Count - 1;
            }

            parent = found;
        }

        _entries.Add(new Entry(names[^1], 2, parent, content));
        return this;
    }

    /// <summary>The file: header, table, directory, table of the mini stream, mini stream, long streams.</summary>
    public byte[] Build()
    {
        var mini = new List<byte>();
        var miniTable = new List<uint>();
        var firsts = new uint[_entries.Count];
        foreach ((int i, Entry entry) in _entries.Index().Where(e => e.Item.Content.Length is > 0 and < MiniCutoff))
        {
            firsts[i] = Chain(miniTable, Count(entry.Content.Length, MiniSector));
            mini.AddRange(Padded(entry.Content, MiniSector));
        }

        byte[] miniBytes = [.. mini];
        byte[] miniTableBytes = Padded([.. miniTable.SelectMany(BitConverter.GetBytes)], Sector, 0xFF);
        byte[][] longs = [.. _entries.Select(e => e.Content).Where(c => c.Length >= MiniCutoff)];
        int directory = Count(_entries.Count * 128, Sector);
        int others = directory + (miniTableBytes.Length / Sector) + Count(miniBytes.Length, Sector) + longs.Sum(l => Count(l.Length, Sector));
        int tables = 1;
        while (tables * (Sector / 4) < others + tables)
        {
            tables++;
        }

        List<uint> table = [.. Enumerable.Repeat(0xFFFFFFFDu, tables)];
        uint directoryAt = Chain(table, directory), miniTableAt = Chain(table, miniTableBytes.Length / Sector), miniAt = Chain(table, Count(miniBytes.Length, Sector));
        foreach ((int i, Entry entry) in _entries.Index().Where(e => e.Item.Content.Length >= MiniCutoff))
        {
            firsts[i] = Chain(table, Count(entry.Content.Length, Sector));
        }

        firsts[0] = miniAt;
        return
        [
            .. Header(tables, directoryAt, miniTableAt, miniTableBytes.Length / Sector), .. Padded([.. table.SelectMany(BitConverter.GetBytes)], Sector, 0xFF),
            .. Padded([.. _entries.Index().SelectMany(e => Directory(e.Index, firsts[e.Index], e.Index == 0 ? miniBytes.Length : e.Item.Content.Length))], Sector),
            .. miniTableBytes, .. Padded(miniBytes, Sector), .. longs.SelectMany(l => Padded(l, Sector)),
        ];
    }

    private static byte[] Header(int tables, uint directory, uint miniTable, int miniTables)
    {
        byte[] header = new byte[Sector];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header, 0);
        ((byte[])[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]).CopyTo(header, 24);
        uint[] fields = [(uint)tables, directory, 0, MiniCutoff, miniTable, (uint)miniTables, End, 0, .. Enumerable.Range(0, 109).Select(i => i < tables ? (uint)i : Free)];
        fields.SelectMany(BitConverter.GetBytes).ToArray().CopyTo(header, 44);
        return header;
    }

    // Siblings are a tree in the order of the lengths of their names, then of the names; here each has only a right branch.
    private byte[] Directory(int index, uint first, int length)
    {
        Entry entry = _entries[index];
        byte[] bytes = new byte[128];
        byte[] name = Encoding.Unicode.GetBytes(entry.Name + "\0");
        name.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(64), (ushort)name.Length);
        (bytes[66], bytes[67]) = (entry.Type, 1);
        int[] siblings = Children(entry.Parent), children = Children(index);
        int place = Array.IndexOf(siblings, index);
        uint[] links = [Free, place >= 0 && place + 1 < siblings.Length ? (uint)siblings[place + 1] : Free, children.Length > 0 ? (uint)children[0] : Free];
        links.SelectMany(BitConverter.GetBytes).ToArray().CopyTo(bytes, 68);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(116), length > 0 ? first : entry.Type == 1 ? 0 : End);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(120), length);
        return bytes;
    }

    private int[] Children(int parent) =>
    [
        .. _entries.Index().Where(e => e.Index > 0 && e.Item.Parent == parent)
            .OrderBy(e => e.Item.Name.Length).ThenBy(e => e.Item.Name.ToUpperInvariant(), StringComparer.Ordinal).Select(e => e.Index),
    ];

    private static uint Chain(List<uint> table, int sectors)
    {
        uint first = (uint)table.Count;
        table.AddRange(Enumerable.Range(1, sectors).Select(i => i == sectors ? End : first + (uint)i));
        return sectors > 0 ? first : End;
    }

    private static int Count(int length, int size) => (length + size - 1) / size;

    private static byte[] Padded(byte[] bytes, int size, byte with = 0) => [.. bytes, .. Enumerable.Repeat(with, (Count(bytes.Length, size) * size) - bytes.Length)];
}
