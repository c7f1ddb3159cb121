using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds the escapes that matter. It passes over every byte, so it compares 64 at a time with the signs that begin an escape and with what
/// may follow one; only where both hold is a place looked at alone.
/// </summary>
internal static class EscapeSweep
{
    // The bytes that may follow a sign as two shuffle tables: each bit is a group of high nibbles with the same low nibbles, and a byte may follow
    // when its nibbles share a group. A zero may be half a character of UTF-16.
    private const byte Controls = 1;      // 0x: zero, line feed, carriage return
    private const byte Marks = 2;         // 2x: # + - /
    private const byte Digits = 4;        // 3x: 0 to 9 and =
    private const byte FirstLetters = 8;  // 4x, 6x: A to F and N
    private const byte LastLetters = 16;  // 5x, 7x: R U X and _

    private const int BlockSize = 64;
    private const int ChunkBlocks = 32;

    private static Vector128<byte> High =>
        Vector128.Create(Controls, 0, Marks, Digits, FirstLetters, LastLetters, FirstLetters, LastLetters, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Vector128<byte> Low => Vector128.Create(
        Controls | Digits,
        Digits | FirstLetters,
        Digits | FirstLetters | LastLetters,
        Marks | Digits | FirstLetters,
        Digits | FirstLetters,
        Digits | FirstLetters | LastLetters,
        Digits | FirstLetters,
        Digits,
        Digits | LastLetters,
        Digits,
        Controls,
        Marks,
        0,
        Controls | Marks | Digits,
        FirstLetters,
        Marks | LastLetters);

    /// <summary>Adds the percent, backslash and XML escapes, in their order.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="bigEndian">The byte order of UTF-16 in them.</param>
    /// <param name="mayBeMail">Whether equals signs are looked at: only in text they can mean anything.</param>
    /// <param name="marks">Receives the escapes.</param>
    /// <returns>Whether an equals sign with two hexadecimal digits or a line break behind it was met: only then may the text be quoted-printable.</returns>
    public static bool Find(ReadOnlySpan<byte> bytes, bool bigEndian, bool mayBeMail, List<EscapeMark> marks)
    {
        byte mail = (byte)(mayBeMail ? '=' : '%');
        bool equals = false;
        Span<ulong> masks = stackalloc ulong[ChunkBlocks];
        int at = 0;

        // The last byte of the last block is compared with the one behind it.
        while (bytes.Length - at > BlockSize)
        {
            int blocks = Math.Min(ChunkBlocks, (bytes.Length - at - 1) / BlockSize);
            if (MarkSigns(ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), at), mail, masks[..blocks]))
            {
                for (int i = 0; i < blocks; i++)
                {
                    for (ulong bits = masks[i]; bits != 0; bits &= bits - 1)
                    {
                        equals |= Look(bytes, at + (i * BlockSize) + BitOperations.TrailingZeroCount(bits), bigEndian, marks);
                    }
                }
            }

            at += blocks * BlockSize;
        }

        for (; at < bytes.Length; at++)
        {
            if (bytes[at] is (byte)'%' or (byte)'\\' or (byte)'&' || bytes[at] == mail)
            {
                equals |= Look(bytes, at, bigEndian, marks);
            }
        }

        return equals;
    }

    // A loop that calls nothing keeps its constants in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool MarkSigns(ref byte start, byte mail, Span<ulong> masks)
    {
        ulong any = 0;
        for (int i = 0; i < masks.Length; i++)
        {
            ref byte block = ref Unsafe.Add(ref start, i * BlockSize);
            ulong signs = Signs(ref block, mail) | ((ulong)Signs(ref Unsafe.Add(ref block, Vector256<byte>.Count), mail) << Vector256<byte>.Count);
            masks[i] = signs;
            any |= signs;
        }

        return any != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Signs(ref byte at, byte mail)
    {
        Vector256<byte> block = Vector256.LoadUnsafe(ref at);
        Vector256<byte> signs = Vector256.Equals(block, Vector256.Create((byte)'%')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
            | Vector256.Equals(block, Vector256.Create((byte)'&')) | Vector256.Equals(block, Vector256.Create(mail));
        return (signs & Follows(Vector256.LoadUnsafe(ref at, 1))).ExtractMostSignificantBits();
    }

    // All ones where a byte may follow a sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Follows(Vector256<byte> next)
    {
        Vector256<byte> low = next & Vector256.Create((byte)0x0F);
        Vector256<byte> high = Vector256.ShiftRightLogical(next.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);
        Vector256<byte> groups = Avx2.IsSupported
            ? Avx2.Shuffle(Vector256.Create(Low, Low), low) & Avx2.Shuffle(Vector256.Create(High, High), high)
            : Vector256.Create(
                Vector128.ShuffleNative(Low, low.GetLower()) & Vector128.ShuffleNative(High, high.GetLower()),
                Vector128.ShuffleNative(Low, low.GetUpper()) & Vector128.ShuffleNative(High, high.GetUpper()));
        return ~Vector256.Equals(groups, Vector256<byte>.Zero);
    }

    // Two bytes tell nearly always that there is nothing, whatever the encoding.
    private static bool Look(ReadOnlySpan<byte> bytes, int at, bool bigEndian, List<EscapeMark> marks)
    {
        if (bytes[at] == '=')
        {
            return at + 2 < bytes.Length && (bytes[at + 1] is (byte)'\r' or (byte)'\n'
                || (char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2])));
        }

        if (at + 3 >= bytes.Length)
        {
            return false;
        }

        byte next = bytes[at + 1] != 0 ? bytes[at + 1] : bytes[at + 2];
        bool possible = bytes[at] switch
        {
            (byte)'%' => char.IsAsciiHexDigit((char)next) || next == 'u',
            (byte)'&' => next == '#',
            _ => next is (byte)'u' or (byte)'U' or (byte)'x' or (byte)'n' or (byte)'r' or (byte)'/' or (byte)'_' or (byte)'-' or (byte)'+' or (byte)'='
                or (byte)'\r' or (byte)'\n' or (>= (byte)'0' and <= (byte)'3'),
        };
        if (possible)
        {
            Confirm(bytes, at, bigEndian, marks);
        }

        return false;
    }

    private static void Confirm(ReadOnlySpan<byte> bytes, int at, bool bigEndian, List<EscapeMark> marks)
    {
        EscapeFamily family = bytes[at] switch { (byte)'%' => EscapeFamily.Percent, (byte)'&' => EscapeFamily.Xml, _ => EscapeFamily.Backslash };
        bool wide = bytes[at + 1] == 0;
        TextForm form = !wide ? TextForm.Utf8 : bigEndian && at > 0 ? TextForm.Utf16BigEndian : TextForm.Utf16LittleEndian;
        Add(bytes, form == TextForm.Utf16BigEndian ? at - 1 : at, form, family, marks);
    }

    /// <summary>Adds what there is of one family at a place.</summary>
    public static void Add(ReadOnlySpan<byte> bytes, int at, TextForm form, EscapeFamily family, List<EscapeMark> marks)
    {
        int length = EscapeReader.Read(bytes, at, form, family, out int codePoint);
        if (length > 0)
        {
            var mark = new EscapeMark(at, at + length, form, family);
            if (EscapeReader.Tells(bytes, mark, codePoint))
            {
                marks.Add(mark);
            }
        }
    }
}
