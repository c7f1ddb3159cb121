using ArtifactGate.Artifacts.Formats;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// bzip2. Its beginning is text, and stands in programs and about it; a block that begins with possible numbers does not.
/// </summary>
internal sealed class EmbeddedBzip2 : EmbeddedFile
{
    private const int BlockAt = 4;
    private const int Shortest = 37;
    private const int LevelUnit = 100_000;

    protected override (byte First, byte Second) Pair => ((byte)'Z', (byte)'h');

    protected override int PairAt => 1;

    public override bool IsCertain => true;

    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= Shortest && head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
        && BeginsBlock(head[(BlockAt + 10)..], (head[3] - '0') * LevelUnit);

    // Behind its checksum: whether it is randomised, where the text began, which bytes there are, how many tables and how often one is chosen.
    private static bool BeginsBlock(ReadOnlySpan<byte> block, int most)
    {
        int at = 0;
        int random = Take(block, ref at, 1), origin = Take(block, ref at, 24), groups = Take(block, ref at, 16);
        int symbols = 0;
        for (int i = 0; i < 16; i++)
        {
            symbols += (groups & (1 << i)) != 0 ? int.PopCount(Take(block, ref at, 16)) : 0;
        }

        int tables = Take(block, ref at, 3), selectors = Take(block, ref at, 15);
        return random == 0 && origin < most && symbols > 0 && tables is >= 2 and <= 6 && selectors is > 0 and <= 18_002;
    }

    // What is not there counts as zeros.
    private static int Take(ReadOnlySpan<byte> bytes, ref int at, int bits)
    {
        int value = 0;
        for (int end = at + bits; at < end; at++)
        {
            value = (value << 1) | ((at >> 3) < bytes.Length ? (bytes[at >> 3] >> (7 - (at & 7))) & 1 : 0);
        }

        return value;
    }

    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var input = new StrictInput(packed);
        position = () => input.Position;
        return Bzip2Format.Open(input, memory);
    }
}
