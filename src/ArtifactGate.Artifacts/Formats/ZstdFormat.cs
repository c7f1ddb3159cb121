using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zstd;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>Zstandard (RFC 8878), one frame or several.</summary>
internal sealed class ZstdFormat() : CompressedFileFormat("zstd", ".tzst>.tar", ".zst")
{
    // Frames that a decompressor skips may stand first: what compresses in parallel writes one before each that counts.
    protected override bool HasMagic(ReadOnlySpan<byte> head)
    {
        while (head is [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, _, _, _, _, ..] && BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) is var skipped && skipped < head.Length - 8)
        {
            head = head[(8 + (int)skipped)..];
        }

        return head is [0x28, 0xB5, 0x2F, 0xFD, _, _, ..];
    }

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) =>
        (ZstdDecoder.Open(packed, memory, hidden), null);
}
