using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Tests.Walking;

public sealed class KeptStreamTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_byte_that_was_not_handed_out_is_read_once_and_knows_its_place(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(1, 20_000)];
        random.NextBytes(bytes);
        List<WalkItem.HandedOut> ranges = Ranges(random, bytes.Length);
        var expected = new SortedSet<long>(Enumerable.Range(0, bytes.Length).Select(i => (long)i).Where(i => !ranges.Any(r => r.Length >= 64 && Has(r, i))));
        using var kept = new KeptStream(new MemoryStream(bytes), ranges);
        var buffer = new byte[random.Next(1, 5000)];
        long at = 0;

        for (int read; (read = kept.Read(buffer)) > 0; at += read)
        {
            for (int i = 0; i < read; i++)
            {
                long original = kept.OriginalOf(at + i);
                if (expected.Remove(original))
                {
                    Assert.Equal(bytes[original], buffer[i]);
                    Assert.Equal(ranges.Any(r => Has(r, original)), kept.IsHandedOut(original));
                }
                else
                {
                    Assert.Equal(0, buffer[i]);
                }
            }
        }

        Assert.Empty(expected);
        Assert.True(at <= bytes.Length);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void At_a_border_zeros_keep_both_sides_apart(int seed)
    {
        var random = new Random(seed);
        byte[] bytes = [.. Enumerable.Range(0, random.Next(1, 20_000)).Select(_ => (byte)random.Next(1, 256))];
        List<WalkItem.HandedOut> ranges = Ranges(random, bytes.Length);
        long[] borders = [.. Enumerable.Range(0, random.Next(20)).Select(_ => (long)random.Next(bytes.Length + 10))];
        using var kept = new KeptStream(new MemoryStream(bytes), ranges, borders);
        var buffer = new byte[random.Next(1, 5000)];
        var read = new List<byte>();
        while (kept.Read(buffer) is var count and > 0)
        {
            read.AddRange(buffer[..count]);
        }

        // Every byte but zero is in order at its place, and none of a border's sides stands beside the other.
        long[] places = [.. Enumerable.Range(0, read.Count).Where(i => read[i] != 0).Select(i => kept.OriginalOf(i))];
        Assert.Equal(Enumerable.Range(0, bytes.Length).Select(i => (long)i).Where(i => !ranges.Any(r => r.Length >= 64 && Has(r, i))), places);
        Assert.All(Enumerable.Range(0, read.Count).Where(i => read[i] != 0), i => Assert.Equal(bytes[kept.OriginalOf(i)], read[i]));
        Assert.All(Enumerable.Range(1, Math.Max(0, read.Count - 1)).Where(i => read[i] != 0 && read[i - 1] != 0), i => Assert.DoesNotContain(kept.OriginalOf(i), borders));
    }

    private static bool Has(WalkItem.HandedOut range, long at) => at >= range.Offset && at < range.Offset + range.Length;

    private static List<WalkItem.HandedOut> Ranges(Random random, int length)
    {
        var ranges = new List<WalkItem.HandedOut>();
        for (int at = random.Next(300); at < length; at += random.Next(1, 400))
        {
            var range = new WalkItem.HandedOut(at, Math.Min(random.Next(1, 300), length - at));
            ranges.Add(range);
            at += (int)range.Length;
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ranges));
        return ranges;
    }
}
