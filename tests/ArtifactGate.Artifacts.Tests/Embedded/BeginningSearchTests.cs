using ArtifactGate.Artifacts.Embedded;

namespace ArtifactGate.Artifacts.Tests.Embedded;

public sealed class BeginningSearchTests
{
    private static readonly IReadOnlyList<IReadOnlyList<(byte First, byte Second)>> Groups =
        [[(0x1F, 0x8B)], [((byte)'K', 3), ((byte)'M', (byte)'Z')], [(0xFD, 0x37)], [(0, 0)], [(0xFF, 0x80)]];

    [Fact]
    public void Every_pair_is_found_at_every_place_whatever_the_length()
    {
        var random = new Random(1);
        var search = new BeginningSearch(Groups);
        byte[] likely = [.. Groups.SelectMany(g => g).SelectMany(p => new[] { p.First, p.Second })];
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)])];
            var found = new List<(int At, byte Pairs)>();

            search.Find(bytes, found);

            Assert.Equal(Expected(bytes), found);
        }
    }

    // Of a group, the first byte of one pair and the second of another count too.
    private static IEnumerable<(int At, byte Pairs)> Expected(byte[] bytes)
    {
        for (int at = 0; at + 1 < bytes.Length; at++)
        {
            int pairs = 0;
            for (int i = 0; i < Groups.Count; i++)
            {
                pairs |= Groups[i].Any(p => p.First == bytes[at]) && Groups[i].Any(p => p.Second == bytes[at + 1]) ? 1 << i : 0;
            }

            if (pairs != 0)
            {
                yield return (at, (byte)pairs);
            }
        }
    }
}
