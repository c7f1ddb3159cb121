using System.Buffers.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// A list of byte strings and lists, as Libgcrypt writes keys: with every string behind its length, or for people to read, with words, quotes and
/// hexadecimal between hash signs.
/// </summary>
internal sealed class SExpression
{
    private const int Deepest = 8;
    private const int MostItems = 64;

    private static readonly System.Buffers.SearchValues<byte> WordBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./_:*+="u8);

    /// <summary>The bytes of a string; null for a list.</summary>
    public byte[]? Bytes { get; private init; }

    /// <summary>What a list has.</summary>
    public List<SExpression> Items { get; } = [];

    /// <summary>The string that a list begins with, or the string itself, in ASCII.</summary>
    public string Name => System.Text.Encoding.ASCII.GetString(Bytes ?? (Items.Count > 0 ? Items[0].Bytes : null) ?? []);

    /// <summary>The list in this one that begins with this string, or null.</summary>
    public SExpression? Find(string name) => Items.Find(i => i.Bytes is null && i.Name == name);

    /// <summary>The string behind the name in the list of this name; empty when there is none.</summary>
    public byte[] Value(string name) => Find(name) is { Items.Count: > 1 } list ? list.Items[1].Bytes ?? [] : [];

    /// <summary>Reads the list that begins at the start of <paramref name="text"/>; null when it is none or does not end.</summary>
    public static SExpression? Read(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        return text is [(byte)'(', ..] && ReadList(text, ref length, 0) is { } list ? list : null;
    }

    private static SExpression? ReadList(ReadOnlySpan<byte> text, ref int at, int depth)
    {
        var list = new SExpression();
        at++;
        while (true)
        {
            at += text[at..].IndexOfAnyExcept(" \t\r\n"u8) is > 0 and int spaces ? spaces : 0;
            if (at >= text.Length || list.Items.Count == MostItems)
            {
                return null;
            }

            if (text[at] == ')')
            {
                at++;
                return list;
            }

            SExpression? item = text[at] != '(' ? ReadString(text, ref at) : depth < Deepest ? ReadList(text, ref at, depth + 1) : null;
            if (item is null)
            {
                return null;
            }

            list.Items.Add(item);
        }
    }

    private static SExpression? ReadString(ReadOnlySpan<byte> text, ref int at)
    {
        ReadOnlySpan<byte> rest = text[at..];
        if (Utf8Parser.TryParse(rest, out int length, out int digits) && digits < rest.Length && rest[digits] == ':')
        {
            at += digits + 1;
            if (length < 0 || length > text.Length - at)
            {
                return null;
            }

            at += length;
            return new SExpression { Bytes = text.Slice(at - length, length).ToArray() };
        }

        if (rest[0] is (byte)'#' or (byte)'"')
        {
            int end = rest[1..].IndexOf(rest[0]) + 1;
            at += end + 1;
            return end == 0 ? null : rest[0] == '"' ? new SExpression { Bytes = rest[1..end].ToArray() } : ReadHex(rest[1..end]);
        }

        int word = rest.IndexOfAnyExcept(WordBytes);
        word = word < 0 ? rest.Length : word;
        at += word;
        return word == 0 ? null : new SExpression { Bytes = rest[..word].ToArray() };
    }

    // Over several lines, each of them indented.
    private static SExpression? ReadHex(ReadOnlySpan<byte> text)
    {
        var digits = new byte[text.Length];
        int count = 0;
        foreach (byte b in text)
        {
            digits[count] = b;
            count += b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? 0 : 1;
        }

        var bytes = new byte[count / 2];
        return count % 2 == 0 && Convert.FromHexString(digits.AsSpan(0, count), bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? new SExpression { Bytes = bytes } : null;
    }
}
