using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds the escapes of quoted-printable text (RFC 2045, 6.7). An equals sign is in most texts, so it counts only where something says that
/// this is mail: the name of the encoding, or a line of just the length at which mail is broken.
/// </summary>
internal static class QuotedPrintable
{
    // Writers break at 76 characters, the sign included, and a few earlier where an escape would not fit.
    private const int LongestLine = 76;
    private const int ShortestLine = 70;

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
        }
    }

    private static void Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sign, bool onlyBrokenLines, List<EscapeMark> marks)
    {
        int at = -1;
        while (bytes[(at + 1)..].IndexOf(sign) is var next and >= 0)
        {
            at += next + 1;
            if (!onlyBrokenLines || IsBrokenLine(bytes[Math.Max(0, at - LongestLine - 1)..at]))
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
}
