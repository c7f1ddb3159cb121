using System.Buffers;
using System.Globalization;

namespace ArtifactGate.Detection.Keys;

/// <summary>The ways in which the characters of an armored block are written inside other text.</summary>
internal static class PemEscapes
{
    private const int LongestJoin = 80;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._()");

    /// <summary>
    /// Reads one escape: <c>\n</c>, <c>\\r</c>, <c>\u002B</c>, <c>\/</c>, a line that goes on, <c>&amp;#xA;</c>, <c>%0A</c>, a backtick and n.
    /// </summary>
    /// <param name="text">The text from the escape on.</param>
    /// <param name="c">The character it stands for; a space for all white space and quotes.</param>
    /// <returns>How many characters it takes.</returns>
    public static int Read(ReadOnlySpan<char> text, out char c)
    {
        switch (text[0])
        {
            case '&':
                return ReadEntity(text, out c);
            case '%':
                return text.Length >= 3 && TryHex(text.Slice(1, 2), out c) ? 3 : Itself(text, out c);
            default:
                return ReadBackslash(text, out c);
        }
    }

    /// <summary>
    /// Whether the <c>+</c> at <paramref name="at"/> joins two literals, or the <c>//</c> there begins a comment line; both are characters
    /// of base64 as well.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the character stands.</param>
    /// <param name="length">Characters to pass over.</param>
    public static bool IsJoinOrComment(ReadOnlySpan<char> text, int at, ref int length)
    {
        if (text[at] == '+')
        {
            // A join has the quote of the literal before it, or the quote of the literal after it with a space between.
            ReadOnlySpan<char> before = text[..at].TrimEnd(), after = text[(at + 1)..Math.Min(text.Length, at + 200)];
            ReadOnlySpan<char> next = after.TrimStart().TrimStart("@$");
            bool joins = before is [.., '"' or '\''] && (next is ['"' or '\'', ..] || after is [' ' or '\r' or '\n', ..]);
            length = joins ? Math.Max(length, NamesBetween(text[at..], 1)) : length;
            return joins;
        }

        if (text[at] == '/' && text[at..] is ['/', '/', ' ' or '\t', ..] or ['/', '/', '/', ' ' or '\t', ..])
        {
            ReadOnlySpan<char> before = text[..at].TrimEnd(" \t");
            if (before.IsEmpty || before[^1] is '\n' or '\r')
            {
                length = text[at + 2] == '/' ? 3 : 2;
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// How many characters a join takes that none of base64 begins: <c>||</c> of SQL, <c>.</c> of PHP, <c>..</c> of Lua, and the characters that Pascal
    /// writes by their number, <c>#13#10</c>. 0 for none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where it may begin.</param>
    public static int JoinLength(ReadOnlySpan<char> text, int at)
    {
        int sign = text[at..] switch { ['|', '|', ..] or ['.', '.', ..] => 2, ['.', ..] or ['#', ..] => 1, _ => 0 };
        if (sign == 0 || text[..at].TrimEnd() is not [.., '"' or '\''])
        {
            return 0;
        }

        ReadOnlySpan<char> rest = text[at..Math.Min(text.Length, at + LongestJoin)];
        return rest[0] == '#' ? NumbersLength(rest) : Math.Max(sign, NamesBetween(rest, sign));
    }

    // #13#10 + '...'
    private static int NumbersLength(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && text[at] == '#' && text[(at + 1)..].IndexOfAnyExceptInRange('0', '9') is > 0 and <= 3 and var digits)
        {
            at += digits + 1;
        }

        ReadOnlySpan<char> behind = text[at..].TrimStart();
        return at > 0 && behind is ['+', ..] ? text.Length - behind.Length + 1 : at;
    }

    // "..." & vbCrLf & "...", "..." + Environment.NewLine + "...", '...' || chr(13) || chr(10) || '...': how long it is with all joins.
    private static int NamesBetween(ReadOnlySpan<char> text, int sign)
    {
        text = text[..Math.Min(text.Length, LongestJoin)];
        int length = 0;
        for (int at = sign; at < text.Length;)
        {
            ReadOnlySpan<char> rest = text[at..].TrimStart();
            int name = Math.Max(0, rest.IndexOfAnyExcept(NameCharacters));
            name = text[0] == '.' ? rest[..name].TrimEnd('.').Length : name;
            ReadOnlySpan<char> behind = name > 0 ? rest[name..].TrimStart(" \t\r\n_") : [];
            if (!behind.StartsWith(text[..sign]))
            {
                break;
            }

            length = at = text.Length - behind.Length + sign;
        }

        return length;
    }

    private static int ReadBackslash(ReadOnlySpan<char> text, out char c)
    {
        // The same text quoted twice has two, quoted three times four.
        int at = Math.Max(1, text[..Math.Min(text.Length, 8)].IndexOfAnyExcept(text[0]));
        c = ' ';
        if (at >= text.Length)
        {
            return text.Length;
        }

        switch (text[at])
        {
            case 'n' or 'r' or 't' or '"' or '\'' or '\n' or '\r' or ' ':
                return at + 1;
            case '/' or '+' or '=' or '-':
                c = text[at];
                return at + 1;
            case 'u' when text.Length >= at + 5 && TryHex(text.Slice(at + 1, 4), out c):
                return at + 5;
            case 'x' when text.Length >= at + 3 && TryHex(text.Slice(at + 1, 2), out c):
                return at + 3;
            case '0' when text.Length >= at + 3 && text.Slice(at, 3) is "012" or "015":
                c = ' ';
                return at + 3;
            default:
                // A backslash that ends a line of a script, after which spaces may stand; anything else is no escape.
                return Itself(text, out c);
        }
    }

    private static int ReadEntity(ReadOnlySpan<char> text, out char c)
    {
        c = ' ';
        int end = text[..Math.Min(text.Length, 9)].IndexOf(';');
        if (end < 0)
        {
            // The join of literals in Visual Basic.
            return text is ['&', ' ' or '\r' or '\n', ..] ? Math.Max(1, NamesBetween(text, 1)) : Itself(text, out c);
        }

        ReadOnlySpan<char> name = text[1..end];
        if (name is "quot" or "apos" or "nbsp")
        {
            return end + 1;
        }

        int code = 0;
        bool read = name is ['#', 'x' or 'X', ..]
            ? int.TryParse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            : name is ['#', ..] && int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out code);
        if (!read || code is < 0 or > '~')
        {
            return Itself(text, out c);
        }

        c = Visible((char)code);
        return end + 1;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out char c)
    {
        c = '\0';
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return false;
        }

        c = Visible((char)code);
        return true;
    }

    private static char Visible(char c) => c is '\n' or '\r' or '\t' or '"' or '\'' ? ' ' : c;

    private static int Itself(ReadOnlySpan<char> text, out char c)
    {
        c = text[0];
        return 1;
    }
}
