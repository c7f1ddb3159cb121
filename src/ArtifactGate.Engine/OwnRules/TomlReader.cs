using System.Globalization;
using System.Text;
using System.Text.Json;
using ArtifactGate.Engine.Policies;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>Reads TOML into <see cref="PolicyNode"/>, so that rule files and the policy complain alike: with the member and its line.</summary>
internal sealed class TomlReader
{
    private readonly string _file;

    private TomlReader(string file) => _file = file;

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">Its path, for messages.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <exception cref="GateException">AG0004: it is not TOML.</exception>
    public static PolicyNode Read(string file, ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8.StartsWith(mark) ? utf8[mark.Length..] : utf8);
        }
        catch (DecoderFallbackException)
        {
            throw PolicyNode.Error(file, 1, "The rule file is not UTF-8");
        }

        DocumentSyntax document = SyntaxParser.Parse(text, file, validate: true);
        if (document.Diagnostics.FirstOrDefault(d => d.Kind == DiagnosticMessageKind.Error) is { } error)
        {
            // The text of the complaint quotes the file, which may hold samples; its position is enough.
            string what = error.Message.Contains("already defined", StringComparison.Ordinal) ? "has a name that stands twice" : "is not TOML";
            throw PolicyNode.Error(file, error.Span.Start.Line + 1, $"The rule file {what} at column {error.Span.Start.Column + 1}");
        }

        return new TomlReader(file).Document(document);
    }

    private PolicyNode Document(DocumentSyntax document)
    {
        var root = new Table(1);
        AddAll(root, document.KeyValues);
        foreach (TableSyntaxBase header in document.Tables)
        {
            string[] names = [.. Names(header.Name!)];
            int line = header.Name!.Span.Start.Line + 1;
            Table parent = names[..^1].Aggregate(root, (table, name) => table.Inside(name, line));
            AddAll(header is TableArraySyntax ? parent.Append(names[^1], line) : parent.Inside(names[^1], line), header.Items);
        }

        return Node(root, "");
    }

    private static void AddAll(Table table, IEnumerable<KeyValueSyntax> pairs)
    {
        foreach (KeyValueSyntax pair in pairs)
        {
            string[] names = [.. Names(pair.Key!)];
            int line = pair.Key!.Span.Start.Line + 1;
            names[..^1].Aggregate(table, (inner, name) => inner.Inside(name, line)).Members[names[^1]] = pair.Value!;
        }
    }

    private static IEnumerable<string> Names(KeySyntax key) => key.DotKeys.Select(k => k.Key!).Prepend(key.Key!).Select(Name);

    private static string Name(BareKeyOrStringValueSyntax part) => part switch
    {
        StringValueSyntax quoted => quoted.Value ?? "",
        BareKeySyntax bare => bare.Key?.Text ?? "",
        _ => part.ToString(),
    };

    private PolicyNode Node(object value, string name) => value switch
    {
        Table table => Object(table, name),
        List<Table> tables => new PolicyNode(_file, name, tables[0].Line, JsonValueKind.Array)
        {
            Items = [.. tables.Select((t, i) => Node(t, $"{name}[{i.ToString(CultureInfo.InvariantCulture)}]"))],
        },
        InlineTableSyntax table => Object(Inline(table), name),
        ArraySyntax array => new PolicyNode(_file, name, LineOf(array), JsonValueKind.Array)
        {
            Items = [.. array.Items.Select((item, i) => Node(item.Value!, $"{name}[{i.ToString(CultureInfo.InvariantCulture)}]"))],
        },
        StringValueSyntax text => new PolicyNode(_file, name, LineOf(text), JsonValueKind.String) { Text = text.Value ?? "" },
        IntegerValueSyntax number => new PolicyNode(_file, name, LineOf(number), JsonValueKind.Number) { Text = number.Value.ToString(CultureInfo.InvariantCulture) },
        FloatValueSyntax number => new PolicyNode(_file, name, LineOf(number), JsonValueKind.Number) { Text = number.Value.ToString("R", CultureInfo.InvariantCulture) },
        BooleanValueSyntax flag => new PolicyNode(_file, name, LineOf(flag), flag.Value ? JsonValueKind.True : JsonValueKind.False),
        SyntaxNode other => new PolicyNode(_file, name, LineOf(other), JsonValueKind.Undefined),
        _ => throw new ArgumentException("No value of TOML.", nameof(value)),
    };

    private PolicyNode Object(Table table, string name)
    {
        var members = new List<KeyValuePair<string, PolicyNode>>();
        foreach ((string member, object value) in table.Members)
        {
            PolicyNode node = Node(value, name.Length == 0 ? member : $"{name}.{member}");

            // The names have no case in the programs that this format is from.
            members.Add(members.Exists(m => m.Key.Equals(member, StringComparison.OrdinalIgnoreCase)) ? throw node.Error("stands twice") : new(member, node));
        }

        return new PolicyNode(_file, name, table.Line, JsonValueKind.Object) { Members = members };
    }

    private static Table Inline(InlineTableSyntax syntax)
    {
        var table = new Table(LineOf(syntax));
        AddAll(table, syntax.Items.Select(i => i.KeyValue!));
        return table;
    }

    private static int LineOf(SyntaxNode node) => node.Span.Start.Line + 1;

    /// <summary>A table while it is gathered: headers add to it from all over the file.</summary>
    private sealed class Table(int line)
    {
        public int Line { get; } = line;

        public Dictionary<string, object> Members { get; } = new(StringComparer.Ordinal);

        public Table Inside(string name, int at)
        {
            object inner = Members.TryGetValue(name, out object? known) ? known : Members[name] = new Table(at);
            return inner as Table ?? ((List<Table>)inner)[^1];
        }

        public Table Append(string name, int at)
        {
            var tables = (List<Table>)(Members.TryGetValue(name, out object? known) ? known : Members[name] = new List<Table>());
            tables.Add(new Table(at));
            return tables[^1];
        }
    }
}
