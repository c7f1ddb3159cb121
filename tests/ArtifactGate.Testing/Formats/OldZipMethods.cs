namespace ArtifactGate.Testing.Formats;

/// <summary>
/// Compresses as PKZIP 1 did (APPNOTE 5.1 to 5.3): nobody writes these methods any more, but everybody reads them, so that other programs can
/// be asked whether this is right.
/// </summary>
public static class OldZipMethods
{
    private const int Control = 256;
    private const int Codes = 1 << 13;
    private const int Free = -1;
    private const byte Escape = 144;

    /// <summary>Method 1: LZW, with widening and clearing.</summary>
    public static byte[] Shrink(byte[] content)
    {
        var bits = new BitWriter();
        var codes = new Dictionary<(int Parent, byte Value), int>();
        int[] parents = [.. Enumerable.Repeat(Free, Codes)];
        int width = 9, lastTaken = Control, current = content[0];
        foreach (byte value in content.AsSpan(1))
        {
            if (codes.TryGetValue((current, value), out int longer))
            {
                current = longer;
                continue;
            }

            Emit(bits, ref width, current);
            int next = Array.IndexOf(parents, Free, lastTaken + 1);
            if (next < 0)
            {
                Emit(bits, ref width, Control);
                bits.Write(2, width);
                ClearLeaves(parents, codes);
                next = Array.IndexOf(parents, Free, Control + 1);
            }

            // What builds on a code that was just freed, readers take up too, but it stands for nothing.
            bool isUsable = current < Control || parents[current] != Free;
            (parents[next], lastTaken) = (current, next);
            if (isUsable)
            {
                codes[(current, value)] = next;
            }

            current = value;
        }

        Emit(bits, ref width, current);
        return bits.ToArray();
    }

    /// <summary>Methods 2 to 5: which byte follows which, and repetitions.</summary>
    public static byte[] Reduce(byte[] content, int factor)
    {
        var bits = new BitWriter();
        byte[] symbols = Repetitions(content, factor);
        byte[][] followers = [.. Enumerable.Range(0, 256).Select(b => Followers(symbols, (byte)b))];
        for (int b = 255; b >= 0; b--)
        {
            bits.Write(followers[b].Length, 6);
            Array.ForEach(followers[b], f => bits.Write(f, 8));
        }

        byte last = 0;
        foreach (byte symbol in symbols)
        {
            byte[] known = followers[last];
            int index = Array.IndexOf(known, symbol);
            if (known.Length > 0)
            {
                bits.Write(index < 0 ? 1 : 0, 1);
            }

            if (known.Length == 0 || index < 0)
            {
                bits.Write(symbol, 8);
            }
            else
            {
                bits.Write(index, known.Length <= 2 ? 1 : (int)Math.Ceiling(Math.Log2(known.Length)));
            }

            last = symbol;
        }

        return bits.ToArray();
    }

    /// <summary>Method 6, with a window of 8 KiB.</summary>
    public static byte[] Implode(byte[] content, bool literalTree)
    {
        // Trees are complete: 256 codes of 8 bits; 64 of 6; and 16 of 5, 16 of 6, 32 of 7.
        int[] literalLengths = [.. Enumerable.Repeat(8, 256)], lengthLengths = [.. Enumerable.Repeat(6, 64)];
        int[] distanceLengths = [.. Enumerable.Repeat(7, 32), .. Enumerable.Repeat(5, 16), .. Enumerable.Repeat(6, 16)];
        var bits = new BitWriter();
        foreach (int[] lengths in literalTree ? new[] { literalLengths, lengthLengths, distanceLengths } : [lengthLengths, distanceLengths])
        {
            int[][] runs = [.. lengths.Chunk(16)];
            bits.Write(runs.Length - 1, 8);
            Array.ForEach(runs, r => bits.Write(((r.Length - 1) << 4) | (r[0] - 1), 8));
        }

        int least = literalTree ? 3 : 2;
        int[] literals = CodesOf(literalLengths), lengthCodes = CodesOf(lengthLengths), distances = CodesOf(distanceLengths);
        for (int at = 0; at < content.Length;)
        {
            (int distance, int length) = Longest(content, at, 8192, least + 63 + 255);
            if (length < least + 1)
            {
                bits.Write(1, 1);
                bits.Write(literalTree ? literals[content[at]] : content[at], 8);
                at++;
                continue;
            }

            bits.Write(0, 1);
            bits.Write(distance - 1, 7);
            bits.Write(distances[(distance - 1) >> 7], distanceLengths[(distance - 1) >> 7]);
            bits.Write(lengthCodes[Math.Min(length - least, 63)], lengthLengths[Math.Min(length - least, 63)]);
            bits.Write(length - least - 63, length - least >= 63 ? 8 : 0);
            at += length;
        }

        return bits.ToArray();
    }

    private static void Emit(BitWriter bits, ref int width, int code)
    {
        while (code >= 1 << width)
        {
            bits.Write(Control, width);
            bits.Write(1, width);
            width++;
        }

        bits.Write(code, width);
    }

    private static void ClearLeaves(int[] parents, Dictionary<(int Parent, byte Value), int> codes)
    {
        HashSet<int> used = [.. parents.Where(p => p != Free)];
        for (int code = Control + 1; code < Codes; code++)
        {
            parents[code] = used.Contains(code) ? parents[code] : Free;
        }

        foreach (((int, byte) key, int code) in codes.ToArray())
        {
            if (parents[code] == Free)
            {
                codes.Remove(key);
            }
        }
    }

    // The algorithm of APPNOTE 5.3.8, step by step.
    private static int[] CodesOf(int[] lengths)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Length).OrderBy(i => lengths[i])];
        int[] codes = new int[lengths.Length];
        int code = 0, increment = 0, lastLength = 0;
        foreach (int i in order.Reverse())
        {
            code += increment;
            if (lengths[i] != lastLength)
            {
                (lastLength, increment) = (lengths[i], 1 << (16 - lengths[i]));
            }

            codes[i] = Enumerable.Range(0, 16).Sum(bit => ((code >> bit) & 1) << (15 - bit));
        }

        return codes;
    }

    private static byte[] Repetitions(byte[] content, int factor)
    {
        int mask = 0xFF >> factor;
        var symbols = new List<byte>();
        for (int at = 0; at < content.Length;)
        {
            (int distance, int length) = Longest(content, at, 256 << factor, 3 + mask + 255);
            if (length > 5)
            {
                int coded = length - 3;
                int high = (distance - 1) >> 8;
                int first = (high << (8 - factor)) | Math.Min(coded, mask);
                if (first != 0)
                {
                    symbols.AddRange([Escape, (byte)first, .. coded >= mask ? [(byte)(coded - mask)] : Array.Empty<byte>(), (byte)(distance - 1)]);
                    at += length;
                    continue;
                }
            }

            symbols.AddRange(content[at] == Escape ? [Escape, 0] : [content[at]]);
            at++;
        }

        return [.. symbols];
    }

    private static byte[] Followers(byte[] symbols, byte of)
    {
        var counts = new Dictionary<byte, int>();
        byte last = 0;
        foreach (byte symbol in symbols)
        {
            counts[symbol] = last == of ? counts.GetValueOrDefault(symbol) + 1 : counts.GetValueOrDefault(symbol);
            last = symbol;
        }

        return [.. counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).Take(16 + (of % 16)).Select(c => c.Key)];
    }

    private static (int Distance, int Length) Longest(byte[] content, int at, int window, int most)
    {
        (int distance, int length) best = (0, 0);
        ReadOnlySpan<byte> rest = content.AsSpan(at, Math.Min(most, content.Length - at));
        for (int from = Math.Max(0, at - window); from < at && rest.Length > 3; from++)
        {
            int common = content.AsSpan(from).CommonPrefixLength(rest);
            best = common > best.length ? (at - from, common) : best;
        }

        return best;
    }
}
