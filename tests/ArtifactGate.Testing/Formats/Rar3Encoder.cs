namespace ArtifactGate.Testing.Formats;

/// <summary>Packs the ways of RAR 2 and of RAR 2.9 to 4, as little as is needed: literals, and what may follow a block. More has <see cref="Rar3Writer"/>.</summary>
public static class Rar3Encoder
{
    private const int OldLengths = 19;
    private const int OldMain = 298;
    private const int OldOthers = 48 + 28;

    /// <summary>Literals, and the end of the file.</summary>
    public static byte[] Literals(byte[] content) => new Rar3Writer().Bytes(content).End();

    /// <summary>Literals, and then a block that is packed by PPMd.</summary>
    /// <param name="content">The literals.</param>
    /// <param name="mebibytes">The memory that PPMd is to take.</param>
    /// <param name="data">What it is to unpack.</param>
    public static byte[] Ppmd(byte[] content, int mebibytes, byte[] data) => new Rar3Writer().Bytes(content).NextBlock([0xA0 | 5, (byte)(mebibytes - 1), .. data]);

    /// <summary>Literals in the way of RAR 2: codes of nine bits for the main symbols, none for others; nothing tells the end.</summary>
    /// <param name="content">The literals.</param>
    /// <param name="codes">Whether the codes are told, or are those of the file before.</param>
    public static byte[] OldLiterals(byte[] content, bool codes = true)
    {
        var bits = new HighBitWriter();
        if (codes)
        {
            bits.Write(0, 2);
            for (int i = 0; i < OldLengths; i++)
            {
                bits.Write(i is 0 or 9 ? 1 : 0, 4);
            }

            for (int i = 0; i < OldMain + OldOthers; i++)
            {
                bits.Write(i < OldMain ? 1 : 0, 1);
            }
        }

        foreach (byte value in content)
        {
            bits.Write(value, 9);
        }

        return bits.ToArray();
    }
}
