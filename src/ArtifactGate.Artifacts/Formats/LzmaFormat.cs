using System.Buffers.Binary;
using System.Numerics;
using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A file of the old LZMA program. It has no magic number: either its name says so, or every field of the header has a value that programs
/// write.
/// </summary>
internal sealed class LzmaFormat() : CompressedFileFormat("lzma", ".tlz>.tar", ".lzma")
{
    // What xz holds to, too: nobody has a file of 256 GiB in this format.
    private const long LongestContent = 1L << 38;

    public override Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => HasMagic(head) || (HasName(node.Path.Name) && MayBegin(head)) ? Fit.Generic : Fit.None;

    protected override bool HasMagic(ReadOnlySpan<byte> head)
    {
        // The coding that all programs use, a dictionary of a power of two or one and a half, and a first literal, which no zeros are.
        if (head is not [0x5D, ..] || !MayBegin(head) || head.Length < LzmaFileStream.HeaderLength + LzmaData.PropertiesLength || head[14] >= 0x80)
        {
            return false;
        }

        uint dictionary = BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
        uint power = dictionary & ~(dictionary >> 1);
        return dictionary is >= 4096 and <= 1 << 30 && BitOperations.IsPow2(power) && (dictionary == power || dictionary == power + (power >> 1))
            && head.Slice(14, 4).ContainsAnyExcept((byte)0);
    }

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) =>
        (new LzmaFileStream(packed, memory, hidden), null);

    // LZMA data begins with a zero byte.
    private static bool MayBegin(ReadOnlySpan<byte> head) => head.Length > LzmaFileStream.HeaderLength && head[0] < LzmaCoder.Codings && head[13] == 0
        && BinaryPrimitives.ReadInt64LittleEndian(head[LzmaData.PropertiesLength..]) is -1 or (>= 0 and < LongestContent);

    private static bool HasName(string name) => name.EndsWith(".lzma", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tlz", StringComparison.OrdinalIgnoreCase);
}
