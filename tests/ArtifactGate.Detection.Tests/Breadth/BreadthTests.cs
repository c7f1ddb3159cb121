using ArtifactGate.Detection.Tests.Examples;

namespace ArtifactGate.Detection.Tests.Breadth;

/// <summary>
/// Measures the catalogue against the list of issuers and their current kinds of credentials in the tables beside this file. A kind counts as covered
/// when its rules exist and one of them finds a value that somebody else published.
/// </summary>
public sealed class BreadthTests
{
    private static readonly string[][] Kinds = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Breadth"), "*.tsv").SelectMany(File.ReadLines)
        .Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];

    private static readonly HashSet<string> WithExample = [.. PublishedExample.All.Select(e => e.Code)];

    [Fact]
    public void Every_line_is_complete_and_names_rules_that_exist() => Assert.All(Kinds, k =>
    {
        Assert.Equal(4, k.Length);
        Assert.Contains(k[0], (string[])["A", "B"]);
        if (!k[3].StartsWith("- ", StringComparison.Ordinal))
        {
            Assert.All(k[3].Split(' '), code => Assert.True(RuleBook.Default.Find(code) is not null, $"{k[1]} {k[2]}: there is no rule {code}"));
        }
    });

    [Fact]
    public void No_kind_is_listed_twice() =>
        Assert.Empty(Kinds.GroupBy(k => (k[1], k[2])).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_token_rule_is_in_the_list()
    {
        HashSet<string> listed = [.. Kinds.SelectMany(k => k[3].Split(' '))];
        Assert.Empty(RuleBook.Default.Rules.Where(r => r.Code.StartsWith("AG1", StringComparison.Ordinal) && !listed.Contains(r.Code)).Select(r => r.Code));
    }

    // Shares of the kinds; what is reached today, so that it only grows. The aim is 1.0 of tier A and 0.9 of tier B, both with an example.
    [Theory]
    [InlineData("A", 1.0, 0.935)]
    [InlineData("B", 0.99, 0.91)]
    public void Covers_what_it_did(string tier, double withRule, double withExample)
    {
        string[][] kinds = [.. Kinds.Where(k => k[0] == tier)];
        AssertShare(kinds, withRule, "no rule", k => !k[3].StartsWith("- ", StringComparison.Ordinal));
        AssertShare(kinds, withExample, "no published example", k => k[3].Split(' ').Any(WithExample.Contains));
    }

    private static void AssertShare(string[][] kinds, double least, string lack, Func<string[], bool> covers)
    {
        string[] open = [.. kinds.Where(k => !covers(k)).Select(k => $"{k[1]} {k[2]}")];
        Assert.True(kinds.Length - open.Length >= least * kinds.Length, $"{open.Length} of {kinds.Length} kinds have {lack}: {string.Join("; ", open)}");
    }
}
