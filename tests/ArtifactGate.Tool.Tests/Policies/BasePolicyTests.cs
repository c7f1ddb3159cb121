using System.Text.Json.Nodes;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>Base policies, environments and included files with the real program.</summary>
public sealed class BasePolicyTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public BasePolicyTests() => _folder.Plant("out/a.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_holds_by_the_option_and_by_the_variable()
    {
        _folder.Write("artifactgate.json", """{ "mode": "observe" }""");
        _folder.Ends(0, "AG0007", "scan", "out");
        File.WriteAllText(Path.Combine(_folder.Protected, "base.json"), "{}");
        _folder.Ends(2, "artifactgate.json(1): 'mode' would relax the base policy", "scan", "out", "--base-policy", Path.Combine(_folder.Protected, "base.json"));
        _folder.Base("{}");
        _folder.Ends(2, "error AG0004: ", "scan", "out");
    }

    [Fact]
    public void The_option_cannot_take_the_place_of_the_variable()
    {
        _folder.Base("{}");
        _folder.Write("mine.json", """{ "mode": "observe" }""");
        _folder.Ends(2, "cannot be replaced by 'mine.json'", "scan", "out", "--base-policy", "mine.json");
        _folder.Environment["ARTIFACTGATE_BASE_POLICY"] = _folder.PathOf("nowhere.json");
        _folder.Ends(2, "does not exist", "scan", "out");
    }

    [Fact]
    public void The_report_has_both_policies_and_the_environment()
    {
        string path = _folder.Base("""{ "environments": { "release": { "rules": { "AG1001": "block" } } } }""");
        _folder.Write("artifactgate.json", """{ "include": ["teams/a.json"] }""");
        _folder.Write("teams/a.json", """{ "unread": { "unsupported": "block" } }""");
        JsonNode report = _folder.Scan(1, "out", "--environment", "release");

        Assert.Equal("release", (string?)report["run"]!["environment"]);
        Assert.Equal([(path, "base"), ("artifactgate.json", "repository"), ("teams/a.json", "repository")],
            report["policies"]!.AsArray().Select(p => ((string)p!["path"]!, (string)p["role"]!)));
        Assert.All(report["policies"]!.AsArray(), p => Assert.Equal(64, ((string)p!["sha256"]!).Length));
    }

    [Fact]
    public void An_environment_is_chosen_and_never_guessed()
    {
        _folder.Write("artifactgate.json", """{ "environments": { "pr": { "mode": "observe" } } }""");
        _folder.Environment["GITHUB_EVENT_NAME"] = "pull_request";
        _folder.Ends(1, "AG1001", "scan", "out", "--no-known-values");
        _folder.Ends(0, "AG0007", "scan", "out", "--environment", "pr");
        _folder.Ends(2, "There is no environment 'prod'; there are pr, main, release.", "scan", "out", "--environment", "prod");
    }

    [Fact]
    public void A_mistake_in_an_included_file_is_told_with_its_file_and_line()
    {
        _folder.Write("artifactgate.json", """{ "include": ["teams/a.json"] }""");
        _folder.Write("teams/a.json", "{\n  \"rules\": {\n    \"AG1000000\": \"warn\"\n  }\n}");
        _folder.Ends(2, $"{_folder.PathOf("teams/a.json")}(3): 'rules.AG1000000' is no rule", "scan", "out");
        File.Delete(_folder.PathOf("teams/a.json"));
        _folder.Ends(2, "'include[0]' is 'teams/a.json', which does not exist", "scan", "out");
    }

    [Fact]
    public void The_policy_says_what_fails_where_no_option_does()
    {
        _folder.Write("artifactgate.json", """{ "failOn": "never" }""");
        _folder.Ends(0, "AG0007", "scan", "out");
        _folder.Ends(1, "AG1001", "scan", "out", "--fail-on", "block");
    }
}
