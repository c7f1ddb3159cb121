using System.Buffers.Binary;

namespace ArtifactGate.Testing.Formats;

/// <summary>
/// A plain LZX compressor ([MS-PATCH] 2) for tests: one block a frame, codes of nearly equal lengths over the symbols that occur, and the
/// nearest match of three bytes or more. Not good, but it uses everything a decoder must know.
/// </summary>
public sealed class LzxEncoder
{
    /// <summary>Bytes of a frame.</summary>
    public const int FrameLength = 32 * 1024;

    private const int Verbatim = 1;
    private const int Aligned = 2;
    private const int LongestMatch = 257;

    private readonly int _windowBits;
    private readonly int _kind;
    private readonly byte[] _mainLengths;
    private readonly byte[] _lengthLengths = new byte[249];
    private readonly int[] _recent = [1, 1, 1];

    private LzxEncoder(int windowBits, int kind)
    {
        (_windowBits, _kind) = (windowBits, kind);
        _mainLengths = new byte[256 + (8 * (windowBits switch { 21 => 50, 20 => 42, _ => windowBits * 2 }))];
    }

    /// <summary>Compresses content into frames.</summary>
    /// <param name="content">The content.</param>
    /// <param name="windowBits">15 to 21.</param>
    /// <param name="kind">1 verbatim, 2 aligned offsets, 3 stored.</param>
    /// <param name="calls">Whether calls of x86 code are made absolute first.</param>
    public static List<(byte[] Packed, int Length)> Encode(byte[] content, int windowBits, int kind, bool calls)
    {
        var encoder = new LzxEncoder(windowBits, kind);
        byte[] data = [.. content];
        var frames = new List<(byte[], int)>();
        for (int start = 0; start < data.Length; start += FrameLength)
        {
            int length = Math.Min(FrameLength, data.Length - start);
            var bits = new LzxBitWriter();
            if (start == 0)
            {
                bits.Write(calls ? 1u : 0u, 1);
                if (calls)
                {
                    bits.Write((uint)data.Length >> 16, 16);
                    bits.Write((uint)data.Length & 0xFFFF, 16);
                }
            }

            if (calls)
            {
                MakeAbsolute(data.AsSpan(start, length), start, data.Length);
            }

            encoder.Frame(bits, data, start, length);
            frames.Add((bits.ToArray(), length));
        }

        return frames;
    }

    private static void MakeAbsolute(Span<byte> frame, int position, int fileLength)
    {
        for (int i = 0; i < frame.Length - 10; i++)
        {
            if (frame[i] != 0xE8)
            {
                continue;
            }

            int relative = BinaryPrimitives.ReadInt32LittleEndian(frame[(i + 1)..]), current = position + i;
            if (relative >= -current && relative < fileLength - current)
            {
                BinaryPrimitives.WriteInt32LittleEndian(frame[(i + 1)..], relative + current);
            }
            else if (relative >= fileLength - current && relative < fileLength)
            {
                BinaryPrimitives.WriteInt32LittleEndian(frame[(i + 1)..], relative - fileLength);
            }

            i += 4;
        }
    }

    private void Frame(LzxBitWriter bits, byte[] data, int start, int length)
    {
        bits.Write((uint)_kind, 3);
        bits.Write((uint)length >> 8, 16);
        bits.Write((uint)length & 0xFF, 8);
        if (_kind is not (Verbatim or Aligned))
        {
            bits.PadToBytes();
            foreach (int distance in _recent)
            {
                bits.Bytes(BitConverter.GetBytes(distance));
            }

            bits.Bytes(data.AsSpan(start, length));
            return;
        }

        var tokens = Tokens(data, start, length);
        byte[] main = LzxCode.Flat(tokens.Select(t => t.Main), _mainLengths.Length);
        byte[] lengths = LzxCode.Flat(tokens.Where(t => t.Length >= 0).Select(t => t.Length), _lengthLengths.Length);
        if (_kind == Aligned)
        {
            // Two lengths, so that the order of codes matters.
            foreach (byte bitsOf in AlignedLengths)
            {
                bits.Write(bitsOf, 3);
            }
        }

        LzxCode.WriteLengths(bits, main.AsSpan(0, 256), _mainLengths.AsSpan(0, 256));
        LzxCode.WriteLengths(bits, main.AsSpan(256), _mainLengths.AsSpan(256));
        LzxCode.WriteLengths(bits, lengths, _lengthLengths);
        uint[] mainCodes = LzxCode.Codes(main), lengthCodes = LzxCode.Codes(lengths), alignedCodes = LzxCode.Codes(AlignedLengths);
        foreach ((int symbol, int footer, int extra, int value) in tokens)
        {
            bits.Write(mainCodes[symbol], main[symbol]);
            if (footer >= 0)
            {
                bits.Write(lengthCodes[footer], lengths[footer]);
            }

            if (_kind == Aligned && extra >= 3)
            {
                bits.Write((uint)value >> 3, extra - 3);
                bits.Write(alignedCodes[value & 7], AlignedLengths[value & 7]);
            }
            else
            {
                bits.Write((uint)value, extra);
            }
        }
    }

    private static byte[] AlignedLengths { get; } = [2, 2, 3, 3, 4, 4, 4, 4];

    // The main symbol, the symbol of the length or -1, and bits of the distance: how many, and their value.
    private List<(int Main, int Length, int Extra, int Value)> Tokens(byte[] data, int start, int length)
    {
        var tokens = new List<(int, int, int, int)>();
        var last = new Dictionary<int, int>();
        int Key(int i) => data[i] | (data[i + 1] << 8) | (data[i + 2] << 16);
        for (int i = Math.Max(0, start - (1 << _windowBits) + FrameLength); i < start; i++)
        {
            last[Key(i)] = i;
        }

        for (int at = start, end = start + length; at < end;)
        {
            int match = 0, from = 0;
            if (at + 3 <= end && last.TryGetValue(Key(at), out from))
            {
                while (match < LongestMatch && at + match < end && data[from + match] == data[at + match])
                {
                    match++;
                }
            }

            tokens.Add(match < 3 ? (data[at], -1, 0, 0) : Match(match, at - from));
            for (int next = at + Math.Max(1, match); at < next; at++)
            {
                if (at + 3 <= end)
                {
                    last[Key(at)] = at;
                }
            }
        }

        return tokens;
    }

    private (int Main, int Length, int Extra, int Value) Match(int length, int distance)
    {
        int header = Math.Min(length - 2, 7), footer = header == 7 ? length - 9 : -1;
        int recent = Array.IndexOf(_recent, distance);
        if (recent >= 0)
        {
            (_recent[0], _recent[recent]) = (_recent[recent], _recent[0]);
            return (256 + (recent * 8) + header, footer, 0, 0);
        }

        (_recent[0], _recent[1], _recent[2]) = (distance, _recent[0], _recent[1]);
        int slot = 3, formatted = distance + 2, first = 3;
        int Extra(int s) => s < 4 ? 0 : Math.Min((s / 2) - 1, 17);
        while (first + (1 << Extra(slot)) <= formatted)
        {
            first += 1 << Extra(slot++);
        }

        return (256 + (slot * 8) + header, footer, Extra(slot), formatted - first);
    }
}
