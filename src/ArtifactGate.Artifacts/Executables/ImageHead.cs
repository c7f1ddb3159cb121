using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Executables;

/// <summary>
/// Tells machine code from everything else by its first bytes: ELF (System V ABI, chapter 4), PE without a CLI header, Mach-O of 64 bits.
/// Only little-endian machines: .NET writes its bundles and images for hardly any other.
/// </summary>
internal static class ImageHead
{
    /// <summary>PE signature, COFF header and the optional header as far as the directories' count.</summary>
    private const int PeHeaders = 24 + 112;

    private const ushort PeIsLibrary = 0x2000;
    private const uint MachExecutable = 2;
    private const uint MachLibrary = 6;
    private const uint InterpreterSegment = 3;
    private const int MostSegments = 256;

    /// <summary>Whether it is a native program or library.</summary>
    public static bool IsNative(ReadOnlySpan<byte> head) => IsElf(head) || PeOf(head) is not null || IsMach(head, MachExecutable) || IsMach(head, MachLibrary);

    /// <summary>Whether it is a program that is started by its own name: no library.</summary>
    public static bool IsProgram(ReadOnlySpan<byte> head) =>
        IsElf(head) ? HasInterpreter(head)
        : PeOf(head) is int pe ? (BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 22)..]) & PeIsLibrary) == 0
        : IsMach(head, MachExecutable);

    private static bool IsElf(ReadOnlySpan<byte> head) =>
        head is [0x7F, (byte)'E', (byte)'L', (byte)'F', 1 or 2, 1, 1, ..] && head.Length >= 64 && head[16] is 2 or 3 && head[17] == 0;

    private static bool IsMach(ReadOnlySpan<byte> head, uint type) =>
        head is [0xCF, 0xFA, 0xED, 0xFE, ..] && head.Length >= 32 && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) == type;

    // A library has no interpreter that would load it; the entry for it stands with the first ones.
    private static bool HasInterpreter(ReadOnlySpan<byte> head)
    {
        bool wide = head[4] == 2;
        ulong table = wide ? BinaryPrimitives.ReadUInt64LittleEndian(head[32..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[28..]);
        int entry = wide ? 56 : 32;
        int count = Math.Min(MostSegments, (int)BinaryPrimitives.ReadUInt16LittleEndian(head[(wide ? 56 : 44)..]));
        ReadOnlySpan<byte> entries = head[(int)Math.Min(table, (ulong)head.Length)..];
        for (int i = 0; i < count && (i + 1) * entry <= entries.Length; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(entries[(i * entry)..]) == InterpreterSegment)
            {
                return true;
            }
        }

        return false;
    }

    // The 15th data directory is the CLI header, which only an assembly has.
    private static int? PeOf(ReadOnlySpan<byte> head)
    {
        if (head is not [(byte)'M', (byte)'Z', ..] || head.Length < 0x40)
        {
            return null;
        }

        int pe = BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..]);
        if (pe < 0x40 || pe > head.Length - PeHeaders || BinaryPrimitives.ReadUInt32LittleEndian(head[pe..]) != 0x4550)
        {
            return null;
        }

        int cli = pe + 24 + (14 * 8) + (BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 24)..]) switch { 0x10B => 96, 0x20B => 112, _ => head.Length });
        return cli + 4 <= head.Length && BinaryPrimitives.ReadUInt32LittleEndian(head[cli..]) == 0 ? pe : null;
    }
}
