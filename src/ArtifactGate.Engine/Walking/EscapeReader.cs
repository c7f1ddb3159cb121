using System.Buffers;
using System.Globalization;
using System.Text;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Reads single escapes.</summary>
internal static class EscapeReader
{
    /// <summary>The code point of what stands for nothing: the end of a line that goes on.</summary>
    public const int Nothing = -1;

    private const int Longest = 12;

    // A line end inside of base64 has most of a line before it.
    private const int EncodedLine = 40;

    // Where a line goes on with the next, what is before is no short word of a command or macro. No indentation is deeper.
    private const int BrokenWord = 8;
    private const int DeepestIndent = 160;

    // Characters of tokens, of base64, and of further escapes. Quotes, brackets and blanks stand between values, never in the middle of one.
    private static readonly SearchValues<byte> TellingCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_.~:@!#$&*^%?\\"u8);

    /// <summary>Reads the escape at a place.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="at">Where it may begin.</param>
    /// <param name="form">How the characters are encoded.</param>
    /// <param name="family">Which escapes count.</param>
    /// <param name="codePoint">The character, or <see cref="Nothing"/>.</param>
    /// <returns>The bytes it takes; 0 when there is none.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, int at, TextForm form, EscapeFamily family, out int codePoint)
    {
        int length = ReadOne(bytes, at, form, family, out codePoint);
        return length > 0 && codePoint == Nothing && family == EscapeFamily.Backslash ? length + Indentation(bytes, at + length, form) : length;
    }

    // YAML, TOML and properties drop it where a line goes on. Others keep it, and who breaks a value there writes none.
    private static int Indentation(ReadOnlySpan<byte> bytes, int start, TextForm form)
    {
        int stride = form.Stride(), at = start;
        while (at + stride <= bytes.Length && at - start < DeepestIndent * stride && RunText.CharacterAt(bytes, at, form) is (byte)' ' or (byte)'\t')
        {
            at += stride;
        }

        return at - start;
    }

    private static int ReadOne(ReadOnlySpan<byte> bytes, int at, TextForm form, EscapeFamily family, out int codePoint)
    {
        if (form == TextForm.Utf8)
        {
            return Read(bytes[at..Math.Min(bytes.Length, at + Longest)], family, out codePoint);
        }

        Span<byte> text = stackalloc byte[Longest];
        int count = 0;
        for (; count < Longest && at + (2 * count) + 1 < bytes.Length; count++)
        {
            text[count] = RunText.CharacterAt(bytes, at + (2 * count), form);
        }

        return 2 * Read(text[..count], family, out codePoint);
    }

    /// <summary>Whether an escape may be in the middle of a credential, so that it must be undone to find one.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="mark">The escape.</param>
    /// <param name="codePoint">What it stands for.</param>
    public static bool Tells(ReadOnlySpan<byte> bytes, in EscapeMark mark, int codePoint)
    {
        int stride = mark.Form.Stride();
        bool simple = mark.Family == EscapeFamily.Backslash && mark.End - mark.Start <= 3 * stride;
        if (!simple && codePoint is >= 0 and < 0x80 && TellingCharacters.Contains((byte)codePoint))
        {
            return true;
        }

        if (simple && codePoint == '/')
        {
            return IsOfBase64(bytes, mark);
        }

        // Line ends and what needed no escape are everywhere, and part of a value only between its characters.
        int before = codePoint switch
        {
            '\n' or '\r' => EncodedLine,
            Nothing => mark.Family == EscapeFamily.QuotedPrintable ? 1 : BrokenWord,
            '_' or '-' or '+' or '=' => 1,
            _ => int.MaxValue,
        };
        return before < int.MaxValue && FollowsWord(bytes, mark, before) && PrecedesWord(bytes, mark);
    }

    // Some writers of JSON escape every slash: in base64 there may be another sign beside it, or the quote at one end of the value.
    private static bool IsOfBase64(ReadOnlySpan<byte> bytes, in EscapeMark mark)
    {
        int stride = mark.Form.Stride();
        byte before = mark.Start < stride ? (byte)0 : RunText.CharacterAt(bytes, mark.Start - stride, mark.Form);
        byte after = mark.End + stride > bytes.Length ? (byte)0 : RunText.CharacterAt(bytes, mark.End, mark.Form);
        bool word = char.IsAsciiLetterOrDigit((char)before) || char.IsAsciiLetterOrDigit((char)after);
        return (char.IsAsciiLetterOrDigit((char)before) || before is (byte)'+' or (byte)'/' or (byte)'"')
            && (char.IsAsciiLetterOrDigit((char)after) || after is (byte)'+' or (byte)'\\' or (byte)'=' or (byte)'"')
            && (word || (before != '"' && after != '"'));
    }

    private static bool FollowsWord(ReadOnlySpan<byte> bytes, in EscapeMark mark, int characters)
    {
        int stride = mark.Form.Stride();
        int at = mark.Start + (mark.Form == TextForm.Utf16BigEndian ? 1 : 0);
        for (int i = 0; i < characters; i++)
        {
            at -= stride;
            if (at < 0 || !(char.IsAsciiLetterOrDigit((char)bytes[at]) || (i > 0 && bytes[at] is (byte)'+' or (byte)'/')))
            {
                return false;
            }
        }

        return true;
    }

    private static bool PrecedesWord(ReadOnlySpan<byte> bytes, in EscapeMark mark)
    {
        int at = mark.End;
        // The second half of a line end.
        int more = at < bytes.Length && Read(bytes, at, mark.Form, mark.Family, out int next) is var read && next == '\n' ? read : 0;
        return at + more < bytes.Length && char.IsAsciiLetterOrDigit((char)RunText.CharacterAt(bytes, at + more, mark.Form));
    }

    private static int Read(ReadOnlySpan<byte> text, EscapeFamily family, out int codePoint)
    {
        codePoint = Nothing;
        return family switch
        {
            EscapeFamily.Percent => ReadPercent(text, out codePoint),
            EscapeFamily.Backslash => ReadBackslash(text, out codePoint),
            EscapeFamily.Xml => ReadXml(text, out codePoint),
            _ => ReadQuotedPrintable(text, out codePoint),
        };
    }

    private static int ReadPercent(ReadOnlySpan<byte> text, out int codePoint) => text switch
    {
        [(byte)'%', (byte)'u', ..] => Hex(text, 2, 4, out codePoint),
        [(byte)'%', ..] => Hex(text, 1, 2, out codePoint),
        _ => None(out codePoint),
    };

    private static int ReadQuotedPrintable(ReadOnlySpan<byte> text, out int codePoint)
    {
        codePoint = Nothing;
        return text switch
        {
            [(byte)'=', (byte)'\r', (byte)'\n', ..] => 3,
            [(byte)'=', (byte)'\n', ..] => 2,
            [(byte)'=', ..] => Hex(text, 1, 2, out codePoint),
            _ => 0,
        };
    }

    private static int ReadBackslash(ReadOnlySpan<byte> text, out int codePoint)
    {
        if (text is not [(byte)'\\', var kind, ..])
        {
            return None(out codePoint);
        }

        switch (kind)
        {
            case (byte)'u' or (byte)'x' when text is [_, _, (byte)'{', ..]:
                int close = text.IndexOf((byte)'}');
                return close > 3 && Hex(text, 3, close - 3, out codePoint) > 0 ? close + 1 : None(out codePoint);
            case (byte)'u':
                return Hex(text, 2, 4, out codePoint);
            case (byte)'U':
                return Hex(text, 2, 8, out codePoint);
            case (byte)'x':
                return ReadByte(text, out codePoint);
            case >= (byte)'0' and <= (byte)'3' when text is [_, _, >= (byte)'0' and <= (byte)'7', >= (byte)'0' and <= (byte)'7', ..]:
                codePoint = ((kind - '0') * 64) + ((text[2] - '0') * 8) + text[3] - '0';
                return 4;
            case (byte)'\r' or (byte)'\n':
                codePoint = Nothing;
                return kind == '\r' && text is [_, _, (byte)'\n', ..] ? 3 : 2;
            default:
                codePoint = kind switch { (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', (byte)'b' => '\b', (byte)'f' => '\f', (byte)'0' => 0, _ => kind };
                return codePoint < 0x80 ? 2 : None(out codePoint);
        }
    }

    // C and JavaScript take two digits. C# takes up to four, and who writes for it writes all four where the next character is a digit.
    private static int ReadByte(ReadOnlySpan<byte> text, out int codePoint)
    {
        for (int digits = 2; digits <= 4; digits++)
        {
            if (Hex(text, 2, digits, out codePoint) is var length and > 0 && codePoint >= ' ')
            {
                return length;
            }
        }

        return None(out codePoint);
    }

    private static int ReadXml(ReadOnlySpan<byte> text, out int codePoint)
    {
        int end = text.IndexOf((byte)';');
        if (end < 2 || text[0] != '&')
        {
            return None(out codePoint);
        }

        switch (text[1..end])
        {
            case [(byte)'#', (byte)'x' or (byte)'X', ..]:
                return Hex(text, 3, end - 3, out codePoint) > 0 ? end + 1 : 0;
            case [(byte)'#', .. var digits]:
                bool isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out codePoint);
                return isNumber ? end + 1 : None(out codePoint);
            case var name:
                codePoint = name.SequenceEqual("amp"u8) ? '&' : name.SequenceEqual("lt"u8) ? '<' : name.SequenceEqual("gt"u8) ? '>'
                    : name.SequenceEqual("quot"u8) ? '"' : name.SequenceEqual("apos"u8) ? '\'' : Nothing;
                return codePoint == Nothing ? 0 : end + 1;
        }
    }

    private static int Hex(ReadOnlySpan<byte> text, int start, int digits, out int codePoint)
    {
        codePoint = Nothing;
        return digits is > 0 and <= 8 && text.Length >= start + digits
            && int.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoint) && Rune.IsValid(codePoint)
            ? start + digits : None(out codePoint);
    }

    private static int None(out int codePoint)
    {
        codePoint = Nothing;
        return 0;
    }
}
