using ArtifactGate.Detection;

namespace ArtifactGate.Tool.Tests;

public sealed class RulesCommandTests
{
    [Fact]
    public void All_rules_are_listed_with_their_number_and_digest()
    {
        ToolRun run = Run("rules");
        Assert.Equal(0, run.ExitCode);
        Assert.All(RuleBook.Default.Rules, r => Assert.Contains($"{r.Code}  {r.Name}", run.Output, StringComparison.Ordinal));
        Assert.Contains($"{RuleBook.Default.Rules.Count} rules, {RuleBook.Default.Digest}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AG1001")]
    [InlineData("ag1001")]
    [InlineData("github-pat")]
    public void One_rule_is_explained(string name)
    {
        ToolRun run = Run("rules", name);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("AG1001 github-pat", run.Output, StringComparison.Ordinal);
        Assert.Contains("Revoke", run.Output, StringComparison.Ordinal);
        Assert.Contains("CWE-798, OWASP NHI2:2025, NHI7:2025", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_came_after_a_version_are_listed()
    {
        string none = Run("rules", "--changed-since", "99.0").Output;
        Assert.StartsWith($"0 of {RuleBook.Default.Rules.Count} rules came after 99.0;", none, StringComparison.Ordinal);
        string all = Run("rules", "--changed-since", "0.0.9").Output;
        Assert.All(RuleBook.Default.Rules, r => Assert.Contains($"{r.Code}  {r.Name}", all, StringComparison.Ordinal));
        Assert.Contains($"{RuleBook.Default.Rules.Count} of {RuleBook.Default.Rules.Count} rules came after 0.0.9;", all, StringComparison.Ordinal);
        Version newest = RuleBook.Default.Rules.Max(r => Version.Parse(r.Since))!;
        Assert.StartsWith("0 of ", Run("rules", "--changed-since", newest.ToString()).Output, StringComparison.Ordinal);
        Run("rules", "--changed-since", "new").AssertOneLine("--changed-since takes a version such as 1.4");
        Run("rules", "AG1001", "--changed-since", "0.1").AssertOneLine("takes no name");
    }

    [Fact]
    public void An_unknown_rule_is_one_line() => Run("rules", "AG9999").AssertOneLine("There is no rule 'AG9999'");

    [Fact]
    public void An_unknown_command_is_one_line() => Run("skan").AssertOneLine("skan");

    [Fact]
    public void No_command_is_one_line() => Run().AssertOneLine("command");

    [Theory]
    [InlineData("--help", "scan")]
    [InlineData("--version", "0.")]
    public void Help_and_version_are_no_errors(string option, string shows)
    {
        ToolRun run = Run(option);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(shows, run.Output, StringComparison.Ordinal);
    }

    private static ToolRun Run(params string[] arguments) => ToolRun.Start(Path.GetTempPath(), arguments);
}
