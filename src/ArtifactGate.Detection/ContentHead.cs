using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection;

/// <summary>
/// The first bytes of a node and its name, as content rules look at them. Made once for a node, because each of dozens of rules asks the
/// same of it.
/// </summary>
public readonly ref struct ContentHead
{
    private const int LookedAt = 64;

    private readonly ReadOnlySpan<byte> _text;
    private readonly string _path;

    /// <summary>Looks at a node.</summary>
    /// <param name="bytes">Its first bytes, at most 4 KiB.</param>
    /// <param name="path">Its inner path with <c>/</c>; empty for bytes without a name.</param>
    public ContentHead(ReadOnlySpan<byte> bytes, string path)
    {
        ReadOnlySpan<byte> text = bytes switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => rest,
            [0xFF, 0xFE, .. var wide] => Narrow(wide, 0),
            [0xFE, 0xFF, .. var wide] => Narrow(wide, 1),
            [> 0, 0, > 0, 0, ..] => Narrow(bytes, 0),
            [0, > 0, 0, > 0, ..] => Narrow(bytes, 1),
            _ => bytes,
        };
        _path = path;
        _text = text[..Math.Min(LookedAt, text.Length)].ContainsAny(ControlBytes.OfNoText) ? [] : text;
        Name = FileName.Of(path);
        ReadOnlySpan<byte> content = _text.TrimStart(" \t\r\n"u8);
        (IsXml, IsJson) = (content is [(byte)'<', ..], content is [(byte)'{', ..]);
    }

    /// <summary>The file's name in lower case, without the suffix that a backup adds.</summary>
    public string Name { get; }

    /// <summary>The folder it is in, in lower case; empty when the path names none.</summary>
    public string Folder => FileName.FolderOf(_path);

    /// <summary>Whether it begins like an XML file.</summary>
    public bool IsXml { get; }

    /// <summary>Whether it begins like a JSON object.</summary>
    public bool IsJson { get; }

    /// <summary>Whether it is text, in UTF-8 or UTF-16, and has these ASCII characters.</summary>
    public bool Has(ReadOnlySpan<byte> word) => _text.IndexOf(word) >= 0;

    // The low byte of each character is the first one, or the second.
    private static byte[] Narrow(ReadOnlySpan<byte> wide, int low)
    {
        var narrow = new byte[wide.Length / 2];
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = wide[(2 * i) + 1 - low] == 0 ? wide[(2 * i) + low] : (byte)'?';
        }

        return narrow;
    }
}
