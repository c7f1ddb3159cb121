using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Images of native AOT, whose literals stand among commands.</summary>
public sealed class NativeAotTests : FormatTest
{
    private static TestNativeAot Image(params string[] literals)
    {
        var image = new TestNativeAot();
        foreach (string literal in literals)
        {
            image.String(literal);
        }

        return image;
    }

    [Fact]
    public void A_literal_is_whole_and_at_its_place()
    {
        byte[] image = Image("clean", SampleSecrets.GitHub(1), "see " + SampleSecrets.GitHub(2) + " there").Build();
        GateResult result = Scan(image);
        Assert.Empty(result.Unread);
        Assert.Equal("native-aot", result.Artifacts[0].Kind);
        Assert.Equal(2, result.Findings.Count);
        foreach ((Finding finding, int seed) in result.Findings.Zip([1, 2]))
        {
            // Its last byte is a zero, and as such left out of the image.
            Assert.Equal(image.AsSpan().IndexOf(Encoding.Unicode.GetBytes(SampleSecrets.GitHub(seed)).AsSpan()[..^1]), finding.Location.Offset);
            Assert.Equal(("", "utf-16le"), (finding.Path.Inner, finding.Encoding));
        }

        Assert.Equal(["lib/native.so", "lib/native.so"], Found(Scan(Zip(("lib/native.so", new TestNativeAot { Library = true }.String(SampleSecrets.GitHub(3)).String(SampleSecrets.GitHub(4)).Build())))));
    }

    [Fact]
    public void Pieces_are_put_together()
    {
        byte[] token = Encoding.UTF8.GetBytes(SampleSecrets.GitHub(5));
        Assert.Equal([""], Found(Scan(new TestNativeAot().Command(0, 20, token[..20]).Command(0, token.Length - 20, token[20..]).Build())));
    }

    [Fact]
    public void All_commands_are_known()
    {
        TestNativeAot Image() => new TestNativeAot().Command(2, 40_000).Command(3, 300).Command(4, 0, 1, 2, 3, 4).Command(5, 2, 1, 2, 3, 4, 5, 6, 7, 8).Command(1, 70_000);
        GateResult result = Scan(Image().String(SampleSecrets.GitHub(6)).Build());
        Assert.Single(result.Findings);
        Assert.Empty(result.Unread);
        foreach (TestNativeAot damaged in new[] { Image().Command(6, 3), Image().Command(7, 0), Image().Command(0, 500, 1, 2), Image().Command(5, 900, 1, 2, 3, 4) })
        {
            Assert.Equal([("", UnreadReason.Unsupported)], Unread(Scan(damaged.Build())));
        }
    }

    [Fact]
    public void What_lies_behind_the_end_is_corrupt_and_zeros_without_end_are_too_many()
    {
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(new TestNativeAot { Say = (s, e) => (s, e + 50) }.String("x").Build())));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(new TestNativeAot { Say = (s, _) => (s + 0x100000, s + 0x100100) }.String("x").Build())));
        Assert.Empty(Unread(Scan(new TestNativeAot { Say = (s, _) => (s, s) }.String("x").Build())));
        var bomb = new TestNativeAot();
        for (int i = 0; i < 60; i++)
        {
            bomb.Command(1, 0xFFFFFF);
        }

        Assert.Equal([("", UnreadReason.Ratio)], Unread(Scan(bomb.Build())));
    }

    [Fact]
    public void What_follows_the_image_is_opened()
    {
        byte[] image = new TestNativeAot { Behind = Zip(("a.txt", Token(7))) }.String("x").Build();
        Assert.Matches("^@[0-9]+!a.txt$", Assert.Single(Found(Scan(image))));
    }
}
