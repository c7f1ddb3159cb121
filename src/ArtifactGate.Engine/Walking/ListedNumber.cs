using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>One number of a list of bytes, in each way in which it can be read.</summary>
/// <param name="Length">The bytes it takes; 0 when there is no number.</param>
/// <param name="IsPrefixed">Whether it begins with <c>0x</c>, or with <c>&amp;H</c>.</param>
/// <param name="IsHex">Whether it can be one byte in hexadecimal: two digits, or one or two behind a prefix.</param>
/// <param name="HasLetter">Whether a digit is a letter.</param>
/// <param name="IsDecimal">Whether it can be one byte in decimal, with a sign or without.</param>
/// <param name="AsHex">What it is in hexadecimal.</param>
/// <param name="AsDecimal">What it is in decimal.</param>
internal readonly record struct ListedNumber(int Length, bool IsPrefixed, bool IsHex, bool HasLetter, bool IsDecimal, byte AsHex, byte AsDecimal)
{
    private const int MostDigits = 4;

    /// <summary>Reads the number at a place.</summary>
    /// <param name="bytes">The text; a number may not touch a letter or digit that is none of its own.</param>
    /// <param name="at">Where it may begin.</param>
    /// <param name="form">How the characters are encoded.</param>
    public static ListedNumber Read(ReadOnlySpan<byte> bytes, int at, TextForm form)
    {
        int stride = form.Stride();
        int start = at;
        bool minus = Character(bytes, at, form) == '-';
        at += minus ? stride : 0;
        bool prefixed = !minus && (Character(bytes, at, form), Character(bytes, at + stride, form)) is ((byte)'0', (byte)'x' or (byte)'X') or ((byte)'&', (byte)'H' or (byte)'h');
        at += prefixed ? 2 * stride : 0;
        int digits = 0, hex = 0, ten = 0;
        bool letter = false;
        for (; digits < MostDigits && Character(bytes, at, form) is var c && char.IsAsciiHexDigit((char)c); digits++, at += stride)
        {
            hex = (hex * 16) + Convert.ToInt32(((char)c).ToString(), 16);
            ten = (ten * 10) + c - '0';
            letter |= c > '9';
        }

        if (digits == 0 || digits == MostDigits)
        {
            return default;
        }

        at += SuffixLength(bytes, at, form);
        bool isHex = !minus && (prefixed ? digits <= 2 : digits == 2);
        bool isDecimal = !prefixed && !letter && ten <= (minus ? 128 : 255);
        return new ListedNumber(at - start, prefixed, isHex, letter, isDecimal, (byte)hex, (byte)(minus ? -ten : ten));
    }

    // The type of the number: u8 in Rust, uy or y in F#, u in C.
    private static int SuffixLength(ReadOnlySpan<byte> bytes, int at, TextForm form)
    {
        int stride = form.Stride(), start = at;
        at += Character(bytes, at, form) == '_' ? stride : 0;
        bool unsigned = Character(bytes, at, form) is (byte)'u' or (byte)'U';
        at += unsigned ? stride : 0;
        at += Character(bytes, at, form) == 'y' || (unsigned && Character(bytes, at, form) == '8') ? stride : 0;
        return at > start && !char.IsAsciiLetterOrDigit((char)Character(bytes, at, form)) ? at - start : 0;
    }

    private static byte Character(ReadOnlySpan<byte> bytes, int at, TextForm form) =>
        at + form.Stride() <= bytes.Length ? RunText.CharacterAt(bytes, at, form) : (byte)0;
}
