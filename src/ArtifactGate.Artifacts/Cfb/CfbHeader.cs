using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>The header of a compound file ([MS-CFB] 2.2).</summary>
internal sealed class CfbHeader
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Length = 512;

    /// <summary>The size of a sector of the mini stream.</summary>
    public const int MiniSector = 64;

    private const int InHeader = 109;
    private const int Telling = 32;

    /// <summary>Takes the fields from the first <see cref="Length"/> bytes.</summary>
    public CfbHeader(ReadOnlySpan<byte> bytes)
    {
        SectorSize = 1 << bytes[30];
        FirstDirectory = U32(bytes, 48);
        MiniCutoff = U32(bytes, 56);
        FirstMiniFat = U32(bytes, 60);
        FirstDifat = U32(bytes, 68);
        for (int i = 0; i < InHeader; i++)
        {
            Difat[i] = U32(bytes, 76 + (i * sizeof(uint)));
        }
    }

    /// <summary>512 or 4096.</summary>
    public int SectorSize { get; }

    /// <summary>The first sector of the directory.</summary>
    public uint FirstDirectory { get; }

    /// <summary>Streams shorter than this are in the mini stream.</summary>
    public uint MiniCutoff { get; }

    /// <summary>The first sector of the table of the mini stream.</summary>
    public uint FirstMiniFat { get; }

    /// <summary>The first sector that goes on with <see cref="Difat"/>.</summary>
    public uint FirstDifat { get; }

    /// <summary>The first sectors of the table.</summary>
    public uint[] Difat { get; } = new uint[InHeader];

    /// <summary>
    /// Whether bytes begin like a compound file: eight bytes of magic, the order of bytes, and sizes of sectors that there are. One that is cut off
    /// in its header is one too.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.Length >= Telling
        && head is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..]
        && head[28] == 0xFE && head[29] == 0xFF && head[30] is 9 or 12 && head[31] == 0;

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
