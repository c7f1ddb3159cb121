using System.Buffers;
using ArtifactGate.Detection.Content;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// The secret in a connection string: a key of base64 under its name, or a password beside a host that is not this machine.
/// </summary>
/// <param name="keys">The names of the secret, in lower case.</param>
/// <param name="isKey">The value is a key of base64, which needs no host.</param>
internal sealed class ConnectionStringShape(string[] keys, bool isKey) : SurroundedShape
{
    private const int LongestValue = 512;
    private const int ShortestKey = 40;

    private const int ShortestPassword = 4;

    private static readonly Alphabet Name = Alphabet.Get("[A-Za-z0-9_.$-]");
    private static readonly Alphabet Base64 = Alphabet.Get("base64");
    private static readonly SearchValues<char> PasswordEnds = SearchValues.Create(";,\"'`<>&\\");
    // A quoted password in an attribute of XML, or in a literal.
    private static readonly string[] EscapedQuotes = ["&quot;", "&apos;", "\\\"", "\\u0022", "\\u0027"];
    private static readonly SearchValues<char> Blanks = SearchValues.Create("{}<>()");

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = ShapeAnchor.Each(keys, ignoreCase: true);

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int at = anchorAt + keys[anchor].Length;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (at >= text.Length || text[at] != '=' || (!isKey && Borders.IsGluedLeft(text, anchorAt, -1, Name)))
        {
            return false;
        }

        int start = at + 1;
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }

        int end = isKey ? EndOfKey(text, start) : EndOfPassword(text, ref start);
        if (end <= start || end - start > LongestValue)
        {
            return false;
        }

        ReadOnlySpan<char> value = text[start..end];
        var around = ConnectionString.Around(text, anchorAt, end + ClosingMark(text, start, end));
        if (!Accepts(value, around))
        {
            return false;
        }

        match = new ShapeMatch(start, end - start)
        {
            Facts = ProofResult.Nothing with { Account = Plain(around.User), Scope = around.Host },
        };
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string host = $"db{random.Next(100)}.contoso.net";
        string value = isKey ? Convert.ToBase64String(Bytes(random, random.Next(2) == 0 ? 32 : 64)) : Alphabet.Get("[A-HJ-NP-Za-km-z2-9!*]").Sample(random, 18);
        string text = (isKey, random.Next(3)) switch
        {
            (true, 0) => $"DefaultEndpointsProtocol=https;AccountName=acct{random.Next(100)};AccountKey={value};EndpointSuffix=core.windows.net",
            (true, _) => $"Endpoint=sb://{host}/;SharedAccessKeyName=Root;SharedAccessKey={value}",
            (_, 0) => $"{host}:6380,password={value},ssl=True",
            (_, 1) => $"Server=tcp:{host},1433;Database=a;User ID=app;Password={value};Encrypt=True",
            _ => $"Host={host};Username=app;Pwd={value}",
        };
        start = text.IndexOf(value, StringComparison.Ordinal);
        length = value.Length;
        return text;
    }

    private bool Accepts(ReadOnlySpan<char> value, ConnectionString around) => PublishedValues.SourceOf(value) is not null
        || (!FilePlaceholders.Matches(value) && (isKey
            ? Entropy.BitsPerCharacter(value) >= 3.5
            : value.Length >= ShortestPassword && around.Host is not null && !around.IsLocal && !value.ContainsAny(Blanks) && !FilePlaceholders.HasVariable(value) && !FilePlaceholders.IsSampleLogin(around.User, value)));

    private static int EndOfKey(ReadOnlySpan<char> text, int start)
    {
        int end = start + Base64.RunLength(text[start..]);
        int padding = 0;
        while (end < text.Length && text[end] == '=' && padding < 2)
        {
            end++;
            padding++;
        }

        // Whole groups of four, as an encoder writes them.
        return (end - start) % 4 == 0 && end - start >= ShortestKey ? end : start;
    }

    private static int EndOfPassword(ReadOnlySpan<char> text, ref int start)
    {
        if (start < text.Length && text[start] is '\'' or '"' && start + 1 < text.Length)
        {
            int close = text[(start + 1)..].IndexOf(text[start]);
            if (close > 0 && text.Slice(start + 1, close).IndexOfAny("\r\n") < 0)
            {
                start++;
                return start + close;
            }
        }

        foreach (string mark in EscapedQuotes)
        {
            if (text[start..].StartsWith(mark) && text[(start + mark.Length)..Math.Min(text.Length, start + LongestValue)].IndexOf(mark) is > 0 and var inside)
            {
                start += mark.Length;
                return start + inside;
            }
        }

        if (EndOfBraces(text, start) is > 0 and var brace)
        {
            start++;
            return brace;
        }

        int end = start;
        while (end < text.Length && text[end] is > ' ' and < '\u0100' && !PasswordEnds.Contains(text[end]))
        {
            end++;
        }

        return end;
    }

    // The length of the quote or brace behind the value, where the same stands before it.
    private static int ClosingMark(ReadOnlySpan<char> text, int start, int end)
    {
        foreach (string mark in EscapedQuotes)
        {
            if (text[..start].EndsWith(mark) && text[end..].StartsWith(mark))
            {
                return mark.Length;
            }
        }

        return end < text.Length && ((text[start - 1] is '\'' or '"' && text[end] == text[start - 1]) || (text[start - 1] == '{' && text[end] == '}')) ? 1 : 0;
    }

    // Pwd={...} of ODBC. Mostly a name stands in braces that some tool replaces, so what is in them must not read like one.
    private static int EndOfBraces(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length || text[start] != '{' || text[(start + 1)..Math.Min(text.Length, start + LongestValue)].IndexOfAny('}', '\r', '\n') is not (> 0 and var length)
            || text[start + 1 + length] != '}')
        {
            return 0;
        }

        ReadOnlySpan<char> inner = text.Slice(start + 1, length);
        int after = start + length + 2;
        return inner.ContainsAnyInRange('0', '9') && !inner.ContainsAny('{', '[', '(') && !Known.Strength.IsWords(inner) && (after >= text.Length || text[after] is ';' or '"' or '\'' or '<' or '\r' or '\n')
            ? start + 1 + length : 0;
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Where(c => !char.IsControl(c)).Take(100));
}
