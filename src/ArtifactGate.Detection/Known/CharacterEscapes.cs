using System.Globalization;

namespace ArtifactGate.Detection.Known;

/// <summary>The ways in which one character may be written at a place.</summary>
internal static class CharacterEscapes
{
    /// <summary>Characters of the longest way: <c>&amp;#x0000FFFF;</c>.</summary>
    public const int Longest = 12;

    private static readonly (string Name, char Character)[] Entities = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];

    /// <summary>How many characters from <paramref name="at"/> on stand for <paramref name="wanted"/>; 0 for none.</summary>
    public static int LengthAt(in CharacterView text, int at, char wanted, SpellingKind kind, out EscapeWays way)
    {
        way = EscapeWays.None;
        int first = text[at];
        if (Stands(first, wanted, kind))
        {
            return 1;
        }

        if (kind is SpellingKind.Exact or SpellingKind.Hex)
        {
            return 0;
        }

        return first switch
        {
            '\r' when wanted == '\n' && text[at + 1] == '\n' => 2,
            _ => EscapedLengthAt(text, at, wanted, kind, out way),
        };
    }

    /// <summary>The same for an escape alone: a value may hold the very character that begins one.</summary>
    public static int EscapedLengthAt(in CharacterView text, int at, char wanted, SpellingKind kind, out EscapeWays way)
    {
        way = EscapeWays.None;
        if (kind is SpellingKind.Exact or SpellingKind.Hex)
        {
            return 0;
        }

        switch (text[at])
        {
            case '%':
                way = EscapeWays.Percent;
                return Stands(Number(text, at + 1, 2), wanted, kind) ? 3 : 0;
            case '\\':
                way = EscapeWays.Json;
                return Backslash(text, at, wanted, kind);
            case '&':
                way = EscapeWays.Xml;
                return Entity(text, at, wanted, kind);
            case '\'' or '"' when text[at] == wanted:
                return Quote(text, at);
            default:
                return 0;
        }
    }

    /// <summary>
    /// The same for a text inside another one: an escape that is escaped itself, as in JSON that is a member of JSON, and a line end with the indentation
    /// that YAML has behind it.
    /// </summary>
    public static int NestedLengthAt(in CharacterView text, int at, char wanted, SpellingKind kind)
    {
        if (kind is SpellingKind.Exact or SpellingKind.Hex)
        {
            return 0;
        }

        if (wanted == '\n' && text[at] is '\n' or '\r')
        {
            return IndentedLineEnd(text, at);
        }

        if (text[at] != '\\' || text[at + 1] != '\\')
        {
            return 0;
        }

        return text[at + 2] switch
        {
            '\\' => wanted is '"' or '\\' && text[at + 3] == wanted ? 4 : 0,
            'u' or 'x' or 'n' or 'r' or 't' or 'b' or 'f' when Backslash(text, at + 1, wanted, kind) is > 0 and var inner => inner + 1,
            _ => 0,
        };
    }

    private static int IndentedLineEnd(in CharacterView text, int at)
    {
        int length = text[at] == '\r' ? 1 : 0;
        if (text[at + length] != '\n')
        {
            return 0;
        }

        length++;
        int bare = length;
        while (length < Longest && text[at + length] is ' ' or '\t')
        {
            length++;
        }

        return length > bare ? length : 0;
    }

    private static bool Stands(int found, char wanted, SpellingKind kind) => found == wanted
        || (kind == SpellingKind.Base64 && ((wanted == '+' && found == '-') || (wanted == '/' && found == '_')))
        || (kind == SpellingKind.Hex && wanted > '9' && (found | 0x20) == (wanted | 0x20));

    private static int Backslash(in CharacterView text, int at, char wanted, SpellingKind kind) => text[at + 1] switch
    {
        'u' => Stands(Number(text, at + 2, 4), wanted, kind) ? 6 : 0,
        'x' => Stands(Number(text, at + 2, 2), wanted, kind) ? 4 : 0,
        'n' => wanted == '\n' ? 2 : 0,
        'r' => wanted == '\n' && text[at + 2] == '\\' && text[at + 3] == 'n' ? 4 : wanted == '\r' ? 2 : 0,
        't' => wanted == '\t' ? 2 : 0,
        'b' => wanted == '\b' ? 2 : 0,
        'f' => wanted == '\f' ? 2 : 0,
        '"' or '\'' or '\\' or '/' or '`' or '$' => text[at + 1] == wanted ? 2 : 0,
        _ => 0,
    };

    // A quote inside quotes of its own kind: twice, as in SQL, YAML and CSV, or between the end of one text of a shell and the beginning of the next.
    private static int Quote(in CharacterView text, int at)
    {
        int quote = text[at];
        return text[at + 1] == quote ? 2
            : quote == '\'' && text[at + 1] == '\\' && text[at + 2] == '\'' && text[at + 3] == '\'' ? 4
            : quote == '\'' && text[at + 1] == '"' && text[at + 2] == '\'' && text[at + 3] == '"' && text[at + 4] == '\'' ? 5 : 0;
    }

    private static int Entity(in CharacterView text, int at, char wanted, SpellingKind kind)
    {
        Span<char> name = stackalloc char[Longest];
        int length = 0;
        while (length < name.Length && text[at + 1 + length] is > 0 and < 128 and not ';' and var c)
        {
            name[length++] = (char)c;
        }

        if (length == name.Length || text[at + 1 + length] != ';')
        {
            return 0;
        }

        name = name[..length];
        int code = name is ['#', 'x' or 'X', ..] ? Parsed(name[2..], NumberStyles.AllowHexSpecifier)
            : name is ['#', ..] ? Parsed(name[1..], NumberStyles.None)
            : NamedEntity(name);
        return Stands(code, wanted, kind) ? length + 2 : 0;
    }

    private static int NamedEntity(ReadOnlySpan<char> name)
    {
        foreach ((string known, char character) in Entities)
        {
            if (name.SequenceEqual(known))
            {
                return character;
            }
        }

        return -1;
    }

    private static int Number(in CharacterView text, int at, int digits)
    {
        int number = 0;
        for (int i = 0; i < digits; i++)
        {
            int c = text[at + i];
            if (c < 0 || !char.IsAsciiHexDigit((char)c))
            {
                return -1;
            }

            number = (number * 16) + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return number;
    }

    private static int Parsed(ReadOnlySpan<char> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
