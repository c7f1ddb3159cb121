using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;
using SharpCompress.Compressors.LZMA;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>Makes the library's LZMA decoder, with a dictionary as large as the content can need and no larger than a limit.</summary>
internal static class LzmaDecoder
{
    /// <summary>Bytes of the five that begin LZMA data: how literals and positions are coded, and the size of the dictionary.</summary>
    public const int PropertiesLength = 5;

    /// <summary>Values of the first of them that exist.</summary>
    public const int Codings = 9 * 5 * 5;

    private const uint LeastDictionary = 4096;

    /// <summary>Decompresses what stands behind the properties.</summary>
    /// <param name="properties">Five bytes.</param>
    /// <param name="input">The data; it is not owned.</param>
    /// <param name="packedLength">Its bytes, or -1.</param>
    /// <param name="length">Bytes that must come out, or -1 when a marker ends them.</param>
    /// <exception cref="InvalidDataException">There are no such properties.</exception>
    /// <exception cref="BudgetExceededException">The dictionary is too large.</exception>
    public static LzmaStream Create(ReadOnlySpan<byte> properties, StrictInput input, long packedLength, long length)
    {
        if (properties[0] >= Codings)
        {
            throw new InvalidDataException("no LZMA properties");
        }

        // A dictionary larger than the content is never looked at.
        long claimed = BinaryPrimitives.ReadUInt32LittleEndian(properties[1..]);
        long needed = Math.Max(LeastDictionary, length >= 0 ? Math.Min(claimed, length) : claimed);
        DecoderMemory.Check(needed);
        byte[] own = properties[..PropertiesLength].ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(own.AsSpan(1), (uint)needed);
        return LzmaStream.Create(own, input, packedLength, length, leaveOpen: true);
    }
}
