using System.Text;
using System.Text.Json;

namespace ArtifactGate.Engine.Allowing;

/// <summary>
/// Puts allowances into the text of a policy file and leaves every other byte as it is: order, comments, spaces and line endings are somebody's.
/// Positions are those of a file that was read as a policy before, so that it is well formed.
/// </summary>
internal sealed class PolicyText
{
    private const string Member = "allow";
    private const string Step = "  ";

    private readonly byte[] _utf8;
    private readonly string _lineEnd;
    private readonly List<Range> _items = [];
    private int _objectStart = -1;
    private int _objectEnd;
    private int _firstMember = -1;
    private int _lastMemberEnd = -1;
    private int _arrayStart = -1;
    private int _arrayEnd;

    /// <summary>Finds the places in a policy.</summary>
    /// <param name="utf8">The whole file.</param>
    public PolicyText(byte[] utf8)
    {
        _utf8 = utf8;
        _lineEnd = utf8.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        Find(utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
    }

    /// <summary>A policy that says nothing.</summary>
    public static byte[] Empty => "{\n}\n"u8.ToArray();

    /// <summary>The file with more allowances.</summary>
    /// <param name="added">Members of each entry behind those that there are.</param>
    /// <param name="replaced">Members of entries in the place of others, by their number in the file.</param>
    public byte[] With(IReadOnlyList<IReadOnlyList<(string Name, string Value)>> added, IReadOnlyDictionary<int, IReadOnlyList<(string Name, string Value)>> replaced)
    {
        var output = new MemoryStream();
        int at = 0;
        string itemIndent = ItemIndent();
        foreach ((int number, IReadOnlyList<(string, string)> entry) in replaced.OrderBy(r => r.Key))
        {
            (int start, int end) = (_items[number].Start.Value, _items[number].End.Value);
            output.Write(_utf8, at, start - at);
            Put(output, Entry(entry, itemIndent));
            at = end;
        }

        if (added.Count == 0)
        {
            output.Write(_utf8, at, _utf8.Length - at);
            return output.ToArray();
        }

        bool hasArray = _arrayStart >= 0;
        int last = !hasArray ? _lastMemberEnd : _items.Count > 0 ? _items[^1].End.Value : -1;
        (int start, int close) gap = (last >= 0 ? last : (hasArray ? _arrayStart : _objectStart) + 1, hasArray ? _arrayEnd : _objectEnd);
        string entries = string.Join("," + _lineEnd, added.Select(a => itemIndent + Entry(a, itemIndent)));
        string closeIndent = hasArray ? LineIndent(_arrayStart) : LineIndent(_objectStart);
        string text = hasArray ? entries
            : $"{MemberIndent()}\"{Member}\": [{_lineEnd}{entries}{_lineEnd}{MemberIndent()}]";

        output.Write(_utf8, at, gap.start - at);
        Put(output, last >= 0 && !HasComma(_utf8.AsSpan(gap.start, gap.close - gap.start)) ? "," : "");
        output.Write(TrimEnd(_utf8.AsSpan(gap.start, gap.close - gap.start)));
        Put(output, _lineEnd + text + _lineEnd + closeIndent);
        output.Write(_utf8, gap.close, _utf8.Length - gap.close);
        return output.ToArray();
    }

    private static void Put(MemoryStream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private string Entry(IReadOnlyList<(string Name, string Value)> members, string indent) =>
        "{" + _lineEnd
        + string.Join("," + _lineEnd, members.Select(m => $"{indent}{Step}\"{m.Name}\": \"{JsonEncodedText.Encode(m.Value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""))
        + _lineEnd + indent + "}";

    private void Find(int offset)
    {
        var reader = new Utf8JsonReader(_utf8.AsSpan(offset), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        _objectStart = offset + (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _firstMember = _firstMember < 0 ? offset + (int)reader.TokenStartIndex : _firstMember;
            bool isAllow = reader.ValueTextEquals(Member);
            reader.Read();
            if (isAllow)
            {
                FindItems(ref reader, offset);
            }
            else
            {
                reader.Skip();
            }

            _lastMemberEnd = offset + (int)reader.BytesConsumed;
        }

        _objectEnd = offset + (int)reader.TokenStartIndex;
    }

    private void FindItems(ref Utf8JsonReader reader, int offset)
    {
        _arrayStart = offset + (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = offset + (int)reader.TokenStartIndex;
            reader.Skip();
            _items.Add(start..(offset + (int)reader.BytesConsumed));
        }

        _arrayEnd = offset + (int)reader.TokenStartIndex;
    }

    private string MemberIndent() => _firstMember >= 0 && LineStart(_firstMember) != LineStart(_objectStart) ? LineIndent(_firstMember) : LineIndent(_objectStart) + Step;

    private string ItemIndent() => _arrayStart < 0 ? MemberIndent() + Step
        : _items.Count > 0 && LineStart(_items[0].Start.Value) != LineStart(_arrayStart) ? LineIndent(_items[0].Start.Value)
        : LineIndent(_arrayStart) + Step;

    private int LineStart(int at) => _utf8.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;

    private string LineIndent(int at)
    {
        int start = LineStart(at);
        ReadOnlySpan<byte> line = _utf8.AsSpan(start, at - start);
        int length = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return Encoding.UTF8.GetString(length < 0 ? line : line[..length]);
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text) => text.TrimEnd(" \t\r\n"u8);

    // Between two tokens there are only spaces, comments, and perhaps a comma.
    private static bool HasComma(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny((byte)',', (byte)'/') is int at and >= 0)
        {
            if (text[at] == ',')
            {
                return true;
            }

            bool isLine = text[at + 1] == '/';
            ReadOnlySpan<byte> rest = text[(at + 2)..];
            int end = isLine ? rest.IndexOf((byte)'\n') : rest.IndexOf("*/"u8);
            if (end < 0)
            {
                return false;
            }

            text = rest[(end + (isLine ? 1 : 2))..];
        }

        return false;
    }
}
