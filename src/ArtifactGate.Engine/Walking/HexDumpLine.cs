using System.Buffers;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>One line of a dump: the place of its first byte, and the bytes.</summary>
/// <param name="Start">The first digit of the place.</param>
/// <param name="Places">The number that they are in hexadecimal, in octal and in decimal; -1 where they cannot be one.</param>
/// <param name="BytesAt">Where the bytes begin.</param>
/// <param name="GroupDigits">Digits that stand together.</param>
/// <param name="IsSwapped">Whether two bytes that stand together are one number, the lower byte first in memory.</param>
/// <param name="Count">The bytes, and perhaps what looks like some in the text beside them.</param>
/// <param name="Next">Where the next line begins.</param>
internal readonly record struct HexDumpLine(int Start, (long Hex, long Octal, long Decimal) Places, int BytesAt, int GroupDigits, bool IsSwapped, int Count, int Next)
{
    private const int LeastDigits = 4;
    private const int MostDigits = 16;
    private const int MostBytes = 256;
    private const int LongestText = 1024;

    // Before the bytes stand up to this many blanks, and between them two where half of the line ends.
    private const int WideGap = 8;
    private const int NarrowGap = 2;

    private static readonly SearchValues<byte> Prefix = SearchValues.Create(" \t#/*>|;-"u8);

    /// <summary>Reads the line that begins at a place.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int at, TextForm form, out HexDumpLine line)
    {
        int stride = form.Stride();
        line = default;
        while (Prefix.Contains(Character(bytes, at, form)))
        {
            at += stride;
        }

        bool prefixed = IsPrefix(bytes, at, form);
        at += prefixed ? 2 * stride : 0;
        int start = at, digits = DigitsAt(bytes, ref at, form);
        bool marked = Character(bytes, at, form) == ':';
        at += marked ? stride : 0;
        if (digits is < LeastDigits or > MostDigits || SkipBlanks(bytes, ref at, form) is 0 or > WideGap)
        {
            return false;
        }

        int group = at + (IsPrefix(bytes, at, form) ? 2 * stride : 0);
        int groupDigits = DigitsAt(bytes, ref group, form);
        line = new HexDumpLine(start, (PlaceAt(bytes, start, digits, form, 16), PlaceAt(bytes, start, digits, form, 8), PlaceAt(bytes, start, digits, form, 10)), at, groupDigits, groupDigits == 4 && !prefixed && !marked, 0, 0);
        int count = groupDigits is >= 2 and <= MostDigits && groupDigits % 2 == 0 ? line.Decode(bytes, form, MostBytes, null) : 0;
        if (count == 0)
        {
            return false;
        }

        line = line with { Count = count, Next = NextLine(bytes, at, form) };
        return true;
    }

    /// <summary>The number that the place is, or -1 where it cannot be one of that radix.</summary>
    public long Place(int radix) => radix switch { 16 => Places.Hex, 8 => Places.Octal, _ => Places.Decimal };

    /// <summary>Appends the bytes, but no more than <paramref name="most"/>.</summary>
    /// <returns>How many there are.</returns>
    public int Decode(ReadOnlySpan<byte> bytes, TextForm form, int most, ArrayBufferWriter<byte>? decoded)
    {
        int stride = form.Stride(), at = BytesAt, count = 0;
        while (count < most)
        {
            at += IsPrefix(bytes, at, form) ? 2 * stride : 0;
            int group = at, digits = DigitsAt(bytes, ref at, form);
            if (digits == 0 || digits > GroupDigits || digits % 2 != 0 || Character(bytes, at, form) is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0))
            {
                return count;
            }

            for (int i = 0; i < digits && count < most; i += 2, count++)
            {
                Append(bytes, group + ((IsSwapped && digits == 4 ? 2 - i : i) * stride), form, decoded);
            }

            if (digits < GroupDigits || SkipBlanks(bytes, ref at, form) is 0 or > NarrowGap)
            {
                return count;
            }
        }

        return count;
    }

    /// <summary>Where the next line begins: behind the end of this one, or far into it.</summary>
    public static int NextLine(ReadOnlySpan<byte> bytes, int at, TextForm form)
    {
        int stride = form.Stride();
        for (int i = 0; i < LongestText && at + stride <= bytes.Length; i++, at += stride)
        {
            if (RunText.CharacterAt(bytes, at, form) == '\n')
            {
                return at + stride;
            }
        }

        return at;
    }

    private static void Append(ReadOnlySpan<byte> bytes, int at, TextForm form, ArrayBufferWriter<byte>? decoded)
    {
        if (decoded is not null)
        {
            decoded.GetSpan(1)[0] = (byte)PlaceAt(bytes, at, 2, form, 16);
            decoded.Advance(1);
        }
    }

    private static bool IsPrefix(ReadOnlySpan<byte> bytes, int at, TextForm form) =>
        (Character(bytes, at, form), Character(bytes, at + form.Stride(), form)) is ((byte)'0', (byte)'x');

    private static int DigitsAt(ReadOnlySpan<byte> bytes, ref int at, TextForm form)
    {
        int digits = 0;
        for (; digits <= MostDigits && char.IsAsciiHexDigit((char)Character(bytes, at, form)); digits++)
        {
            at += form.Stride();
        }

        return digits;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> bytes, ref int at, TextForm form)
    {
        int blanks = 0;
        for (; Character(bytes, at, form) is (byte)' ' or (byte)'\t'; blanks++)
        {
            at += form.Stride();
        }

        return blanks;
    }

    private static long PlaceAt(ReadOnlySpan<byte> bytes, int at, int digits, TextForm form, int radix)
    {
        ulong place = 0;
        for (int i = 0; i < digits; i++, at += form.Stride())
        {
            int digit = HexDigit(RunText.CharacterAt(bytes, at, form));
            if (digit >= radix)
            {
                return -1;
            }

            place = (place * (uint)radix) + (uint)digit;
        }

        return (long)(place & long.MaxValue);
    }

    private static int HexDigit(byte c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    // Behind the end, and where the character is none of ASCII, it is 0.
    private static byte Character(ReadOnlySpan<byte> bytes, int at, TextForm form) =>
        at + form.Stride() <= bytes.Length ? RunText.CharacterAt(bytes, at, form) : (byte)0;
}
