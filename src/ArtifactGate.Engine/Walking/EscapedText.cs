using System.Buffers;
using System.Text;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Cuts out the stretches of a text whose escapes could hide a credential, and undoes the escapes. A stretch has what belongs to the value
/// around an escape, and enough of its line to see what the value is called.
/// </summary>
internal static class EscapedText
{
    /// <summary>Bytes before its first escape that a value may have; a run of base64 has one sooner, if it has any.</summary>
    public const int LongestBefore = 4096;

    private const int LongestAfter = EncodedTexts.LongestStretch;

    // What is taken of the line in any case, for names and for values that are close.
    private const int Surroundings = 256;

    private static readonly SearchValues<byte> Separators = SearchValues.Create([.. Enumerable.Range(0, 33).Select(i => (byte)i), .. "\"'`<>"u8]);

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\0\r\n"u8);

    /// <summary>Adds the stretches around the escapes, by family.</summary>
    public static void Cut(ReadOnlySpan<byte> bytes, List<EscapeMark> marks, List<EscapedStretch> stretches)
    {
        marks.Sort((a, b) => (a.Family, a.Form, a.Start).CompareTo((b.Family, b.Form, b.Start)));
        int start = 0, valueEnd = 0, from = 0;
        for (int i = 0; i < marks.Count; i++)
        {
            EscapeMark mark = marks[i];
            bool first = i == 0 || (marks[i - 1].Family, marks[i - 1].Form) != (mark.Family, mark.Form);
            bool joins = !first && (mark.Start <= valueEnd || mark.Start - marks[i - 1].End <= Surroundings);
            if (!joins)
            {
                start = StartOf(bytes, mark, first ? 0 : from);
                valueEnd = 0;
            }

            valueEnd = mark.End > valueEnd ? ValueEnd(bytes, mark) : valueEnd;
            if (i + 1 < marks.Count && (marks[i + 1].Family, marks[i + 1].Form) == (mark.Family, mark.Form)
                && (marks[i + 1].Start <= valueEnd || marks[i + 1].Start - mark.End <= Surroundings))
            {
                continue;
            }

            from = Math.Max(valueEnd, LineEnd(bytes, mark));
            stretches.Add(new EscapedStretch(start, from, mark.Form, mark.Family));
        }
    }

    /// <summary>Undoes the escapes of a stretch.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="stretch">The stretch.</param>
    /// <param name="places">Where the bytes of the text are.</param>
    /// <param name="decoded">Receives the text without escapes, in UTF-8.</param>
    /// <param name="map">Receives where it stood.</param>
    /// <returns>The name of the encoding for the report.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes, EscapedStretch stretch, SourcePlaces places, ArrayBufferWriter<byte> decoded, SourceMap map)
    {
        int stride = stretch.Form.Stride();
        int begin = decoded.WrittenCount;
        bool json = true;
        for (int at = stretch.Start; at + stride <= stretch.End;)
        {
            int length = Opener(stretch.Family) == RunText.CharacterAt(bytes, at, stretch.Form)
                ? EscapeReader.Read(bytes, at, stretch.Form, stretch.Family, out int codePoint) : None(out codePoint);
            if (length == 0)
            {
                length = CopyPlain(bytes, at, stretch, places, decoded, map, begin);
            }
            else
            {
                json &= IsJson(bytes, at, length, stretch.Form);
                map.Add(decoded.WrittenCount - begin, places.At(at));
                WriteCharacter(codePoint, stretch.Family, decoded);
            }

            at += length;
        }

        map.Add(decoded.WrittenCount - begin, places.At(stretch.End));
        return stretch.Family switch
        {
            EscapeFamily.Percent => "percent",
            EscapeFamily.Xml => "xml",
            EscapeFamily.QuotedPrintable => "quoted-printable",
            _ => json ? "json" : "backslash",
        };
    }

    // At least one character, which may be one that begins no escape although it could.
    private static int CopyPlain(ReadOnlySpan<byte> bytes, int at, EscapedStretch stretch, SourcePlaces places, ArrayBufferWriter<byte> decoded,
        SourceMap map, int begin)
    {
        int stride = stretch.Form.Stride();
        int length = stride;
        if (stretch.Form == TextForm.Utf8)
        {
            int next = bytes[(at + 1)..stretch.End].IndexOf(Opener(stretch.Family));
            length = next < 0 ? stretch.End - at : next + 1;
        }

        Span<byte> target = decoded.GetSpan(length / stride);
        for (int i = 0; i < length; i += stride)
        {
            target[i / stride] = RunText.CharacterAt(bytes, at + i, stretch.Form);
            if (i == 0 || places.Map is not null)
            {
                map.Add(decoded.WrittenCount - begin + (i / stride), places.At(at + i));
            }
        }

        decoded.Advance(length / stride);
        return length;
    }

    private static void WriteCharacter(int codePoint, EscapeFamily family, ArrayBufferWriter<byte> decoded)
    {
        if (family is EscapeFamily.Percent or EscapeFamily.QuotedPrintable && codePoint is >= 0 and <= byte.MaxValue)
        {
            // These two escape the bytes of a character one by one.
            decoded.GetSpan(1)[0] = (byte)codePoint;
            decoded.Advance(1);
        }
        else if (codePoint != EscapeReader.Nothing)
        {
            // Half of a pair of surrogates is no character; what it is part of is no credential.
            decoded.Advance((Rune.IsValid(codePoint) ? new Rune(codePoint) : Rune.ReplacementChar).EncodeToUtf8(decoded.GetSpan(4)));
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes, int at, int length, TextForm form)
    {
        byte kind = RunText.CharacterAt(bytes, at + form.Stride(), form);
        return kind == 'u' ? length == 6 * form.Stride() && RunText.CharacterAt(bytes, at + (2 * form.Stride()), form) != '{'
            : kind is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f' or (byte)'/' or (byte)'\\' or (byte)'"';
    }

    private static int None(out int codePoint)
    {
        codePoint = EscapeReader.Nothing;
        return 0;
    }

    private static byte Opener(EscapeFamily family) => family switch
    {
        EscapeFamily.Percent => (byte)'%',
        EscapeFamily.Backslash => (byte)'\\',
        EscapeFamily.Xml => (byte)'&',
        _ => (byte)'=',
    };

    private static int StartOf(ReadOnlySpan<byte> bytes, EscapeMark mark, int from)
    {
        int stride = mark.Form.Stride();
        int at = mark.Start;
        bool value = true;
        while (at - stride >= from && mark.Start - at < LongestBefore)
        {
            byte c = RunText.CharacterAt(bytes, at - stride, mark.Form);
            value &= !Separators.Contains(c);
            if (LineEnds.Contains(c) || (!value && mark.Start - at >= Surroundings))
            {
                break;
            }

            at -= stride;
        }

        return at;
    }

    private static int ValueEnd(ReadOnlySpan<byte> bytes, EscapeMark mark) => EndOf(bytes, mark, LongestAfter, Separators);

    private static int LineEnd(ReadOnlySpan<byte> bytes, EscapeMark mark) => EndOf(bytes, mark, Surroundings, LineEnds);

    private static int EndOf(ReadOnlySpan<byte> bytes, EscapeMark mark, int longest, SearchValues<byte> ends)
    {
        int stride = mark.Form.Stride();
        int at = mark.End;
        while (at + stride <= bytes.Length && at - mark.End < longest && !ends.Contains(RunText.CharacterAt(bytes, at, mark.Form)))
        {
            at += stride;
        }

        return at;
    }
}
