using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds bytes that a text lists one by one: <c>0x67, 0x68</c> in the source of most languages, <c>67 68</c> and <c>67:68</c> in dumps,
/// <c>103, 104</c>. Such a list has nothing but digits and what stands between numbers, so that looking at 16 characters of each 32 finds all
/// that are long enough; what else has 16 of these characters in a row is rare.
/// </summary>
internal static class ByteListSweep
{
    /// <summary>Bytes in the shortest list that is found: shorter than every credential, and longer than a hash of 16 bytes.</summary>
    public const int LeastBytes = 20;

    private const int Step = 32;

    // What may stand between two numbers: a line end and a deep indentation, and a cast.
    private const int LongestGap = 160;

    // Digits, prefixes, suffixes, and what stands between: also (byte), which Java needs, and [char] of PowerShell, chr( and a join in Basic, PHP and SQL,
    // the number sign of Pascal, and the backslash at the end of a line of a registry file.
    private static readonly SearchValues<byte> Characters = SearchValues.Create("0123456789abcdefABCDEFxX&Hh,;: \t\r\n-+().|#[]ytrRuUwW_\\"u8);

    private const byte Blanks = 1;        // 0x: tab and line ends
    private const byte Marks = 2;         // 2x: blank # & ( ) + , - .
    private const byte Digits = 4;        // 3x: 0 to 9 : ;
    private const byte FirstLetters = 8;  // 4x, 6x: A to F, H
    private const byte LastUpper = 16;    // 5x: R U W X [ \ ] _
    private const byte LastLower = 32;    // 7x: r t u w x y |

    private static Vector128<byte> High =>
        Vector128.Create(Blanks, 0, Marks, Digits, FirstLetters, LastUpper, FirstLetters, LastLower, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Vector128<byte> Low => Vector128.Create(
        Marks | Digits,
        Digits | FirstLetters,
        Digits | FirstLetters | LastUpper | LastLower,
        Marks | Digits | FirstLetters,
        Digits | FirstLetters | LastLower,
        Digits | FirstLetters | LastUpper | LastLower,
        Marks | Digits | FirstLetters,
        Digits | LastUpper | LastLower,
        Marks | Digits | FirstLetters | LastUpper | LastLower,
        Blanks | Marks | Digits | LastLower,
        Blanks | Digits,
        Marks | Digits | LastUpper,
        Marks | LastUpper | LastLower,
        Blanks | Marks | LastUpper,
        Marks,
        LastUpper);

    /// <summary>Adds the lists in their order.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="bigEndian">The byte order of UTF-16 in them.</param>
    /// <param name="lists">Receives the lists.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<byte> bytes, bool bigEndian, List<ByteList> lists)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int done = 0;
        for (int at = 0; at <= bytes.Length - (2 * Vector128<byte>.Count); at += Step)
        {
            Vector128<byte> block = Vector128.LoadUnsafe(ref first, (uint)at);
            if (IsOfLists(block))
            {
                done = at < done ? done : Grow(bytes, at, done, TextForm.Utf8, lists);
                continue;
            }

            if (HasQuotes(block))
            {
                done = at >= done && CharacterList.TryFind(bytes, at, Vector128<byte>.Count, done, out ByteList list) ? Add(list, lists) : done;
                continue;
            }

            // Half of the bytes are zero in UTF-16, of one order or the other; both halves together are 16 characters.
            Vector128<byte> other = Vector128.LoadUnsafe(ref first, (uint)(at + Vector128<byte>.Count));
            Vector128<ushort> both = (block | other).AsUInt16();
            if ((both & Vector128.Create((ushort)0xFF00)) == Vector128<ushort>.Zero)
            {
                done = at < done || !IsOfLists(Vector128.Narrow(block.AsUInt16(), other.AsUInt16())) ? done
                    : Grow(bytes, at, done, TextForm.Utf16LittleEndian, lists);
            }
            else if ((both & Vector128.Create((ushort)0x00FF)) == Vector128<ushort>.Zero
                && IsOfLists(Vector128.Narrow(block.AsUInt16() >>> 8, other.AsUInt16() >>> 8)))
            {
                done = at < done ? done : bigEndian ? Grow(bytes, at, done, TextForm.Utf16BigEndian, lists)
                    : Grow(bytes, at + 1, done, TextForm.Utf16LittleEndian, lists);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOfLists(Vector128<byte> block)
    {
        Vector128<byte> low = block & Vector128.Create((byte)0x0F);
        Vector128<byte> high = Vector128.ShiftRightLogical(block.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F);
        Vector128<byte> groups = Vector128.ShuffleNative(Low, low) & Vector128.ShuffleNative(High, high);
        return !Vector128.EqualsAny(groups, Vector128<byte>.Zero) && HasNumbers(block);
    }

    // A single character in quotes, twice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasQuotes(Vector128<byte> block)
    {
        uint quotes = (Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\''))).ExtractMostSignificantBits();
        quotes &= quotes >> 2;
        return (quotes & (quotes - 1)) != 0;
    }

    private static int Add(ByteList list, List<ByteList> lists)
    {
        lists.Add(list);
        return list.End;
    }

    // Two marks or blanks and a digit: a hash or an identifier has no such marks, an indentation has no digit. A point joins calls; else it is part of a
    // number that is no byte.
    private static bool HasNumbers(Vector128<byte> block)
    {
        if (Vector128.EqualsAny(block, Vector128.Create((byte)'.')) && !Vector128.EqualsAny(block, Vector128.Create((byte)'(')))
        {
            return false;
        }

        Vector128<byte> between = Vector128.LessThan(block, Vector128.Create((byte)'-')) | Vector128.Equals(block, Vector128.Create((byte)':'))
            | Vector128.Equals(block, Vector128.Create((byte)';'));
        return BitOperations.PopCount(between.ExtractMostSignificantBits()) >= 2
            && Vector128.LessThanAny(block - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
    }

    // From a few characters to all around them that may be of a list.
    private static int Grow(ReadOnlySpan<byte> bytes, int at, int from, TextForm form, List<ByteList> lists)
    {
        int stride = form.Stride();
        int start = at, end = at;
        while (start - stride >= from && Characters.Contains(RunText.CharacterAt(bytes, start - stride, form)))
        {
            start -= stride;
        }

        while (end + stride <= bytes.Length && Characters.Contains(RunText.CharacterAt(bytes, end, form)))
        {
            end += stride;
        }

        // The text beside the first line of a dump ends the stretch, so the dump is followed from there.
        bool isDump = new HexDump(bytes, form).TryFind(start, end, from, out ByteList dump);

        // What is cut off by the end of the bytes may be half a number.
        ByteListReader.Read(isDump ? bytes[..dump.Start] : bytes[..end], start, form, LongestGap * stride, lists);
        if (isDump)
        {
            lists.Add(dump);
        }

        return isDump ? dump.End : end;
    }
}
