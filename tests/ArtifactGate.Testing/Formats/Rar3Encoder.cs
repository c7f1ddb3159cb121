namespace ArtifactGate.Testing.Formats;

/// <summary>Packs the way of RAR 2.9 to 4, as little as is needed: a block of literals, each of nine bits, and what may follow a block.</summary>
public static class Rar3Encoder
{
    private const int BlockEnd = 256;
    private const int Symbols = 404;

    /// <summary>Literals, and the end of the file.</summary>
    public static byte[] Literals(byte[] content) => Block(content, [false, false]);

    /// <summary>Literals, and then a block that is packed by PPMd.</summary>
    /// <param name="content">The literals.</param>
    /// <param name="mebibytes">The memory that PPMd is to take.</param>
    /// <param name="data">What it is to unpack.</param>
    public static byte[] Ppmd(byte[] content, int mebibytes, byte[] data) => [.. Block(content, [true]), 0xA0 | 5, (byte)(mebibytes - 1), .. data];

    private static byte[] Block(byte[] content, bool[] behind)
    {
        var bits = new List<bool>();
        void Write(int value, int count) => bits.AddRange(Enumerable.Range(1, count).Select(i => ((value >> (count - i)) & 1) != 0));

        // No PPMd, no table from before. Of the codes that tell lengths four are used, of two bits each: a nine, and runs of the last length and of zeros.
        Write(0, 2);
        foreach (int symbol in Enumerable.Range(0, 20))
        {
            Write(symbol is 9 or 17 or 18 or 19 ? 2 : 0, 4);
        }

        Write(0, 2);
        Run(1, 138);
        Run(1, BlockEnd - 138);
        Run(3, 138);
        Write(2, 2);
        Write(Symbols - 1 - BlockEnd - 138 - 3, 3);
        foreach (int symbol in content.Select(b => (int)b).Append(BlockEnd))
        {
            Write(symbol, 9);
        }

        bits.AddRange(behind);
        return [.. bits.Chunk(8).Select(c => (byte)c.Select((bit, i) => bit ? 0x80 >> i : 0).Sum())];

        void Run(int code, int length)
        {
            Write(code, 2);
            Write(length - 11, 7);
        }
    }
}
