using System.IO.Compression;

namespace ArtifactGate.Artifacts.Tests.Deflate;

/// <summary>Our decoder of deflate gives what the platform's gives, and calls damaged what that calls damaged.</summary>
public sealed class InflateStreamTests
{
    private static readonly CompressionLevel[] Levels = [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize];

    public static TheoryData<string, int> Contents()
    {
        var data = new TheoryData<string, int>();
        foreach (string kind in new[] { "zeros", "random", "skewed", "words", "repeats" })
        {
            foreach (int length in new[] { 0, 1, 2, 3, 100, 258, 4096, 65_537, 300_000 })
            {
                data.Add(kind, length);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public void Gives_back_what_was_compressed(string kind, int length)
    {
        byte[] content = Make(kind, length, new Random(length));
        foreach (CompressionLevel level in Levels)
        {
            byte[] packed = Deflated.Of(content, level);
            foreach (int step in new[] { 1, 7, 4096, 1 << 20 })
            {
                if (step > 1 || length <= 4096)
                {
                    Assert.Equal(content, Deflated.Inflate(packed, step, packed.Length, content.Length));
                }
            }

            Assert.Equal(content, Deflated.Inflate(packed, 4096, null, null));
        }
    }

    [Fact]
    public void Copies_at_every_distance_and_length()
    {
        for (int distance = 1; distance <= 40; distance++)
        {
            var random = new Random(distance);
            var content = new List<byte>();
            for (int length = 3; length <= 300; length++)
            {
                byte[] pattern = new byte[distance];
                random.NextBytes(pattern);
                content.AddRange(pattern);
                content.AddRange(Enumerable.Range(0, length).Select(i => pattern[i % distance]));
            }

            byte[] packed = Deflated.Of([.. content], CompressionLevel.SmallestSize);
            Assert.Equal(content, Deflated.Inflate(packed, 4096, packed.Length, content.Count));
        }
    }

    // Written by hand, because no compressor at hand reaches that far: a stored block, then one match of 258 bytes at the largest distance.
    [Theory]
    [InlineData(32_768, true)]
    [InlineData(32_767, false)]
    public void Reaches_back_to_the_farthest_distance_and_no_farther(int before, bool reaches)
    {
        byte[] content = Make("random", before, new Random(1));
        string match = "1" + "10" + "11000101" + "11101" + new string('1', 13) + "0000000";
        byte[] block = [.. match.PadRight(40, '0').Chunk(8).Select(bits => (byte)bits.Select((b, i) => b == '1' ? 1 << i : 0).Sum())];
        byte[] packed = [0, (byte)before, (byte)(before >> 8), (byte)~before, (byte)(~before >> 8), .. content, .. block];
        if (reaches)
        {
            Assert.Equal([.. content, .. content[..258]], Deflated.Inflate(packed, 1000, packed.Length, before + 258));
        }
        else
        {
            Assert.Throws<InvalidDataException>(() => Deflated.Inflate(packed, 1000, null, null));
        }
    }

    [Theory]
    [InlineData("words")]
    [InlineData("random")]
    [InlineData("zeros")]
    public void Input_that_is_cut_off_anywhere_is_said_to_be(string kind)
    {
        byte[] content = Make(kind, 700, new Random(5));
        foreach (CompressionLevel level in Levels)
        {
            byte[] packed = Deflated.Of(content, level);
            for (int length = 0; length < packed.Length; length++)
            {
                Assert.Throws<EndOfStreamException>(() => Deflated.Inflate(packed[..length], 4096, null, null));
            }
        }
    }

    [Fact]
    public void What_is_not_as_long_as_its_container_says_is_damaged()
    {
        byte[] content = Make("words", 5000, new Random(6));
        byte[] packed = Deflated.Of(content, CompressionLevel.Optimal);
        Assert.Throws<InvalidDataException>(() => Deflated.Inflate([.. packed, 0], 4096, packed.Length + 1, content.Length));
        Assert.Throws<InvalidDataException>(() => Deflated.Inflate(packed, 4096, packed.Length, content.Length + 1));
        Assert.Throws<InvalidDataException>(() => Deflated.Inflate(packed, 4096, packed.Length, content.Length - 1));
        Assert.Equal(content, Deflated.Inflate([.. packed, 1, 2, 3], 4096, null, null));
    }

    // Of every mutated input: the same bytes as the platform, or damage for both. Where the input is cut off the platform ends without a word.
    [Theory]
    [InlineData(60)]
    [InlineData(900)]
    [InlineData(40_000)]
    public void Agrees_with_the_platform_on_damaged_input(int length)
    {
        int damaged = 0, whole = 0;
        int rounds = 2_000_000 / (length + 1000);
        for (int seed = 0; seed < rounds; seed++)
        {
            var random = new Random(seed);
            string kind = new[] { "zeros", "random", "skewed", "words", "repeats" }[random.Next(5)];
            byte[] packed = Deflated.Of(Make(kind, random.Next(length), random), Levels[random.Next(4)]);
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                packed[random.Next(random.Next(2) == 0 ? Math.Min(packed.Length, 80) : packed.Length)] ^= (byte)(1 << random.Next(8));
            }

            (byte[] theirs, bool theyFailed) = Deflated.Platform(packed);
            (byte[] ours, Exception? failure) = Deflated.Ours(packed);
            Assert.True(failure is null or InvalidDataException or EndOfStreamException, $"seed {seed}: {failure}");
            Assert.True(!theyFailed || failure is not null, $"seed {seed}: passed damage");
            Assert.True(theyFailed || failure is not InvalidDataException, $"seed {seed}: called damaged what is not");
            int common = failure is null ? Math.Max(ours.Length, theirs.Length) : Math.Min(ours.Length, theirs.Length);
            Assert.True(ours.AsSpan(0, Math.Min(common, ours.Length)).SequenceEqual(theirs.AsSpan(0, Math.Min(common, theirs.Length))), $"seed {seed}: other bytes");
            (damaged, whole) = (damaged + (failure is null ? 0 : 1), whole + (failure is null ? 1 : 0));
        }

        Assert.True(damaged > rounds / 10 && whole > 0, $"{damaged} damaged, {whole} whole: the mutations are too strong or too weak");
    }

    private static byte[] Make(string kind, int length, Random random)
    {
        byte[] content = new byte[length];
        switch (kind)
        {
            case "random":
                random.NextBytes(content);
                break;
            case "skewed":
                // Frequencies that differ by powers of two make the longest codes, and second tables.
                for (int i = 0; i < length; i++)
                {
                    content[i] = (byte)(System.Numerics.BitOperations.LeadingZeroCount((uint)random.Next(1 << 20)) * 9 + (random.Next(40) == 0 ? random.Next(9) : 0));
                }

                break;
            case "words":
                string[] words = [.. Enumerable.Range(0, 60).Select(i => new string((char)('a' + (i % 26)), 1 + (i % 7)) + i)];
                using (var text = new MemoryStream(content))
                {
                    while (text.Position < length)
                    {
                        byte[] word = System.Text.Encoding.ASCII.GetBytes(words[random.Next(words.Length)] + " ");
                        text.Write(word, 0, (int)Math.Min(word.Length, length - text.Position));
                    }
                }

                break;
            case "repeats":
                for (int i = 0; i < length; i++)
                {
                    content[i] = i < 5 || random.Next(50) == 0 ? (byte)random.Next(256) : content[i - 1 - random.Next(Math.Min(i, 5))];
                }

                break;
            default:
                break;
        }

        return content;
    }
}
