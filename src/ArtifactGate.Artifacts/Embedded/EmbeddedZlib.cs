using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// A zlib stream (RFC 1950): resources of programs, code that is packed into them, texts in pictures, tables of fonts. Two bytes say little, so only one
/// that decompresses to its checksum counts; any other is bytes.
/// </summary>
internal sealed class EmbeddedZlib : EmbeddedFile
{
    private const int Shortest = 20;
    private const int HeaderLength = 2;
    private const int MostLengths = 30;

    // Lengths of codes that describe further codes (RFC 1951, section 3.2.7): each three bits.
    private const int LengthsAt = 17;
    private const int LeastLengths = 4;

    // A window of 32 KiB, which all writers say, and how well it is compressed.
    protected override (byte First, byte Second) Pair => (0x78, 0x9C);

    protected override IReadOnlyList<byte> OtherSeconds => [0x01, 0x5E, 0xDA];

    protected override int PairAt => 0;

    public override bool IsCertain => false;

    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= Shortest && head is [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] && BeginsBlock(head[HeaderLength..]);

    // Pixels are no text, and a picture is all of them.
    public override bool MayFollow(ReadOnlySpan<byte> before) => !before.EndsWith("IDAT"u8);

    protected override bool IsEnough(long packed, long unpacked, bool isCutOff) => false;

    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var stream = new ZlibStream(packed);
        position = () => stream.InputPosition;
        return stream;
    }

    // Stored with its length told twice, with the codes of the standard, or with codes of its own, whose first are complete.
    private static bool BeginsBlock(ReadOnlySpan<byte> block) => ((block[0] >> 1) & 3) switch
    {
        0 => (block[1] ^ block[3]) == 0xFF && (block[2] ^ block[4]) == 0xFF,
        1 => true,
        2 => Take(block, 3, 5) < MostLengths && Take(block, 8, 5) < MostLengths && IsComplete(block),
        _ => false,
    };

    private static bool IsComplete(ReadOnlySpan<byte> block)
    {
        int count = LeastLengths + Take(block, 13, 4), sum = 0;
        for (int i = 0; i < count; i++)
        {
            int length = Take(block, LengthsAt + (3 * i), 3);
            sum += length == 0 ? 0 : 0x80 >> length;
        }

        return sum == 0x80;
    }

    // Numbers begin with their lowest bit.
    private static int Take(ReadOnlySpan<byte> bytes, int at, int bits)
    {
        int value = bytes[at >> 3] | (bytes[(at >> 3) + 1] << 8);
        return (value >> (at & 7)) & ((1 << bits) - 1);
    }
}
