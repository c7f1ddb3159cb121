using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Rar;

/// <summary>
/// Where a program ends by its own headers: an archive that unpacks itself stands there. Of Windows (PE format, section table) and of Unix
/// (ELF, whose section table is its last part).
/// </summary>
internal static class ProgramEnd
{
    private const int SectionLength = 40;

    /// <summary>The first byte behind the program whose head this is, or 0 when it is none.</summary>
    public static long Of(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'M', (byte)'Z', ..] when head.Length >= 0x40 => OfWindows(head),
        [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, ..] when head.Length >= 64 =>
            BinaryPrimitives.ReadInt64LittleEndian(head[40..]) + (BinaryPrimitives.ReadUInt16LittleEndian(head[58..]) * BinaryPrimitives.ReadUInt16LittleEndian(head[60..])),
        [0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 1, ..] when head.Length >= 52 =>
            BinaryPrimitives.ReadUInt32LittleEndian(head[32..]) + (BinaryPrimitives.ReadUInt16LittleEndian(head[46..]) * BinaryPrimitives.ReadUInt16LittleEndian(head[48..])),
        _ => 0,
    };

    private static long OfWindows(ReadOnlySpan<byte> head)
    {
        int pe = BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..]);
        if (pe < 0x40 || pe > head.Length - 24 || BinaryPrimitives.ReadUInt32LittleEndian(head[pe..]) != 0x4550)
        {
            return 0;
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 6)..]);
        int at = pe + 24 + BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 20)..]);
        long end = 0;
        for (; count > 0 && at <= head.Length - SectionLength; count--, at += SectionLength)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[(at + 16)..]), start = BinaryPrimitives.ReadUInt32LittleEndian(head[(at + 20)..]);
            end = Math.Max(end, length > 0 ? start + length : 0);
        }

        return end;
    }
}
