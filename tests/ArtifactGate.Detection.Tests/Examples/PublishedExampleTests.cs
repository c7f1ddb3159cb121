using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Examples;

/// <summary>Values that others published are found by the rule that is meant for them: our samples alone would prove only that we agree with ourselves.</summary>
public sealed class PublishedExampleTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, PublishedExample.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Is_found(int number)
    {
        PublishedExample example = PublishedExample.All[number];
        List<Match> matches = TokenScan.Of(example.Text);
        Assert.True(matches.Any(m => m.Rule.Code == example.Code),
            $"{example.Code}, {example.Source}: found {string.Join(", ", matches.Select(m => m.Rule.Code).DefaultIfEmpty("nothing"))}");
    }

    [Fact]
    public void Each_belongs_to_a_rule_and_says_where_it_is_from() => Assert.All(PublishedExample.All, e =>
    {
        Assert.NotNull(RuleBook.Default.Find(e.Code));
        Assert.Matches("^(https://|[^/ ]+/[^/ ]+/)", e.Source);
    });
}
