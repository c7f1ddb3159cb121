using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds the escapes that matter. It passes over every byte, so it compares 32 at a time with the signs that begin an escape; what follows
/// one is looked at alone.
/// </summary>
internal static class EscapeSweep
{
    /// <summary>Adds the percent, backslash and XML escapes, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<byte> bytes, bool bigEndian, List<EscapeMark> marks)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int at = 0;
        for (; at <= bytes.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref first, (uint)at);
            Vector256<byte> signs = Vector256.Equals(block, Vector256.Create((byte)'%')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.Equals(block, Vector256.Create((byte)'&'));
            if (signs == Vector256<byte>.Zero)
            {
                continue;
            }

            for (uint bits = signs.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                Look(bytes, at + BitOperations.TrailingZeroCount(bits), bigEndian, marks);
            }
        }

        for (; at < bytes.Length; at++)
        {
            if (bytes[at] is (byte)'%' or (byte)'\\' or (byte)'&')
            {
                Look(bytes, at, bigEndian, marks);
            }
        }
    }

    // Two bytes tell nearly always that there is nothing, whatever the encoding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Look(ReadOnlySpan<byte> bytes, int at, bool bigEndian, List<EscapeMark> marks)
    {
        if (at + 3 >= bytes.Length)
        {
            return;
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
