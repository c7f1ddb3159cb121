using System.Buffers;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Reads texts that are written a character at a time: <c>'g', 'h', 'p'</c> in arrays of most languages, <c>["g","h","p"]</c> in JSON, <c>"g" + "h"</c>
/// where they are joined.
/// </summary>
internal static class CharacterList
{
    // A quote, the character, and the quote again.
    private const int Item = 3;

    // What may stand between two: a line end and a deep indentation.
    private const int LongestGap = 160;

    // Commas and joins; and the letters that say what kind of character it is: b of Rust and Python, L and u of C, c of Basic.
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,;+&.|bLuUc"u8);

    /// <summary>The list around a place.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="at">Where two of its characters stand or more.</param>
    /// <param name="length">The bytes of that place.</param>
    /// <param name="from">Where it may begin.</param>
    /// <param name="list">Receives it.</param>
    public static bool TryFind(ReadOnlySpan<byte> bytes, int at, int length, int from, out ByteList list)
    {
        // What a quote ends and the next one begins looks like a character too: a comma.
        for (int end = at + length; at < end; at++)
        {
            if (IsItem(bytes, at) && Next(bytes, at) is >= 0 and var next && Next(bytes, next) >= 0)
            {
                int start = at, count = 1;
                for (int before = Previous(bytes, at, from); before >= 0; before = Previous(bytes, before, from))
                {
                    start = before;
                    count++;
                }

                int last = at;
                for (int behind = next; behind >= 0; behind = Next(bytes, behind))
                {
                    last = behind;
                    count++;
                }

                list = new ByteList(start, last + Item, TextForm.Utf8, IsDecimal: false) { IsQuoted = true };
                return count >= ByteListSweep.LeastBytes;
            }
        }

        list = default;
        return false;
    }

    /// <summary>Appends the characters.</summary>
    /// <param name="bytes">The text, up to the end of the list.</param>
    /// <param name="at">Where the list begins, or somewhere in it.</param>
    /// <param name="decoded">Receives them.</param>
    public static void Decode(ReadOnlySpan<byte> bytes, int at, ArrayBufferWriter<byte> decoded)
    {
        while (at + Item <= bytes.Length && !(IsItem(bytes, at) && (at + Item == bytes.Length || Next(bytes, at) >= 0)))
        {
            at++;
        }

        for (; at >= 0 && at + Item <= bytes.Length; at = Next(bytes, at))
        {
            decoded.GetSpan(1)[0] = bytes[at + 1];
            decoded.Advance(1);
        }
    }

    private static bool IsItem(ReadOnlySpan<byte> bytes, int at) =>
        at >= 0 && at + Item <= bytes.Length && bytes[at] is (byte)'"' or (byte)'\'' && bytes[at + 2] == bytes[at] && bytes[at + 1] != bytes[at] && bytes[at + 1] >= ' ';

    // Where the next one begins, or -1.
    private static int Next(ReadOnlySpan<byte> bytes, int at)
    {
        int start = at + Item;
        ReadOnlySpan<byte> rest = bytes.Slice(start, Math.Min(LongestGap, bytes.Length - start));
        int gap = rest.IndexOfAnyExcept(Between);
        return gap > 0 && IsItem(bytes, start + gap) && bytes[start + gap] == bytes[at] ? start + gap : -1;
    }

    // Where the one before begins, or -1.
    private static int Previous(ReadOnlySpan<byte> bytes, int at, int from)
    {
        int earliest = Math.Max(from, at - LongestGap);
        int end = bytes[earliest..at].LastIndexOfAnyExcept(Between);
        int start = earliest + end + 1 - Item;
        return end >= 0 && end < at - earliest - 1 && start >= from && IsItem(bytes, start) && bytes[start] == bytes[at] ? start : -1;
    }
}
