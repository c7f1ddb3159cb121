using System.Text;

namespace ArtifactGate.Detection.Tests.Content;

/// <summary>Every content rule finds its samples where they stand, in every encoding, and lives through damage.</summary>
public sealed class ContentSampleTests
{
    public static TheoryData<string> Codes => new(RuleBook.Default.Rules.OfType<ContentRule>().Select(r => r.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Finds_its_samples_exactly(string code)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            ContentSample sample = Sample(code, seed);
            Match match = Assert.Single(ContentScan.Of(sample.Path, sample.Content), m => m.Rule.Code == code);
            Assert.Equal(sample.Content.AsSpan().IndexOf(sample.Secret), match.Offset);
            Assert.Equal(sample.Secret.Length, match.ByteLength);
            Assert.NotNull(match.Member);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Finds_its_samples_behind_a_byte_order_mark_and_in_windows_lines(string code)
    {
        ContentSample sample = Sample(code, 1);
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sample.Content).Replace("\n", "\r\n", StringComparison.Ordinal))];
        Match match = Assert.Single(ContentScan.Of(sample.Path, marked), m => m.Rule.Code == code);
        Assert.Equal(marked.AsSpan().IndexOf(sample.Secret), match.Offset);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Finds_its_samples_in_utf16(string code)
    {
        ContentSample sample = Sample(code, 2);
        string text = Encoding.UTF8.GetString(sample.Content);
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)];
        Match match = Assert.Single(ContentScan.Of(sample.Path, wide), m => m.Rule.Code == code);
        Assert.Equal(wide.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(sample.Secret))), match.Offset);
        Assert.Equal(sample.Secret.Length * 2, match.ByteLength);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Lives_through_cuts_and_flipped_bits(string code)
    {
        ContentSample sample = Sample(code, 3);
        for (int i = 0; i < sample.Content.Length; i += Math.Max(1, sample.Content.Length / 64))
        {
            _ = ContentScan.Of(sample.Path, sample.Content[..i]);
        }

        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] flipped = [.. sample.Content];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            }

            foreach (Match match in ContentScan.Of(sample.Path, flipped))
            {
                Assert.InRange(match.Offset + match.ByteLength, 1, flipped.Length);
            }
        }
    }

    [Theory]
    [InlineData("nuget.config", "<a>", "")]
    [InlineData("web.config", "<a b=\"1\"><c>", "")]
    [InlineData("config.json", "{\"auths\":{\"a\":[", "")]
    [InlineData("x.json", "{\"private_key\":{\"a\":", "")]
    public void Ends_quickly_on_endless_nesting(string path, string repeated, string end)
    {
        string head = repeated.StartsWith('{') ? "{\"auths\":1,\"x\":[" : "";
        string text = head + string.Concat(Enumerable.Repeat(repeated, 900_000 / repeated.Length)) + end;
        Assert.Empty(ContentScan.Of(path, text));
    }

    private static ContentSample Sample(string code, int seed) => ((ContentRule)RuleBook.Default.Find(code)!).Sample(new Random(seed));
}
