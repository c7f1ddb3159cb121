namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Finds the value that a keyword or a label announces. Between a keyword and its value stand the rest of the name, signs that assign in one of many
/// notations, and in some of them a word or two more: <c>"name": "KEY", "value": "..."</c>.
/// </summary>
internal static class ContextMatcher
{
    private const int MostLinks = 3;

    private static readonly Alphabet Word = Alphabet.Get("base62");
    private static readonly Alphabet NamePart = Alphabet.Get("[A-Za-z0-9_.-]");

    // No name of a user has these.
    private static readonly System.Buffers.SearchValues<char> UserEnds = System.Buffers.SearchValues.Create(" :\t\r\n\"'`$<>{}()|;&");

    // What stands between a name and its value without being either.
    private static readonly string[] Links = ["value", "val", "default", "string", "str", "const", "text", "secret", "secretKey", "key", "token", "password", "apiKey",
        "personal", "access", "api", "auth", "client", "header", "bearer"];

    // A value that these announce is a digest or a public name, however random.
    private static readonly string[] Digests = ["sha", "hash", "digest", "integrity", "commit", "revision", "thumbprint", "publickey", "fingerprint", "checksum"];

    /// <summary>The value after a keyword between <paramref name="keyword"/> and <paramref name="keywordEnd"/>.</summary>
    public static bool TryMatchAfter(ContextRule rule, ReadOnlySpan<char> text, int keyword, int keywordEnd, out ShapeMatch match)
    {
        match = default;
        if (BeginsInsideWord(text, keyword, keywordEnd))
        {
            return false;
        }

        return rule.Argument > 0 ? CallArguments.TryMatch(rule, text, keywordEnd, out match)
            : rule.Switches.Count > 0 ? TryMatchSwitch(rule, text, keywordEnd, out match)
            : TryMatchAssigned(rule, text, keyword, keywordEnd, out match);
    }

    /// <summary>The whole of a fragment whose label has a keyword of the rule.</summary>
    public static bool TryMatchLabelled(ContextRule rule, string label, ReadOnlySpan<char> text, out ShapeMatch match)
    {
        match = default;
        if (!rule.IsNamed || !IsNamed(rule, label))
        {
            return false;
        }

        // A variable of an environment is handed over with its name.
        int start = text.StartsWith(label) && text.Length > label.Length && text[label.Length] == '=' ? label.Length + 1 : 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] is '"' or '\''))
        {
            start++;
        }

        ReadOnlySpan<char> rest = text.TrimEnd().TrimEnd("\"'");
        if (!rule.Value.TryMatchAt(rest, start, out int length) || start + length != rest.Length
            || !ContextValue.IsLikely(rule, rest.Slice(start, length)))
        {
            return false;
        }

        match = new ShapeMatch(start, length);
        return true;
    }

    private static bool IsNamed(ContextRule rule, string label)
    {
        foreach (string keyword in rule.Keywords)
        {
            int at = label.IndexOf(keyword, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && !BeginsInsideWord(label, at, at + keyword.Length) && !ContainsAny(label, Digests)
                && (rule.NameWords.Count == 0 || ContainsAny(label.AsSpan(at + keyword.Length), rule.NameWords)))
            {
                return true;
            }
        }

        return false;
    }

    // A name may begin inside another where a hump shows it: mySnykToken. One letter behind what is no text is a written length.
    private static bool BeginsInsideWord(ReadOnlySpan<char> text, int start, int end) =>
        char.IsAsciiLetterOrDigit(text[start]) && Borders.IsGluedLeft(text, start, end - start, Word)
        && !(char.IsAsciiLetterUpper(text[start]) && !char.IsAsciiLetterUpper(text[start - 1]))
        && !(start >= 2 && text[start - 2] >= '\u0080') && !IsProperty(text[..start]);

    // -Dsonar.login=, -Pkey=: what Java and Gradle are given.
    private static bool IsProperty(ReadOnlySpan<char> before) => before is ['-', 'D' or 'P'] or [.., ' ' or '"' or '\'', '-', 'D' or 'P'];

    private static bool TryMatchAssigned(ContextRule rule, ReadOnlySpan<char> text, int keyword, int keywordEnd, out ShapeMatch match)
    {
        match = default;
        int limit = Math.Min(text.Length, keywordEnd + rule.MaxDistance + 1);
        int at = keywordEnd + NamePart.RunLength(text[keywordEnd..limit]);
        for (int link = 0; link <= MostLinks; link++)
        {
            int connectors = at;
            at = ContextConnectors.Skip(text, at, limit);
            if (at == connectors || at >= limit)
            {
                return false;
            }

            // What rules out most is asked first.
            ReadOnlySpan<char> between = text[keywordEnd..at];
            if (rule.Value.TryMatchAt(text, at, out int length)
                && (rule.NameWords.Count == 0 || ContainsAny(between, rule.NameWords)) && !ContainsAny(between, Digests)
                && (!rule.IsCommonWord || IsAssignment(text, keyword, keywordEnd, at, at + length)) && ContextValue.IsLikely(rule, text.Slice(at, length)))
            {
                match = new ShapeMatch(at, length);
                return true;
            }

            int word = NamePart.RunLength(text[at..limit]);
            if (word == 0 || !IsLink(rule, text.Slice(at, word)))
            {
                return false;
            }

            at += word;
        }

        return false;
    }

    // By a sign or a command that assigns, in one line unless it says that the value follows, and the value is not what a call begins with. A part of a
    // connection string is that one's rule to judge, which knows the host.
    private static bool IsAssignment(ReadOnlySpan<char> text, int keyword, int keywordEnd, int start, int end)
    {
        ReadOnlySpan<char> between = text[keywordEnd..start];
        char after = end < text.Length ? text[end] : '\0';
        bool oneLine = !between.ContainsAny('\n', '\r') || between.Contains("value", StringComparison.OrdinalIgnoreCase);
        bool isPart = between is not [.., '"' or '\''] && (after == ';' || EndsPart(text[..keyword].TrimEnd(' ')));
        return oneLine && !isPart && after is not ('(' or '[' or '{') && IsAssigned(text, keyword, between, after);
    }

    // By a sign, as an element, as the second argument of a call, as an option, or in a Dockerfile.
    private static bool IsAssigned(ReadOnlySpan<char> text, int keyword, ReadOnlySpan<char> between, char after)
    {
        int name = keyword - NamePart.RunLengthBackward(text[..keyword]);
        return between.ContainsAny('=', ':') || between.EndsWith("%3d", StringComparison.OrdinalIgnoreCase) || (between is [.., '>'] && after == '<')
            || (IsNextArgument(between) && (text[..name] is [.., '(', '"' or '\''] || between[0] == '('))
            || text[name..keyword].Contains("--", StringComparison.Ordinal) || text[..name].EndsWith("ENV ", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNextArgument(ReadOnlySpan<char> between) => between is [.., '"', ',', ' ', '"'] or [.., '\'', ',', ' ', '\''];

    // A semicolon, but not that of an entity.
    private static bool EndsPart(ReadOnlySpan<char> before) =>
        before is [.., ';'] && before[..^1].TrimEnd("abcdefghijklmnopqrstuvwxyz0123456789#") is not [.., '&'];

    private static bool IsLink(ContextRule rule, ReadOnlySpan<char> word)
    {
        if (rule.IsCommonWord)
        {
            return word.Equals("value", StringComparison.OrdinalIgnoreCase) || ContainsAny(word, rule.NameWords);
        }

        if (word.Length <= 2 && !word.ContainsAnyExceptInRange('0', '9'))
        {
            return true;
        }

        foreach (string link in Links)
        {
            if (word.Equals(link, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return ContainsAny(word, rule.NameWords);
    }

    // The arguments of one command: up to the end of the line, unless the line goes on.
    private static bool TryMatchSwitch(ContextRule rule, ReadOnlySpan<char> text, int keywordEnd, out ShapeMatch match)
    {
        match = default;
        int limit = Math.Min(text.Length, keywordEnd + rule.MaxDistance);
        for (int at = keywordEnd; at < limit && !EndsCommand(text, at); at++)
        {
            if (text[at] is not ('-' or '/') || char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            foreach (string name in rule.Switches)
            {
                int end = at + name.Length;
                if (end < limit && IsSwitch(rule, name, text, at) && StartAfter(rule, text, end, limit) is var start and >= 0 && rule.Value.TryMatchAt(text, start, out int length) && ContextValue.IsLikely(rule, text.Slice(start, length)))
                {
                    match = new ShapeMatch(start, length);
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsSwitch(ContextRule rule, string name, ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> rest = text[at..];
        return rule.SwitchTouchesValue ? rest.StartsWith(name) && text[at - 1] is ' ' or '"' or '\'' or '\t'
            : rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && rest[name.Length] is ' ' or '=' or ':' or '"' or ',' or '\'';
    }

    // Where the value may begin behind a switch, or -1.
    private static int StartAfter(ContextRule rule, ReadOnlySpan<char> text, int end, int limit)
    {
        int start = rule.SwitchTouchesValue ? end + (text[end] is '"' or '\'' ? 1 : 0) : ContextConnectors.Skip(text, end, limit);
        if (rule.EndsUser is not char ends)
        {
            return start > end || rule.SwitchTouchesValue ? start : -1;
        }

        int user = start > end && start < limit ? text[start..limit].IndexOfAny(UserEnds) : -1;
        if (user <= 0 || text[start + user] != ends)
        {
            return -1;
        }

        start += user + 1;
        return start + 1 < limit && text[start] is '"' or '\'' ? start + 1 : start;
    }

    private static bool EndsCommand(ReadOnlySpan<char> text, int at) =>
        text[at] == '\n' && text[..at].TrimEnd("\r \t") is not [.., '\\' or '^' or '`'];

    private static bool ContainsAny(ReadOnlySpan<char> text, IReadOnlyList<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
