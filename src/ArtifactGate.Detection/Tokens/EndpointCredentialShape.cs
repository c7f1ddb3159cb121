using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// The password in a JSON object that also names the endpoint it is for, <c>{"endpoint":"https://...","username":"...","password":"..."}</c>: what a restore
/// is given for private feeds. Quotes may be escaped any number of times, as in a script, a log or another JSON text.
/// </summary>
internal sealed class EndpointCredentialShape : SurroundedShape
{
    private const int LongestValue = 1000;
    private const int MostEscapes = 7;

    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create("{}<>()*");

    // In any case, so that it is the anchor that connection strings have as well.
    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("Password", IgnoreCase: true)];

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int after = anchorAt + Anchors[0].Literal.Length;
        int quote = QuoteAt(text, after);
        if (quote == 0 || anchorAt < quote || !text.Slice(anchorAt - quote, quote).SequenceEqual(text.Slice(after, quote))
            || !TryReadValue(text, after, quote, out int start, out int length))
        {
            return false;
        }

        ReadOnlySpan<char> marks = text.Slice(after, quote), secret = text.Slice(start, length);
        ReadOnlySpan<char> beside = text[(text[..anchorAt].LastIndexOf('{') + 1)..anchorAt];
        if (HostName.Of(Member(beside, marks, "endpoint")) is not { } host || HostName.IsLocal(host)
            || secret.ContainsAny(Blanks) || FilePlaceholders.HasVariable(secret) || FilePlaceholders.Matches(secret))
        {
            return false;
        }

        match = new ShapeMatch(start, length)
        {
            Facts = ProofResult.Nothing with { Account = Member(beside, marks, "username"), Scope = host },
        };
        return true;
    }

    internal override string SampleText(Random random, out int start, out int length)
    {
        string password = Alphabet.Get("[A-HJ-NP-Za-km-z2-9]").Sample(random, 24), mark = random.Next(2) == 0 ? "\"" : "\\\"";
        string text = """{"endpointCredentials": [{"endpoint":"https://pkgs.contoso.net/v3/index.json", "username":"build", "password":"@"}]}""";
        text = text.Replace("\"", mark, StringComparison.Ordinal);
        start = text.IndexOf('@', StringComparison.Ordinal);
        length = password.Length;
        return text.Replace("@", password, StringComparison.Ordinal);
    }

    // The quotation mark with its backslashes; 0 when there is none.
    private static int QuoteAt(ReadOnlySpan<char> text, int at)
    {
        int escapes = 0;
        while (at + escapes < text.Length && text[at + escapes] == '\\' && escapes < MostEscapes)
        {
            escapes++;
        }

        return at + escapes < text.Length && text[at + escapes] == '"' ? escapes + 1 : 0;
    }

    private static bool TryReadValue(ReadOnlySpan<char> text, int at, int quote, out int start, out int length)
    {
        start = length = 0;
        ReadOnlySpan<char> marks = text.Slice(at, quote);
        at = SkipSpace(text, at + quote);
        if (at >= text.Length || text[at] != ':')
        {
            return false;
        }

        at = SkipSpace(text, at + 1);
        if (!text[at..].StartsWith(marks))
        {
            return false;
        }

        start = at + quote;
        length = text[start..].IndexOf(marks);
        return length is >= 4 and <= LongestValue && text.Slice(start, length).IndexOfAny("\r\n") < 0;
    }

    private static int SkipSpace(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static string? Member(ReadOnlySpan<char> text, ReadOnlySpan<char> marks, string name)
    {
        for (int at = 0; text[at..].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var next;)
        {
            at += next + name.Length;
            if (text[at..].StartsWith(marks) && TryReadValue(text, at, marks.Length, out int start, out int length))
            {
                return text.Slice(start, length).ToString();
            }
        }

        return null;
    }
}
