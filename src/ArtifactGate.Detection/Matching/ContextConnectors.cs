using System.Buffers;

namespace ArtifactGate.Detection.Matching;

/// <summary>The signs between a name and its value: quotes, assignments, brackets, white space, and the ways in which files escape them.</summary>
internal static class ContextConnectors
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(" \t\r\n\"'`=:>,(|[]{\\@?");

    private static readonly string[] Escapes =
        ["&quot;", "&apos;", "&#34;", "&#39;", "%22", "%27", "%3d", "%3a", "%20", "\\u0022", "\\u0027", "\\u003d", "\\u003a", "\\n", "\\r", "\\t"];

    /// <summary>The first character from <paramref name="at"/> on that is no connector.</summary>
    public static int Skip(ReadOnlySpan<char> text, int at, int limit)
    {
        while (at < limit)
        {
            int escape = EscapeAt(text[at..limit]);
            if (escape > 0)
            {
                at += escape;
            }
            else if ((Signs.Contains(text[at]) && !BeginsQuery(text, at, limit)) || IsDash(text, at, limit))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    // "key?: string" and "key ?? value" assign; what follows in "key?view=1" is the query of an address.
    private static bool BeginsQuery(ReadOnlySpan<char> text, int at, int limit) =>
        text[at] == '?' && at + 1 < limit && char.IsAsciiLetterOrDigit(text[at + 1]);

    // "key - value", and the first item of a list in YAML. Before a value without a space it is a sign or belongs to a name.
    private static bool IsDash(ReadOnlySpan<char> text, int at, int limit) =>
        text[at] == '-' && at > 0 && char.IsWhiteSpace(text[at - 1]) && at + 1 < limit && char.IsWhiteSpace(text[at + 1]);

    private static int EscapeAt(ReadOnlySpan<char> text)
    {
        if (text[0] is '&' or '%' or '\\')
        {
            foreach (string escape in Escapes)
            {
                if (text.StartsWith(escape, StringComparison.OrdinalIgnoreCase))
                {
                    return escape.Length;
                }
            }
        }

        return 0;
    }
}
