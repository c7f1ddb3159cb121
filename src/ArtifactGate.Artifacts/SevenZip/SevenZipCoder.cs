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
