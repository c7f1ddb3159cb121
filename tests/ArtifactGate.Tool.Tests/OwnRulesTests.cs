using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests;

public sealed class OwnRulesTests : IDisposable
{
    private const string Acme = "[[rules]]\nid = \"acme\"\ndescription = \"Acme token\"\nregex = '''acme_[a-z0-9]{32}'''\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-tool-").FullName;

    public OwnRulesTests()
    {
        Write("acme.toml", Acme);
        Write("other.toml", "[[rules]]\nid = \"other\"\nregex = '''other_[a-z0-9]{32}'''\n");
        Write("a.txt", $"key = {OwnSample.Acme(1)}\nkey = other_{OwnSample.Random(2, 32)}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("own.acme", "a.txt", "--rules", "acme.toml")]
    [InlineData("own.acme", "--rules", "acme.toml", "a.txt")]
    [InlineData("own.acme", "--rules=acme.toml", "a.txt")]
    [InlineData("own.acme own.other", "a.txt", "--rules", "acme.toml", "other.toml")]
    [InlineData("own.acme own.other", "--rules", "acme.toml", "other.toml", "a.txt")]
    [InlineData("own.acme own.other", "--rules", "acme.toml", "--rules", "other.toml", "--", "a.txt")]
    public void Own_rules_block_in_either_order_of_files_and_artifacts(string codes, params string[] arguments)
    {
        ToolRun run = Run(["scan", "--format", "json", .. arguments]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(codes.Split(' '), report.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Equal(Detection.RuleBook.Default.Rules.Count + codes.Split(' ').Length, report.GetProperty("tool").GetProperty("rules").GetProperty("count").GetInt32());
        Assert.Equal("a.txt", Assert.Single(report.GetProperty("artifacts").EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public void A_rule_file_may_have_any_name()
    {
        Write("acme.rules", Acme);
        Assert.Equal(1, Run("scan", "--rules", "acme.rules", "a.txt").ExitCode);
    }

    [Theory]
    [InlineData("scan", "a.txt", "--rules", "none.toml")]
    [InlineData("rules", "--rules", "none.toml")]
    [InlineData("rules", "--test", "none.toml")]
    public void A_missing_rule_file_is_one_line(params string[] arguments) => Run(arguments).AssertOneLine("none.toml' does not exist.");

    [Fact]
    public void A_wrong_rule_file_is_one_line_with_its_line()
    {
        Write("bad.toml", "[[rules]]\nid = 'a'\n\nregex = 'a(?!b)'");
        foreach (string[] arguments in new[] { new[] { "scan", "a.txt", "--rules", "bad.toml" }, ["rules", "--test", "bad.toml"] })
        {
            ToolRun run = Run(arguments);
            run.AssertOneLine("bad.toml(4): 'rules[0].regex' is no regular expression of Go's language: it has '(?!'");
            Assert.Contains("error AG0004: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Own_rules_are_listed_and_explained()
    {
        ToolRun list = Run("rules", "--rules", "acme.toml");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("own.acme", list.Output, StringComparison.Ordinal);
        Assert.Contains($"{Detection.RuleBook.Default.Rules.Count + 1} rules, sha256:", list.Output, StringComparison.Ordinal);
        ToolRun one = Run("rules", "own.acme", "--rules", "acme.toml");
        Assert.Contains("own.acme acme: Acme token", one.Output, StringComparison.Ordinal);
        Assert.Contains("own rule, value", Run("rules", "--rules", "acme.toml", "own.acme").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_that_are_as_they_should_be_pass()
    {
        Write("good.toml", $"{Acme}examples = ['key = {OwnSample.Acme(3)}']\nnegativeExamples = ['acme_short']\n[[rules]]\nid = 'none'\nregex = 'none'\n");
        ToolRun run = Run("rules", "--test", "good.toml");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["own.acme: ok, 1 examples, 1 negative examples", "own.none: has no samples", "", "2 rules, 2 samples, 0 rules with samples that are not as they should be"],
            run.Output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Samples_that_are_not_fail_by_number_and_are_not_shown()
    {
        string missed = OwnSample.Random(4, 37), mistaken = OwnSample.Acme(5);
        Write("bad.toml", $"{Acme}examples = ['{OwnSample.Acme(6)}', '{missed}']\nnegativeExamples = ['{mistaken}']\n");
        ToolRun run = Run("rules", "--test", "bad.toml");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("own.acme: example 2 is not found; negative example 1 is found\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(missed, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(mistaken, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_followed_is_said_in_the_report()
    {
        Write("more.toml", $"{Acme}validate = 'x'\n");
        ToolRun run = Run("scan", "--rules", "more.toml", "--format", "json", "a.txt");
        Assert.Contains("'validate' of 1 rule is not followed", JsonDocument.Parse(run.Output).RootElement.GetProperty("notices")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private ToolRun Run(params string[] arguments) => ToolRun.Start(_folder, arguments);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
