using System.Globalization;
using System.Text;

namespace ArtifactGate.Engine;

/// <summary>
/// Makes text from inside artifacts harmless to show. Names in archives are chosen by whoever made the archive: they may hold line
/// breaks, terminal escapes, characters that reorder what is displayed, or the commands that build systems read from logs.
/// </summary>
internal static class Printable
{
    /// <summary>
    /// The text on one line: control, format (among them the bidirectional ones), separator and unassigned characters are written as
    /// <c>\u{1b}</c>. The second of two <c>:</c> or <c>#</c> is written so too, because <c>::</c> at the start of a line and
    /// <c>##[</c> or <c>##vso[</c> anywhere in one are commands to build agents.
    /// </summary>
    public static string Line(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 16);
        Rune before = default;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool command = rune == before && rune.Value is ':' or '#' && line[^1] == (char)rune.Value;
            if (command || IsHarmful(rune))
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                line.Append(rune);
            }

            before = rune;
        }

        return line.ToString();
    }

    /// <summary>Whether a character must not reach a terminal, a log or a page as it is.</summary>
    public static bool IsHarmful(Rune rune) => rune.Value != ' ' && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;

    // Nearly every name is plain ASCII; it is returned as it is.
    private static bool IsPlain(string text)
    {
        char before = '\0';
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' || (c == before && c is ':' or '#'))
            {
                return false;
            }

            before = c;
        }

        return true;
    }
}
