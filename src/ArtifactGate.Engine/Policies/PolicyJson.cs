using System.Text;
using System.Text.Json;

namespace ArtifactGate.Engine.Policies;

/// <summary>
/// Reads JSON into <see cref="PolicyNode"/>: comments and trailing commas are welcome, a member that stands twice is an error, because
/// one of the two would silently not count. Nesting is bounded by the reader.
/// </summary>
internal ref struct PolicyJson
{
    private const int MaxDepth = 8;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private long _counted;
    private int _line = 1;

    private PolicyJson(string file, ReadOnlySpan<byte> utf8)
    {
        _file = file;
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaxDepth,
        });
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="GateException">AG0004: it is not JSON, or has a member twice.</exception>
    public static PolicyNode Read(string file, ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        var json = new PolicyJson(file, utf8.StartsWith(mark) ? utf8[mark.Length..] : utf8);
        try
        {
            json._reader.Read();
            PolicyNode root = json.Value("");
            json._reader.Read(); // whatever follows the value is an error, which this finds
            return root;
        }
        catch (JsonException e)
        {
            // The text of the exception may repeat characters of the file; its position is enough.
            throw PolicyNode.Error(file, (int)(e.LineNumber ?? 0) + 1, $"The policy is not JSON at column {(e.BytePositionInLine ?? 0) + 1}");
        }
        catch (InvalidOperationException)
        {
            throw PolicyNode.Error(file, json.Line(), "The policy has a string that is not valid Unicode");
        }
    }

    private PolicyNode Value(string name)
    {
        int line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new PolicyNode(_file, name, line, JsonValueKind.Object) { Members = Members(name) };
            case JsonTokenType.StartArray:
                return new PolicyNode(_file, name, line, JsonValueKind.Array) { Items = Items(name) };
            case JsonTokenType.String:
                return new PolicyNode(_file, name, line, JsonValueKind.String) { Text = _reader.GetString()! };
            case JsonTokenType.Number:
                return new PolicyNode(_file, name, line, JsonValueKind.Number) { Text = Encoding.UTF8.GetString(_reader.ValueSpan) };
            case JsonTokenType.True or JsonTokenType.False:
                return new PolicyNode(_file, name, line, _reader.TokenType == JsonTokenType.True ? JsonValueKind.True : JsonValueKind.False);
            default:
                return new PolicyNode(_file, name, line, JsonValueKind.Null); // no member takes it
        }
    }

    private List<KeyValuePair<string, PolicyNode>> Members(string parent)
    {
        var members = new List<KeyValuePair<string, PolicyNode>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = _reader.GetString()!;
            string path = parent.Length == 0 ? name : $"{parent}.{name}";
            if (!seen.Add(name))
            {
                throw PolicyNode.Error(_file, Line(), $"'{path}' stands twice");
            }

            int line = Line();
            _reader.Read();
            members.Add(new(name, Value(path) with { Line = line }));
        }

        return members;
    }

    private List<PolicyNode> Items(string parent)
    {
        var items = new List<PolicyNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value($"{parent}[{items.Count}]"));
        }

        return items;
    }

    // Tokens come in their order, so that line breaks are counted once.
    private int Line()
    {
        long at = _reader.TokenStartIndex;
        _line += _utf8[(int)_counted..(int)at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}
