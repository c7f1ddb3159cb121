using System.Buffers;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds the escapes of quoted-printable text (RFC 2045, 6.7). An equals sign is in most texts, so it counts only where something says that
/// this is mail: the name of the encoding, a line of just the length at which mail is broken or that is broken in the middle of a long word, or
/// escapes that follow one another as nothing else does.
/// </summary>
internal static class QuotedPrintable
{
    // Writers break at 76 characters, the sign included, and a few earlier where an escape would not fit.
    private const int LongestLine = 76;
    private const int ShortestLine = 70;

    // Characters on both sides of a break, and escapes in a row, that tell as much.
    private const int LongWord = 8;
    private const int ManyEscapes = 8;
    private const int EscapeLength = 3;

    private static readonly SearchValues<byte> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>Whether a text names the encoding.</summary>
    public static bool IsNamed(ReadOnlySpan<byte> bytes) => bytes.IndexOf("uoted-printable"u8) >= 0 || bytes.IndexOf("UOTED-PRINTABLE"u8) >= 0;

    /// <summary>Adds the escapes.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="named">Whether the text says that it is mail, in these bytes or before.</param>
    /// <param name="marks">Receives them.</param>
    public static void Find(ReadOnlySpan<byte> bytes, bool named, List<EscapeMark> marks)
    {
        if (named)
        {
            Find(bytes, "="u8, false, marks);
        }
        else
        {
            Find(bytes, "=\r\n"u8, true, marks);
            Find(bytes, "=\n"u8, true, marks);
            FindRows(bytes, marks);
        }
    }

    private static void Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sign, bool onlyBrokenLines, List<EscapeMark> marks)
    {
        int at = -1;
        while (bytes[(at + 1)..].IndexOf(sign) is var next and >= 0)
        {
            at += next + 1;
            if (!onlyBrokenLines || IsBrokenLine(bytes[Math.Max(0, at - LongestLine - 1)..at]) || IsInWord(bytes[..at], bytes[(at + sign.Length)..]))
            {
                EscapeSweep.Add(bytes, at, TextForm.Utf8, EscapeFamily.QuotedPrintable, marks);
            }
        }
    }

    private static bool IsBrokenLine(ReadOnlySpan<byte> before)
    {
        int length = before.Length - before.LastIndexOf((byte)'\n');
        return length is >= ShortestLine and <= LongestLine && before[^1] != '=';
    }

    private static bool IsInWord(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) =>
        before.Length >= LongWord && after.Length >= LongWord && AreWord(before[^LongWord..]) && AreWord(after[..LongWord]);

    private static bool AreWord(ReadOnlySpan<byte> characters) => !characters.ContainsAnyExcept(WordCharacters);

    private static void FindRows(ReadOnlySpan<byte> bytes, List<EscapeMark> marks)
    {
        for (int at = 0; bytes[at..].IndexOf((byte)'=') is var next and >= 0;)
        {
            at += next;
            int count = 0;
            while (IsEscape(bytes, at + (count * EscapeLength)))
            {
                count++;
            }

            for (int i = 0; i < count && count >= ManyEscapes; i++)
            {
                EscapeSweep.Add(bytes, at + (i * EscapeLength), TextForm.Utf8, EscapeFamily.QuotedPrintable, marks);
            }

            at += Math.Max(1, count * EscapeLength);
        }
    }

    private static bool IsEscape(ReadOnlySpan<byte> bytes, int at) =>
        at + 2 < bytes.Length && bytes[at] == '=' && char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2]);
}
