namespace ArtifactGate.Artifacts.Memory;

/// <summary>How much memory a decompressor may be asked for. Formats let their header demand up to 4 GiB; what real programs write stays below.</summary>
internal static class DecoderMemory
{
    /// <summary>Bytes. The strongest setting of xz and 7-Zip takes half of it.</summary>
    public const long Most = 128L << 20;

    /// <summary>What is told of content that demands more.</summary>
    public static readonly string Refusal = $"needs more than {Most >> 20} MiB of memory to decompress";

    /// <summary>Lets pass what can be decompressed.</summary>
    /// <param name="bytes">What the header demands.</param>
    /// <exception cref="BudgetExceededException">It is too much.</exception>
    public static void Check(long bytes)
    {
        if (bytes > Most)
        {
            throw new BudgetExceededException(UnreadReason.Size, Refusal);
        }
    }

    /// <summary>The dictionary of LZMA2, whose coder property is one byte: 2 or 3, shifted.</summary>
    /// <exception cref="InvalidDataException">There is no such size.</exception>
    public static long OfLzma2(byte coded) => coded switch
    {
        < 40 => (2L | (coded & 1)) << ((coded / 2) + 11),
        40 => uint.MaxValue,
        _ => throw new InvalidDataException("no size of a dictionary"),
    };
}
