namespace ArtifactGate.Artifacts.Xz;

/// <summary>Reads the numbers of xz headers (format 1.2): seven bits a byte, the lowest first, no more than 63.</summary>
internal static class XzNumbers
{
    private const int MostBits = 63;

    /// <exception cref="InvalidDataException">There is none.</exception>
    public static long Take(ref ReadOnlySpan<byte> header)
    {
        long value = 0;
        for (int shift = 0; shift < MostBits; shift += 7)
        {
            byte b = header.IsEmpty ? throw Damaged() : header[0];
            header = header[1..];
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    /// <summary>What is told of headers that contradict themselves.</summary>
    public static InvalidDataException Damaged() => new("a damaged xz header");
}
