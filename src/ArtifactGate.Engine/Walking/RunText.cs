using System.Buffers;
using System.Buffers.Text;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>The characters of one encoded run, gathered over line breaks, and what they decode to.</summary>
internal static class RunText
{
    /// <summary>Hexadecimal runs shorter than this are hashes of 16 bytes and less, and hide nothing.</summary>
    private const int MinHexCharacters = 40;

    private const int ReadableGroups = 4;

    /// <summary>Below this many characters only readable text is kept: no key or container is that short.</summary>
    private const int ShortRun = 64;

    private static readonly SearchValues<byte> Base64Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    private static readonly SearchValues<byte> HexCharacters = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>
    /// Whether a run is worth decoding: false only where <see cref="Decode"/> would find nothing. Most runs are long names in a text, and this looks
    /// at every fourth character of them. Readable text of 16 bytes has 4 whole groups that begin with a byte from 0x20 to 0x7F, and the first
    /// character of such a group stands for 8 to 31.
    /// </summary>
    public static bool CanHide(ReadOnlySpan<byte> bytes, in EncodedRun run)
    {
        if (run.Characters >= EncodedLine || run.ReachesEnd)
        {
            return true;
        }

        int stride = run.Form.Stride();
        int first = InByteOrder(run);
        int step = 4 * stride, groups = (run.Characters + 3) / 4;

        // Of so many groups in a row one is each fourth of the run.
        for (int group = ReadableGroups - 1; group < groups; group += ReadableGroups)
        {
            if (MayBeReadable(bytes[first + (group * step)]) && HaveRow(bytes, first, step, group, groups))
            {
                return true;
            }
        }

        return run.Characters >= MinHexCharacters && IsHex(bytes, first, stride, run.Characters);
    }

    // Where the byte of the first character is.
    private static int InByteOrder(in EncodedRun run) => run.Start + (run.Form == TextForm.Utf16BigEndian ? 1 : 0);

    // The first character of a group whose first byte is readable.
    private static bool MayBeReadable(byte first) => first is (>= (byte)'I' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'f');

    private static bool HaveRow(ReadOnlySpan<byte> bytes, int first, int step, int group, int groups)
    {
        int from = group, to = group + 1;
        while (from > 0 && group - from < ReadableGroups && MayBeReadable(bytes[first + ((from - 1) * step)]))
        {
            from--;
        }

        while (to < groups && to - from < ReadableGroups && MayBeReadable(bytes[first + (to * step)]))
        {
            to++;
        }

        return to - from >= ReadableGroups;
    }

    private static bool IsHex(ReadOnlySpan<byte> bytes, int first, int stride, int characters)
    {
        for (int i = 0; i < characters; i++)
        {
            if (!HexCharacters.Contains(bytes[first + (i * stride)]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Appends the characters of a run to <paramref name="characters"/> in the standard alphabet, following it over line breaks: also in bytes that are no
    /// text, where a literal may have several lines.
    /// </summary>
    /// <returns>The first byte after the run, its padding not included.</returns>
    public static int Gather(ReadOnlySpan<byte> bytes, int start, TextForm form, ArrayBufferWriter<byte> characters)
    {
        int at = start;
        while (true)
        {
            int line = at;
            at = GatherLine(bytes, at, form, characters);
            bool isLine = at - line >= EncodedLine * form.Stride();
            int next = isLine ? SkipLineBreak(bytes, at, form) : -1;

            // Lines of whole groups are the same together and alone, so that nothing is lost where they are no lines of one text.
            next = next < 0 && isLine && characters.WrittenCount % 4 == 0 ? LiteralJoin.Skip(bytes, at, form) : next;
            if (next < 0 || next >= bytes.Length || !Base64Characters.Contains(CharacterAt(bytes, next, form)) || EndsDigits(bytes, next, form, characters.WrittenSpan))
            {
                return at;
            }

            at = next;
        }
    }

    // A word on the line after hexadecimal digits is no part of them, and would make base64 of all.
    private static bool EndsDigits(ReadOnlySpan<byte> bytes, int next, TextForm form, ReadOnlySpan<byte> characters)
    {
        if (DashedHex.IsBegun(characters))
        {
            return true;
        }

        if (characters.ContainsAnyExcept(HexCharacters))
        {
            return false;
        }

        int stride = form.Stride();
        while (next + stride <= bytes.Length && HexCharacters.Contains(CharacterAt(bytes, next, form)))
        {
            next += stride;
        }

        return next + stride <= bytes.Length && Base64Characters.Contains(CharacterAt(bytes, next, form));
    }

    /// <summary>Decodes gathered characters; empty when they are no encoding of anything worth a look.</summary>
    /// <returns>The name of the encoding for the report.</returns>
    public static string? Decode(ReadOnlySpan<byte> characters, ArrayBufferWriter<byte> decoded)
    {
        if (!characters.ContainsAnyExcept(HexCharacters))
        {
            return characters.Length >= MinHexCharacters && DecodeHex(characters, decoded) ? "hex" : null;
        }

        if (DashedHex.IsBegun(characters))
        {
            return DashedHex.Decode(characters, decoded) ? "hex" : null;
        }

        // One character beyond a group of four encodes nothing.
        ReadOnlySpan<byte> whole = characters.Length % 4 == 1 ? characters[..^1] : characters;
        Span<byte> target = decoded.GetSpan(Base64.GetMaxDecodedFromUtf8Length(whole.Length + 4));
        int groups = whole.Length / 4 * 4;
        _ = Base64.DecodeFromUtf8(whole[..groups], target, out _, out int written, isFinalBlock: false);
        if (groups < whole.Length)
        {
            Span<byte> last = [(byte)'=', (byte)'=', (byte)'=', (byte)'='];
            whole[groups..].CopyTo(last);
            written += DecodeLast(last, whole.Length - groups, target[written..]);
        }

        if (characters.Length < ShortRun && !ReadableStretch.IsIn(target[..written]))
        {
            return null;
        }

        decoded.Advance(written);
        return "base64";
    }

    // Lines of wrapped base64 have 64 or 76 characters; shorter ones are words of a text.
    private const int EncodedLine = 60;

    // The unused bits of the last character are zero only in canonical base64; others are read too.
    private static int DecodeLast(ReadOnlySpan<byte> group, int characters, Span<byte> target)
    {
        uint bits = 0;
        for (int i = 0; i < characters; i++)
        {
            bits |= (uint)Value(group[i]) << (26 - (6 * i));
        }

        target[0] = (byte)(bits >> 24);
        if (characters == 3)
        {
            target[1] = (byte)(bits >> 16);
        }

        return characters - 1;
    }

    private static int Value(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        _ => 63,
    };

    private static bool DecodeHex(ReadOnlySpan<byte> characters, ArrayBufferWriter<byte> decoded)
    {
        ReadOnlySpan<byte> even = characters[..(characters.Length & ~1)];
        Span<byte> target = decoded.GetSpan(even.Length / 2);
        Convert.FromHexString(even, target, out _, out int written);
        bool mayHide = MayHide(target[..written]);
        decoded.Advance(mayHide ? written : 0);
        return mayHide;
    }

    /// <summary>Whether bytes that were written in digits are worth a look: more than a hash of 16 or 20 bytes, or readable.</summary>
    public static bool MayHide(ReadOnlySpan<byte> decoded) => decoded.Length >= ShortRun / 2 || ReadableStretch.IsIn(decoded);

    private static int GatherLine(ReadOnlySpan<byte> bytes, int at, TextForm form, ArrayBufferWriter<byte> characters)
    {
        if (form == TextForm.Utf8)
        {
            ReadOnlySpan<byte> rest = bytes[at..];
            int length = rest.IndexOfAnyExcept(Base64Characters);
            length = length < 0 ? rest.Length : length;
            Span<byte> target = characters.GetSpan(length)[..length];
            rest[..length].CopyTo(target);
            target.Replace((byte)'-', (byte)'+');
            target.Replace((byte)'_', (byte)'/');
            characters.Advance(length);
            return at + length;
        }

        while (at + 1 < bytes.Length && CharacterAt(bytes, at, form) is var c && Base64Characters.Contains(c))
        {
            characters.GetSpan(1)[0] = c switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', _ => c };
            characters.Advance(1);
            at += 2;
        }

        return at;
    }

    /// <summary>The character at a place, as one byte; in UTF-16 zero stands for any outside ASCII.</summary>
    public static byte CharacterAt(ReadOnlySpan<byte> bytes, int at, TextForm form) => form switch
    {
        TextForm.Utf16LittleEndian => at + 1 < bytes.Length && bytes[at + 1] == 0 ? bytes[at] : (byte)0,
        TextForm.Utf16BigEndian => at + 1 < bytes.Length && bytes[at] == 0 ? bytes[at + 1] : (byte)0,
        _ => bytes[at],
    };

    /// <summary>
    /// The run without what belongs to an escape before it: the digits of <c>%3D</c> and <c>\u003d</c>, the letter of <c>\n</c>. With them the
    /// rest would be read out of step; the slash of <c>\/</c> is of the run. So it would with the prefix of hexadecimal digits, which is <c>0x</c>, and in some databases <c>\x</c>.
    /// </summary>
    public static EncodedRun InStep(ReadOnlySpan<byte> bytes, in EncodedRun run)
    {
        int stride = run.Form.Stride();
        byte sign = run.Start < stride ? (byte)0 : CharacterAt(bytes, run.Start - stride, run.Form);
        int prefix = (CharacterAt(bytes, run.Start, run.Form), CharacterAt(bytes, run.Start + stride, run.Form)) switch
        {
            ((byte)'0', (byte)'x' or (byte)'X') => 2,
            ((byte)'x', _) when sign == '\\' => 1,
            _ => 0,
        };
        if (prefix > 0 && run.Characters - prefix >= MinHexCharacters && IsHex(bytes, InByteOrder(run) + (prefix * stride), stride, MinHexCharacters))
        {
            return run with { Start = run.Start + (prefix * stride), Characters = run.Characters - prefix };
        }

        if (sign is not ((byte)'%' or (byte)'\\'))
        {
            return run;
        }

        EscapeFamily family = sign == '%' ? EscapeFamily.Percent : EscapeFamily.Backslash;
        int length = EscapeReader.Read(bytes, run.Start - stride, run.Form, family, out int codePoint) - stride;
        return length <= 0 || codePoint == CharacterAt(bytes, run.Start, run.Form) ? run : run with { Start = run.Start + length, Characters = Math.Max(0, run.Characters - (length / stride)) };
    }

    /// <summary>
    /// The run without its own length: in bytes that are no text that may stand before a string, and be a character of base64 itself. One byte, two of
    /// metadata (ECMA-335 II.23.2), or two of seven bits each, the lower first. One byte alone may be that by chance, so what follows must be whole base64.
    /// </summary>
    public static EncodedRun BehindLength(ReadOnlySpan<byte> bytes, in EncodedRun run)
    {
        if (run.Form != TextForm.Utf8 || run.ReachesEnd)
        {
            return run;
        }

        ReadOnlySpan<byte> behind = bytes[(run.Start + run.Characters)..];
        int length = run.Characters - 1 + (behind is [(byte)'=', (byte)'=', ..] ? 2 : behind is [(byte)'=', ..] ? 1 : 0);
        byte before = run.Start > 0 ? bytes[run.Start - 1] : (byte)0, first = bytes[run.Start];
        bool isLength = (first == length && length % 4 == 0) || ((before & 0xC0) == 0x80 && (((before & 0x3F) << 8) | first) == length)
            || (before >= 0x80 && ((before & 0x7F) | (first << 7)) == length);
        return isLength ? run with { Start = run.Start + 1, Characters = run.Characters - 1 } : run;
    }

    /// <summary>Whether a run that ends here goes on after an escape: it is then decoded with the text around it, once the escapes are undone.</summary>
    public static bool GoesOnEscaped(ReadOnlySpan<byte> bytes, int start, int end, TextForm form)
    {
        EscapeFamily? family = end + form.Stride() > bytes.Length || end - start >= EscapedText.LongestBefore ? null : CharacterAt(bytes, end, form) switch
        {
            (byte)'%' => EscapeFamily.Percent,
            (byte)'\\' => EscapeFamily.Backslash,
            (byte)'&' => EscapeFamily.Xml,
            _ => null,
        };
        return family is { } known && EscapeReader.Read(bytes, end, form, known, out int codePoint) is var length and > 0
            && codePoint != '=' && EscapeReader.Tells(bytes, new EscapeMark(end, end + length, form, known), codePoint);
    }

    private static int SkipLineBreak(ReadOnlySpan<byte> bytes, int at, TextForm form)
    {
        bool broken = false;
        for (; at < bytes.Length; at += form.Stride())
        {
            switch (CharacterAt(bytes, at, form))
            {
                case (byte)'\n':
                    broken = true;
                    break;
                case (byte)'\r' or (byte)' ' or (byte)'\t':
                    break;
                default:
                    return broken ? at : -1;
            }
        }

        return -1;
    }
}
