using System.Buffers;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Reads what <c>xxd</c>, <c>hexdump</c>, <c>od</c>, <c>Format-Hex</c> and debuggers print: lines that begin with the place of their first byte. The
/// places tell how many bytes a line has, where more seem to follow because the text beside them reads like digits.
/// </summary>
/// <param name="bytes">The text.</param>
/// <param name="form">How its characters are encoded.</param>
internal readonly ref struct HexDump(ReadOnlySpan<byte> bytes, TextForm form)
{
    // What stands before the bytes in a line: the place, and what makes a comment or a log of it.
    private const int LongestHead = 64;

    private const int LeastWidth = 8;

    // Two digits and a blank by turns, as many as fit into the text of a line.
    private const int MostSpare = 6;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly TextForm _form = form;

    /// <summary>The first dump of which a line begins before the end of a stretch, and goes on into it.</summary>
    /// <param name="at">Where the stretch begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="from">Where the line that the stretch begins in may begin.</param>
    /// <param name="list">Receives the dump, which has two lines or more.</param>
    public bool TryFind(int at, int to, int from, out ByteList list)
    {
        int stride = _form.Stride();
        int earliest = Math.Max(from, at - (LongestHead * stride));
        while (at - stride >= earliest && RunText.CharacterAt(_bytes, at - stride, _form) != '\n')
        {
            at -= stride;
        }

        for (; at < to; at = HexDumpLine.NextLine(_bytes, at, _form))
        {
            if (HexDumpLine.TryRead(_bytes, at, _form, out HexDumpLine line) && Read(line, null) is > 0 and var end)
            {
                list = new ByteList(line.Start, end, _form, IsDecimal: false) { IsDump = true };
                return true;
            }
        }

        list = default;
        return false;
    }

    /// <summary>Appends the bytes of its lines, from the first whole one.</summary>
    /// <param name="at">Where to begin.</param>
    /// <param name="decoded">Receives the bytes.</param>
    public void Decode(int at, ArrayBufferWriter<byte> decoded)
    {
        while (at < _bytes.Length && (!HexDumpLine.TryRead(_bytes, at, _form, out HexDumpLine line) || Read(line, decoded) == 0))
        {
            at = HexDumpLine.NextLine(_bytes, at, _form);
        }
    }

    // Where the dump ends, or 0 where no second line goes on from the first.
    private int Read(HexDumpLine line, ArrayBufferWriter<byte>? decoded)
    {
        if (!HexDumpLine.TryRead(_bytes, line.Next, _form, out HexDumpLine next) || !TryMeasure(line, next, out int radix, out int width))
        {
            return 0;
        }

        while (true)
        {
            line.Decode(_bytes, _form, width, decoded);
            if (!HexDumpLine.TryRead(_bytes, line.Next, _form, out next) || next.Place(radix) - line.Place(radix) != width)
            {
                return line.Next;
            }

            line = next;
        }
    }

    // How many bytes a line has, and in what the places are counted: od does it in octal.
    private static bool TryMeasure(in HexDumpLine line, in HexDumpLine next, out int radix, out int width)
    {
        for (width = line.Count; width >= Math.Max(LeastWidth, line.Count - MostSpare); width--)
        {
            foreach (int each in (ReadOnlySpan<int>)[16, 8, 10])
            {
                if (line.Place(each) is >= 0 and var place && next.Place(each) - place == width)
                {
                    radix = each;
                    return true;
                }
            }
        }

        radix = 0;
        return false;
    }
}
