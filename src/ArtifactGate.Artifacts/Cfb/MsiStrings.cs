using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>
/// The strings of a Windows Installer database. They stand end to end in one stream; how long each is stands in another. Each is handed out as
/// text of its own, under the name that a table gives it where the table is one of names and values.
/// </summary>
internal sealed class MsiStrings(ContentNode data, ContentNode pool, IReadOnlyDictionary<string, ContentNode> tables)
{
    private const int LongestPool = 8 << 20;
    private const int LongestTable = 8 << 20;
    private const int LongReferences = 0x8000;

    // The name, the value and the widths of all columns: s is a string, i a number of two bytes.
    private static readonly (string Table, int Name, int Value, string Columns)[] NamesAndValues =
    [
        ("Property", 0, 1, "ss"),
        ("Environment", 1, 2, "ssss"),
        ("Registry", 3, 4, "sissss"),
        ("IniFile", 4, 5, "ssssssis"),
        ("CustomAction", 0, 3, "siss"),
    ];

    /// <summary>The name of the stream with the text of all strings.</summary>
    public const string DataName = "_StringData";

    /// <summary>The name of the stream with their lengths.</summary>
    public const string PoolName = "_StringPool";

    /// <summary>Whether a stream is one that is asked for by its name.</summary>
    public static bool Asks(string name) => name is DataName or PoolName || NamesAndValues.Any(t => t.Table == name);

    /// <summary>The strings; or the stream as it stands when the lengths do not fit it.</summary>
    public IEnumerable<WalkItem> Items()
    {
        if (pool.Length > LongestPool || Read(pool) is not { Length: >= 4 } lengths)
        {
            return [new WalkItem.Content(data)];
        }

        List<(long Offset, int Length)> strings = Strings(lengths);
        return strings.Count == 0 || strings[^1].Offset + strings[^1].Length > data.Length ? [new WalkItem.Content(data)]
            : Fragments(strings, Labels(strings, (BinaryPrimitives.ReadUInt16LittleEndian(lengths.AsSpan(2)) & LongReferences) != 0 ? 3 : 2));
    }

    private static byte[] Read(ContentNode node)
    {
        using Stream stream = node.Open();
        var bytes = new byte[node.Length!.Value];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // The first entry tells the code page. An empty string has two zeros; a string of 64 KiB and more takes two entries.
    private static List<(long Offset, int Length)> Strings(byte[] pool)
    {
        var strings = new List<(long, int)> { (0, 0) };
        long offset = 0;
        ushort At(int i) => BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i));
        for (int i = 4; i + 4 <= pool.Length; i += 4)
        {
            int length = At(i);
            if (length == 0 && At(i + 2) != 0 && i + 8 <= pool.Length)
            {
                i += 4;
                length = (At(i + 2) << 16) | At(i);
            }

            strings.Add((offset, Math.Max(0, length)));
            offset += Math.Max(0, length);
        }

        return strings;
    }

    private IEnumerable<WalkItem> Fragments(List<(long Offset, int Length)> strings, ILookup<int, string> labels)
    {
        for (int i = 0; i < strings.Count; i++)
        {
            (long offset, int length) = strings[i];
            if (length > 0)
            {
                string? label = labels[i].FirstOrDefault();
                yield return new WalkItem.Content(new ContentNode(data.Path, () => At(offset, length)) { Length = length, RandomAccess = true, Label = label ?? "", Member = label });
            }
        }

        (long end, int last) = strings[^1];
        if (end + last < data.Length)
        {
            yield return new WalkItem.Content(new ContentNode(data.Path, () => At(end + last, data.Length.Value - end - last)) { Length = data.Length - end - last, RandomAccess = true });
        }
    }

    private Streams.SubStream At(long offset, long length) => new(data.Open(), offset, length);

    // Tables are stored column by column.
    private ILookup<int, string> Labels(List<(long Offset, int Length)> strings, int width)
    {
        var labels = new List<(int Value, int Name)>();
        foreach ((string table, int name, int value, string columns) in NamesAndValues)
        {
            if (!tables.TryGetValue(table, out ContentNode? node) || node.Length > LongestTable)
            {
                continue;
            }

            byte[] bytes = Read(node);
            int[] widths = [.. columns.Select(c => c == 's' ? width : sizeof(ushort))];
            int rows = bytes.Length / widths.Sum();
            int names = widths.Take(name).Sum() * rows, values = widths.Take(value).Sum() * rows;
            for (int row = 0; row < rows && rows * widths.Sum() == bytes.Length; row++)
            {
                labels.Add((Reference(bytes, values + (row * width), width), Reference(bytes, names + (row * width), width)));
            }
        }

        return labels.Where(l => l.Name < strings.Count && strings[l.Name].Length is > 0 and < 256).ToLookup(l => l.Value, l => Text(strings[l.Name]));
    }

    private static int Reference(byte[] bytes, int at, int width) => bytes[at] | (bytes[at + 1] << 8) | (width == 3 ? bytes[at + 2] << 16 : 0);

    private string Text((long Offset, int Length) place)
    {
        var bytes = new byte[place.Length];
        using Streams.SubStream stream = At(place.Offset, place.Length);
        stream.ReadExactly(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }
}
