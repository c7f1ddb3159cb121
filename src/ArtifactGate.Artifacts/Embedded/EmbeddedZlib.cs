using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// A zlib stream (RFC 1950): resources of programs, code that is packed into them, texts in pictures, tables of fonts. Two bytes say little, so only one
/// that decompresses to its checksum counts; any other is bytes.
/// </summary>
internal sealed class EmbeddedZlib : EmbeddedFile
{
    private const int Shortest = 26;
    private const int HeaderLength = 2;
    private const int MostLengths = 30;

    // Lengths of codes that describe further codes (RFC 1951, section 3.2.7): each three bits.
    private const int LengthsAt = 17;
    private const int LeastLengths = 4;

    // Of content that is shorter nobody needs to know.
    private const int LeastLiterals = 16;
    private const int LongestLength = 29;

    // The shortest distance of each code that reaches no further back than as many bytes as are looked at.
    private static ReadOnlySpan<byte> Distances => [1, 2, 3, 4, 5, 7, 9, 13];

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
        1 => BeginsText(block),
        2 => Take(block, 3, 5) < MostLengths && Take(block, 8, 5) < MostLengths && IsComplete(block),
        _ => false,
    };

    // With the codes of the standard (section 3.2.6) there are bytes first, and then a repetition of these.
    private static bool BeginsText(ReadOnlySpan<byte> block)
    {
        for (int at = 3, literals = 0; literals < LeastLiterals; literals++)
        {
            int code = TakeCode(block, at, 8);
            if (code is (>= 0x30 and < 0xC0) or >= 0xC8)
            {
                at += code < 0xC0 ? 8 : 9;
                continue;
            }

            // The number of the length, from 1 for the shortest on; most have further bits, the longest has none.
            int length = code >= 0xC0 ? code - 0xC0 + 24 : code >> 1;
            int extra = length == LongestLength ? 0 : Math.Max(0, (length - 5) >> 2);
            int distance = TakeCode(block, at + (code >= 0xC0 ? 8 : 7) + extra, 5);
            return length is > 0 and <= LongestLength && distance < Distances.Length && Distances[distance] <= literals;
        }

        return true;
    }

    // Codes begin with their highest bit.
    private static int TakeCode(ReadOnlySpan<byte> bytes, int at, int bits)
    {
        int code = 0;
        for (int i = 0; i < bits; i++)
        {
            code = (code << 1) | ((bytes[(at + i) >> 3] >> ((at + i) & 7)) & 1);
        }

        return code;
    }

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
