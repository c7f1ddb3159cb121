using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

public sealed class ArtifactSetTests
{
    [Theory]
    [InlineData("", "out/a.nupkg=a")]
    [InlineData("", "a.nupkg=a")]
    [InlineData("", "other.zip=a")]
    [InlineData("", "out/a.nupkg=a", "copy.nupkg=a")]
    [InlineData("'out/a.nupkg' changed since the scan", "out/a.nupkg=x")]
    [InlineData("'bin/a.nupkg' changed since the scan", "bin/a.nupkg=x")]
    [InlineData("'b.nupkg' is in no receipt|'out/a.nupkg' is missing", "b.nupkg=x")]
    [InlineData("'b.nupkg' is in no receipt", "out/a.nupkg=a", "b.nupkg=x")]
    [InlineData("'a.nupkg' is in no receipt", "out/a.nupkg=a", "a.nupkg=x")]
    public void Digests_decide_and_names_explain(string says, params string[] given)
    {
        string[] lines = Compare([("out/a.nupkg", "a", ArtifactForm.File)], [.. given.Select(g => Digest(g, ArtifactForm.File))]);
        Assert.Equal(says.Length == 0 ? 0 : says.Split('|').Length, lines.Length);
        Assert.All(lines.Zip(says.Split('|')), p => Assert.StartsWith(p.Second, p.First, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ArtifactForm.Folder, ArtifactForm.File)]
    [InlineData(ArtifactForm.Image, ArtifactForm.File)]
    [InlineData(ArtifactForm.File, ArtifactForm.Folder)]
    [InlineData(ArtifactForm.File, ArtifactForm.Image)]
    public void A_digest_of_another_kind_is_another_artifact(ArtifactForm listed, ArtifactForm given)
    {
        string line = Assert.Single(Compare([("a", "a", listed)], [Digest("a=a", given)]));
        Assert.Contains($"the receipt means {(listed == ArtifactForm.Image ? "an" : "a")} {ReceiptTerms.WordOf(listed)} with", line, StringComparison.Ordinal);
        Assert.Contains($"there is {(given == ArtifactForm.Image ? "an" : "a")} {ReceiptTerms.WordOf(given)} with", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_receipts_make_one_set()
    {
        (string, string, ArtifactForm)[] listed = [("a", "a", ArtifactForm.File), ("b", "b", ArtifactForm.Folder), ("a", "a", ArtifactForm.File)];
        Assert.Empty(Compare(listed, [Digest("a=a", ArtifactForm.File), Digest("b=b", ArtifactForm.Folder)]));
        Assert.StartsWith("'b' is missing: the receipt 'r2' lists it", Assert.Single(Compare(listed, [Digest("a=a", ArtifactForm.File)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_artifacts_that_swapped_names_only_the_digests_count() =>
        Assert.Empty(Compare([("a", "a", ArtifactForm.File), ("b", "b", ArtifactForm.File)], [Digest("a=b", ArtifactForm.File), Digest("b=a", ArtifactForm.File)]));

    [Fact]
    public void What_changed_while_it_was_read_is_refused_whatever_its_digest() =>
        Assert.Contains("changed while it was read", Assert.Single(Compare([("a", "a", ArtifactForm.File)], [Digest("a=a", ArtifactForm.File) with { Changed = "a" }])), StringComparison.Ordinal);

    private static ArtifactDigest Digest(string text, ArtifactForm form) => new(text.Split('=')[0], form, SampleReceipt.Sha(text.Split('=')[1]), null);

    private static string[] Compare((string Name, string Content, ArtifactForm Form)[] listed, ArtifactDigest[] given) =>
        [.. new ArtifactSet([.. listed.Select((l, i) => ($"r{i + 1}", new ReceiptArtifact(l.Name, SampleReceipt.Sha(l.Content), l.Form, "x", 1, new Coverage(1, 1, 0), 0)))]).Compare(given)];
}
