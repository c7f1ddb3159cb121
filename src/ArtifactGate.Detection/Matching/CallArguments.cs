namespace ArtifactGate.Detection.Matching;

/// <summary>Finds the literal that a call is given as one of its arguments, or as a member of one: <c>new NetworkCredential("user", "...")</c>.</summary>
internal static class CallArguments
{
    // What says what kind of literal follows; that of an interpolated one is not among them, as its value is not all there.
    private const string Prefixes = "@bru";

    /// <summary>The literal, without its quotes.</summary>
    /// <param name="rule">The rule whose keyword names the call.</param>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the keyword ends.</param>
    /// <param name="match">Receives it.</param>
    public static bool TryMatch(ContextRule rule, ReadOnlySpan<char> text, int at, out ShapeMatch match)
    {
        match = default;
        ReadOnlySpan<char> near = text[..Math.Min(text.Length, at + rule.MaxDistance)];
        if (!TryEnter(near, ref at))
        {
            return false;
        }

        for (int argument = 1; argument < rule.Argument; argument++)
        {
            at = BehindComma(near, at);
            if (at < 0)
            {
                return false;
            }
        }

        at = rule.Member is { } member ? BehindMember(near, at, member) : at;
        if (at < 0)
        {
            return false;
        }

        at = SkipBlanks(near, at);
        at += at < near.Length && Prefixes.Contains(near[at]) ? 1 : 0;
        at += at < near.Length && near[at] == '\\' ? 1 : 0;
        if (at >= near.Length || near[at] is not ('"' or '\'') || !rule.Value.TryMatchAt(text, at + 1, out int length)
            || !Ends(text, at + 1 + length, text[at]) || !ContextValue.IsLikely(rule, text.Slice(at + 1, length)))
        {
            return false;
        }

        match = new ShapeMatch(at + 1, length);
        return true;
    }

    // Ruby needs no bracket.
    private static bool TryEnter(ReadOnlySpan<char> text, ref int at)
    {
        int start = SkipBlanks(text, at);
        bool bracket = start < text.Length && text[start] == '(';
        bool entered = bracket || (start > at && start < text.Length && text[start] is '"' or '\'');
        at = bracket ? start + 1 : start;
        return entered;
    }

    // An argument is a literal, a name, or a call of its own without a text that has brackets. The end of a statement is the end of the call.
    private static int BehindComma(ReadOnlySpan<char> text, int at)
    {
        int depth = 0;
        char quote = '\0';
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (quote == '\0')
            {
                depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
                if (depth < 0 || c is ';' or '{' or '}')
                {
                    return -1;
                }

                if (c == ',' && depth == 0)
                {
                    return at + 1;
                }
            }
        }

        return -1;
    }

    // { user: "...", pass: "..." }, and with quotes around the names. Only the first of this name is of the call, and none behind the end of the statement.
    private static int BehindMember(ReadOnlySpan<char> text, int at, string member)
    {
        ReadOnlySpan<char> call = text[at..];
        for (int from = 0; call[from..].IndexOf(member) is >= 0 and var next; from += next + member.Length)
        {
            int name = from + next, end = name + member.Length;
            end += end < call.Length && call[end] is '"' or '\'' ? 1 : 0;
            end = SkipBlanks(call, end);
            if (end < call.Length && call[end] == ':' && name > 0 && !char.IsAsciiLetterOrDigit(call[name - 1]) && call[name - 1] is not ('_' or '.' or '$'))
            {
                return call[..name].Contains(';') ? -1 : at + end + 1;
            }
        }

        return -1;
    }

    private static bool Ends(ReadOnlySpan<char> text, int at, char quote) => at < text.Length && (text[at] == quote || text[at] == '\\');

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
