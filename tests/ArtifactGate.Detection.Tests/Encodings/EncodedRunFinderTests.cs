using System.Text;

namespace ArtifactGate.Detection.Tests.Encodings;

/// <summary>Every engine of the run finder finds what the naive search finds, no more, no less, each once.</summary>
public sealed class EncodedRunFinderTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";

    private static readonly Encoding[] Encodings = [Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode];

    public static TheoryData<string> Engines => new(Enum.GetNames<ScanEngine>());

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_runs_around_the_least_length_in_every_form_at_every_offset(string engine)
    {
        var random = new Random(1);
        foreach (Encoding encoding in Encodings)
        {
            foreach (int characters in (int[])[1, 23, 24, 25, 31, 32, 33, 63, 64, 65, 100, 300])
            {
                byte[] run = encoding.GetBytes(random.GetString(Alphabet, characters));
                for (int offset = 0; offset <= 70; offset++)
                {
                    foreach (byte border in (byte[])[0, (byte)'.'])
                    {
                        foreach (int after in (int[])[0, 1, 2, 40])
                        {
                            AssertSame(engine, [.. Filled(border, offset), .. run, .. Filled(border, after)]);
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_runs_in_noise(string engine)
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var bytes = new List<byte>();
            while (bytes.Count < seed * 30)
            {
                Encoding encoding = Encodings[random.Next(3)];
                int shape = random.Next(5);
                bytes.AddRange(shape switch
                {
                    0 => encoding.GetBytes(random.GetString(Alphabet, random.Next(90))),
                    1 => encoding.GetBytes(random.GetString(Alphabet, random.Next(20, 28))),
                    2 => encoding.GetBytes(random.GetString(" =.:\0\u0141", random.Next(1, 3))),
                    3 => new byte[random.Next(3)],
                    _ => Noise(random, random.Next(10)),
                });
            }

            AssertSame(engine, [.. bytes]);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Tells_every_byte_of_the_alphabet_from_every_other(string engine)
    {
        for (int b = 0; b < 256; b++)
        {
            for (int at = 0; at < 64; at += 9)
            {
                byte[] bytes = Filled((byte)'A', 100);
                bytes[at] = (byte)b;
                AssertSame(engine, bytes);
            }
        }
    }

    // Blocks of 64 bytes are looked at in groups of 32; runs lie over their borders, begin and end at them, and follow each other closely.
    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_runs_across_the_borders_of_blocks_and_groups(string engine)
    {
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = Filled((byte)'=', 5000);
            for (int at = random.Next(40); at < bytes.Length; at += random.Next(1, seed % 2 == 0 ? 12 : 90))
            {
                int length = Math.Min(random.Next(8) == 0 ? random.Next(2200) : random.Next(1, 80), bytes.Length - at);
                int stride = random.Next(3) == 0 ? 2 : 1;
                for (int i = 0; i < length; i++, at++)
                {
                    bytes[at] = i % stride == 0 ? (byte)'A' : (byte)0;
                }
            }

            AssertSame(engine, bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Nothing_and_buffers_of_one_kind_are_no_special_case(string engine)
    {
        for (int length = 0; length < 200; length++)
        {
            AssertSame(engine, new byte[length]);
            AssertSame(engine, Filled((byte)'A', length));
            AssertSame(engine, Filled((byte)'=', length));
        }
    }

    [Fact]
    public void Padding_is_no_part_of_a_run()
    {
        var runs = new List<EncodedRun>();
        EncodedRunFinder.Find([.. Filled((byte)'A', 30), (byte)'=', (byte)'='], runs);
        Assert.Equal([new EncodedRun(0, 30, TextForm.Utf8, false)], runs);
    }

    [Theory]
    [InlineData(0, TextForm.Utf16LittleEndian)]
    [InlineData(1, TextForm.Utf16BigEndian)]
    public void A_text_file_in_UTF_16_has_its_own_byte_order(int bigEndian, TextForm form)
    {
        var runs = new List<EncodedRun>();
        byte[] file = new UnicodeEncoding(bigEndian != 0, false).GetBytes("key: \"" + new string('A', 40) + "\"\n");
        EncodedRunFinder.Find(file, runs);
        Assert.Equal([new EncodedRun(12, 40, form, false)], runs);
    }

    private static byte[] Filled(byte b, int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(b);
        return bytes;
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void AssertSame(string engine, byte[] bytes)
    {
        ScanEngine wanted = Enum.Parse<ScanEngine>(engine);
        Assert.SkipUnless(ScanEngines.CanRun(wanted), $"This machine has no {engine}.");

        // In the middle of characters that would lengthen its runs, to see a finder that looks past its span.
        byte[] surrounded = [.. Filled((byte)'A', 64), .. bytes, .. Filled((byte)'A', 64)];
        var runs = new List<EncodedRun>();
        EncodedRunFinder.Find(surrounded.AsSpan(64, bytes.Length), runs, wanted);
        Assert.Equal(NaiveRunSearch.Search(bytes).OrderBy(r => r.Start), runs);
    }
}
