using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Xz;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>xz (format 1.2.1): the checksum of its flags and that of the header of its first block hold.</summary>
internal sealed class EmbeddedXz : EmbeddedFile
{
    private const int StreamHeader = 12;

    protected override (byte First, byte Second) Pair => (0xFD, (byte)'7');

    protected override int PairAt => 0;

    public override bool IsCertain => true;

    public override bool Begins(ReadOnlySpan<byte> head)
    {
        // Without a block there is no content, and nothing to open.
        if (head.Length < StreamHeader + 8 || head is not [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, ..] || head[StreamHeader] == 0
            || Crc32.HashToUInt32(head[6..8]) != BinaryPrimitives.ReadUInt32LittleEndian(head[8..]))
        {
            return false;
        }

        ReadOnlySpan<byte> block = head[StreamHeader..];
        int length = (block[0] + 1) * 4;
        return length <= block.Length && Crc32.HashToUInt32(block[..(length - 4)]) == BinaryPrimitives.ReadUInt32LittleEndian(block[(length - 4)..]);
    }

    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var stream = new XzFileStream(packed, memory, single: true);
        position = () => stream.PackedPosition;
        return new ForeignStream(stream, () => stream);
    }
}
