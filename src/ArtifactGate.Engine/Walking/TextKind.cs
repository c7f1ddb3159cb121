using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Tells text from other bytes by the head of a node: only in text do neighbours explain a value.</summary>
internal static class TextKind
{
    /// <summary>Fewer characters than this without a byte order mark prove nothing.</summary>
    private const int LeastUtf16 = 8;

    /// <summary>Whether the node is text in ASCII, UTF-8, an 8-bit code page, or UTF-16.</summary>
    public static bool IsText(ReadOnlySpan<byte> head) => !head.ContainsAny(ControlBytes.OfNoText) || Utf16Order(head) is not null;

    /// <summary>The byte order of text in UTF-16: by its byte order mark, else by the zeros that most of its characters have; null for anything else.</summary>
    public static TextForm? Utf16Order(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] => TextForm.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => TextForm.Utf16BigEndian,
        [> 0, 0, > 0, 0, ..] when IsMostlyAscii(head, 0) => TextForm.Utf16LittleEndian,
        [0, > 0, 0, > 0, ..] when IsMostlyAscii(head, 1) => TextForm.Utf16BigEndian,
        _ => null,
    };

    private static bool IsMostlyAscii(ReadOnlySpan<byte> head, int low)
    {
        int ascii = 0;
        for (int at = 0; at + 1 < head.Length; at += 2)
        {
            if (head[at + 1 - low] == 0)
            {
                if (head[at + low] == 0 || ControlBytes.OfNoText.Contains(head[at + low]))
                {
                    return false;
                }

                ascii++;
            }
        }

        return ascii >= Math.Max(LeastUtf16, head.Length / 2 * 3 / 4);
    }
}
