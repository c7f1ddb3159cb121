using System.Globalization;

namespace ArtifactGate.Detection.Expressions;

/// <summary>Parses what an expression in Go's language says of one character: escapes, and classes in brackets.</summary>
/// <param name="text">The whole expression.</param>
internal sealed class ClassParser(string text)
{
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["alnum"] = "09AZaz",
        ["alpha"] = "AZaz",
        ["ascii"] = "\0\u007f",
        ["blank"] = "\t\t  ",
        ["cntrl"] = "\0\u001f\u007f\u007f",
        ["digit"] = "09",
        ["graph"] = "!~",
        ["lower"] = "az",
        ["print"] = " ~",
        ["punct"] = "!/:@[`{~",
        ["space"] = "\t\r  ",
        ["upper"] = "AZ",
        ["word"] = "09AZaz__",
        ["xdigit"] = "09AFaf",
    };

    // Scripts (\p{Greek}) have no name on this platform; categories are the same.
    private static readonly HashSet<string> Categories = new(StringComparer.Ordinal)
    {
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So",
        "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co",
    };

    /// <summary>A class in brackets that begins at <paramref name="at"/>, which is moved behind it.</summary>
    public CharacterSet Bracketed(ref int at, bool ignoreCase)
    {
        int start = at++;
        bool negated = at < text.Length && text[at] == '^';
        at += negated ? 1 : 0;
        var set = new CharacterSet();
        for (bool first = true; ; first = false)
        {
            if (at >= text.Length)
            {
                throw ExpressionException.At(start, "a '[' that is not closed");
            }

            if (text[at] == ']' && !first)
            {
                at++;
                break;
            }

            Member(ref at, set);
        }

        set = ignoreCase ? set.IgnoringCase() : set;
        return !negated ? set : set.Complement() ?? throw ExpressionException.At(start, @"a '[^' with \p in it, which is not supported,");
    }

    /// <summary>An escape that stands for characters, at <paramref name="at"/>, which is moved behind it.</summary>
    public CharacterSet Escaped(ref int at, bool ignoreCase)
    {
        if (Group(ref at) is { } group)
        {
            return group;
        }

        char c = Single(ref at);
        var set = new CharacterSet().Add(c, c);
        return ignoreCase ? set.IgnoringCase() : set;
    }

    private void Member(ref int at, CharacterSet set)
    {
        if (text[at] == '[' && at + 1 < text.Length && text[at + 1] == ':')
        {
            set.Add(NamedClass(ref at));
            return;
        }

        if (text[at] == '\\' && Group(ref at) is { } group)
        {
            set.Add(group);
            return;
        }

        int start = at;
        char low = One(ref at);
        char high = low;
        if (at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
        {
            at++;
            high = One(ref at);
        }

        if (high < low)
        {
            throw ExpressionException.At(start, $"a range that ends before it begins, '{text[start..at]}',");
        }

        set.Add(low, high);
    }

    private char One(ref int at)
    {
        if (text[at] == '\\')
        {
            return Single(ref at);
        }

        return char.IsSurrogate(text[at]) ? throw ExpressionException.At(at, "a character beyond U+FFFF, which is not supported,") : text[at++];
    }

    private CharacterSet NamedClass(ref int at)
    {
        int end = text.IndexOf(":]", at, StringComparison.Ordinal);
        string name = end < 0 ? "" : text[(at + 2)..end];
        bool negated = name.StartsWith('^');
        if (!Named.TryGetValue(negated ? name[1..] : name, out string? ranges))
        {
            throw ExpressionException.At(at, "a class in '[: :]' that is not known");
        }

        at = end + 2;
        var set = new CharacterSet();
        for (int i = 0; i < ranges.Length; i += 2)
        {
            set.Add(ranges[i], ranges[i + 1]);
        }

        return negated ? set.Complement()! : set;
    }

    // \d \w \s \D \W \S \pL \p{Lu}; null for other escapes.
    private CharacterSet? Group(ref int at)
    {
        char c = at + 1 < text.Length ? text[at + 1] : '\0';
        CharacterSet? set = char.ToLowerInvariant(c) switch { 'd' => CharacterSet.Digits, 'w' => CharacterSet.Word, 's' => CharacterSet.Space, _ => null };
        if (set is not null)
        {
            at += 2;
            return char.IsAsciiLetterUpper(c) ? set.Complement() : set;
        }

        if (c is not ('p' or 'P'))
        {
            return null;
        }

        int start = at;
        bool braced = at + 2 < text.Length && text[at + 2] == '{';
        int end = braced ? text.IndexOf('}', at) : at + 3;
        string name = end > text.Length || end < 0 ? "" : braced ? text[(at + 3)..end] : text[(at + 2)..end];
        bool negated = c == 'P' != name.StartsWith('^');
        name = name.TrimStart('^');
        if (!Categories.Contains(name))
        {
            throw ExpressionException.At(start, $@"\p with '{name}', which is no category that is known (scripts are not supported),");
        }

        at = braced ? end + 1 : end;
        var named = new CharacterSet();
        named.AddCategory(name, negated);
        return named;
    }

    private char Single(ref int at)
    {
        int start = at++;
        char c = at < text.Length ? text[at++] : throw ExpressionException.At(start, @"a '\' at its end");
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            case 'v': return '\v';
            case 'x': return Hexadecimal(ref at, start);
            case >= '0' and <= '7' when c == '0' || (at + 1 < text.Length && IsOctal(text[at]) && IsOctal(text[at + 1])): return Octal(ref at, start);
            case > ' ' and < '\u007f' when !char.IsAsciiLetterOrDigit(c): return c;
            case >= '1' and <= '9': throw ExpressionException.At(start, "a reference back to a group, which an engine of linear time does not have,");
            default: throw ExpressionException.At(start, $@"'\{c}', which is no escape that is known,");
        }
    }

    private static bool IsOctal(char c) => c is >= '0' and <= '7';

    private char Octal(ref int at, int start)
    {
        int length = 0;
        while (length < 3 && start + 1 + length < text.Length && IsOctal(text[start + 1 + length]))
        {
            length++;
        }

        at = start + 1 + length;
        return (char)Convert.ToInt32(text[(start + 1)..at], 8);
    }

    private char Hexadecimal(ref int at, int start)
    {
        bool braced = at < text.Length && text[at] == '{';
        int end = braced ? text.IndexOf('}', at) : at + 2;
        ReadOnlySpan<char> digits = end < 0 || end > text.Length ? [] : text.AsSpan()[(braced ? at + 1 : at)..end];
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) || value > char.MaxValue)
        {
            throw ExpressionException.At(start, @"'\x' without a number up to FFFF");
        }

        at = braced ? end + 1 : end;
        return (char)value;
    }
}
