namespace ArtifactGate.Detection;

/// <summary>
/// Decides whether the character before a value belongs to it. Values stand behind escape sequences and behind their own length
/// as often as behind a space, and both end in characters that look like part of a word.
/// </summary>
public static class Borders
{
    /// <summary>How many characters before a value are looked at: the longest escape sequence, a terminal colour.</summary>
    public const int Lookbehind = 16;

    private static readonly System.Buffers.SearchValues<char> ColourParameters = System.Buffers.SearchValues.Create("0123456789;");

    /// <summary>
    /// Whether the character before <paramref name="start"/> is one of <paramref name="alphabet"/> and no end of an escape or a length. An equals
    /// sign is in some alphabets as padding, which ends values; before one it assigns.
    /// </summary>
    public static bool IsGluedLeft(ReadOnlySpan<char> text, int start, int length, Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        return start > 0 && alphabet.Contains(text[start - 1]) && text[start - 1] != '='
            && !EndsInEscape(text[..start])
            && !EndsInLength(text[..start], length);
    }

    /// <summary>
    /// The length that stands as a single byte before <paramref name="start"/>, if what is there could be one: no punctuation, which
    /// in text is what usually stands there, unless a control character before it shows that this is no text.
    /// </summary>
    public static int? WrittenLength(ReadOnlySpan<char> text, int start) =>
        start > 0 && text[start - 1] is var c && c < 0x100 && ((!char.IsPunctuation(c) && !char.IsWhiteSpace(c)) || (start > 1 && IsControl(text[start - 2]))) ? c : null;

    // \n \t ... | \x3d | \075 | = | \U0000003d | %3D | ESC [ 3 2 m
    private static bool EndsInEscape(ReadOnlySpan<char> before)
    {
        if (before is [.., '\\', 'n' or 'r' or 't' or 'b' or 'f' or 'v' or 'a' or 'e' or '0']
            or [.., '\\', >= '0' and <= '3', >= '0' and <= '7', >= '0' and <= '7'])
        {
            return true;
        }

        if ((before is ([.., '%', _, _] or [.., '\\', 'x', _, _]) && HexEnd(before, 2))
            || (before is [.., '\\', 'u', _, _, _, _] && HexEnd(before, 4))
            || (before is [.., '\\', 'U', _, _, _, _, _, _, _, _] && HexEnd(before, 8)))
        {
            return true;
        }

        int escape = before[^Math.Min(before.Length, Lookbehind)..].LastIndexOf('\u001b');
        return escape >= 0 && before[^1] == 'm' && before[(before.Length - Math.Min(before.Length, Lookbehind) + escape + 1)..^1]
            is ['[', .. var parameters] && !parameters.ContainsAnyExcept(ColourParameters);
    }

    private static bool HexEnd(ReadOnlySpan<char> text, int digits)
    {
        foreach (char c in text[^digits..])
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    // In .resources, attribute blobs, marshalled and serialised data a string follows its length: one byte, or two in either
    // order, in characters or (UTF-16) in bytes. A control character two places before shows that this is such data at all.
    private static bool EndsInLength(ReadOnlySpan<char> before, int length)
    {
        char last = before[^1];
        if (last == (length & 0xFF) || last == (length * 2 & 0xFFFF))
        {
            return true;
        }

        return before.Length >= 2 && IsControl(before[^2]);
    }

    // What text does not have.
    private static bool IsControl(char c) => c is < ' ' and not ('\t' or '\n' or '\r');
}
