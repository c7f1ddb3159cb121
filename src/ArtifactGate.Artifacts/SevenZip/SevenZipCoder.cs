using System.Buffers.Binary;
using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.SevenZip;

/// <summary>A method of a 7z archive, with its properties.</summary>
/// <param name="Id">Its number, as Methods.txt of 7-Zip lists them.</param>
/// <param name="Properties">What it must know beforehand.</param>
internal sealed record SevenZipCoder(ulong Id, byte[] Properties)
{
    private const ulong Lzma = 0x030101;
    private const ulong Ppmd = 0x030401;
    private const ulong Lzma2 = 0x21;

    // What the library decompresses: copies, Delta, filters for code, Deflate, BZip2, Zstandard, AES and those above.
    private static readonly HashSet<ulong> Known =
    [
        0, 3, 0x0A, 0x0B, Lzma2, Lzma, Ppmd, 0x03030103, 0x0303011B, 0x03030205, 0x03030401, 0x03030501, 0x03030701, 0x03030805, 0x040108, 0x040202, 0x04F71101, 0x06F10701,
        4, 5, 6, 7, 8, 9,
    ];

    /// <summary>Whether it can be decompressed.</summary>
    public bool IsKnown => Known.Contains(Id);

    /// <summary>What it is, for a person.</summary>
    public string Name => Id switch { 0x020302 => "SWAP2", 0x020304 => "SWAP4", 0x040109 => "Deflate64", _ => $"{Id:X}" };

    /// <summary>Whether it is LZMA, of which every header is made.</summary>
    public bool IsLzma => Id == Lzma && Properties.Length == LzmaData.PropertiesLength;

    /// <summary>Whether its memory is a dictionary of what came out.</summary>
    public bool IsDictionary => Id is Lzma or Lzma2;

    /// <summary>Bytes of memory that it demands.</summary>
    /// <exception cref="InvalidDataException">Its properties do not fit it.</exception>
    public long Memory => (Id, Properties.Length) switch
    {
        (Lzma or Ppmd, 5) => BinaryPrimitives.ReadUInt32LittleEndian(Properties.AsSpan(1)),
        (Lzma2, 1) => DecoderMemory.OfLzma2(Properties[0]),
        (Lzma or Ppmd or Lzma2, _) => throw SevenZipHeader.Damaged(),
        _ => 0,
    };
}
