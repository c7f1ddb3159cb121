using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Tells text in UTF-32 by its head: the byte order mark, or the zeros that every character has.</summary>
internal static class Utf32Text
{
    /// <summary>Fewer characters than this without a byte order mark prove nothing.</summary>
    private const int Least = 8;

    /// <summary>The byte order, or null when it is no such text.</summary>
    public static TextForm? Recognize(ReadOnlySpan<byte> head) =>
        head.Length < 4 * Least && head is not ([0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..]) ? null
        : IsText(head, TextForm.Utf32LittleEndian) ? TextForm.Utf32LittleEndian
        : IsText(head, TextForm.Utf32BigEndian) ? TextForm.Utf32BigEndian
        : null;

    /// <summary>A character as one byte of UTF-8, for a reader who wants as many columns and no more: what is not ASCII is not told apart.</summary>
    public static byte Narrow(uint character) => character switch
    {
        < 0x80 => (byte)character,
        ByteOrderMark => ContinuationByte,
        <= 0xFFFF => LeadOfTwo,
        _ => LeadOfFour,
    };

    private const uint ByteOrderMark = 0xFEFF;

    // What a column count takes for no column, for one and for two.
    private const byte ContinuationByte = 0x80;
    private const byte LeadOfTwo = 0xC3;
    private const byte LeadOfFour = 0xF0;

    // All characters of the head are in the range that Unicode has, and without the mark most are ASCII: small numbers are text for nobody.
    private static bool IsText(ReadOnlySpan<byte> head, TextForm form)
    {
        int ascii = 0;
        for (int at = 0; at + 4 <= head.Length; at += 4)
        {
            uint character = Read(head[at..], form);
            if (character < ' ' ? character is not ('\t' or '\n' or '\r' or '\f' or 0x1B) : !IsCharacter(character))
            {
                return false;
            }

            ascii += character < 0x7F ? 1 : 0;
        }

        return Read(head, form) == ByteOrderMark || ascii >= head.Length / 4 * 3 / 4;
    }

    /// <summary>Whether Unicode has such a character.</summary>
    public static bool IsCharacter(uint character) => character is <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF);

    /// <summary>The first character.</summary>
    public static uint Read(ReadOnlySpan<byte> bytes, TextForm form) => form == TextForm.Utf32BigEndian
        ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
