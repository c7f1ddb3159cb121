using System.Text.Json.Nodes;
using ArtifactGate.Testing;
using ArtifactGate.Tool.Tests.Shards;

namespace ArtifactGate.Tool.Tests;

/// <summary>A run beside an earlier one says what is new in it, and why, and changes no verdict.</summary>
public sealed class SinceTests : IDisposable
{
    private readonly ShardFolder _folder = new();

    public SinceTests()
    {
        _folder.Write("out/old.txt", $"token = {SampleSecrets.GitHub(1)}\n");
        _folder.Write("out/both.txt", $"one = {SampleSecrets.GitHub(2)}\ntwo = {SampleSecrets.GitHub(3)}\n");
        Assert.Equal(1, _folder.Run("scan", "out/*.txt", "--report", "old.json").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_rules_new_content_raised_known_and_gone_are_told_apart()
    {
        // The earlier version knew no rule for the third token, and was milder with the second.
        string[] tokens = Fingerprints("out/both.txt");
        _folder.Edit("old.json", r =>
        {
            JsonArray findings = r["findings"]!.AsArray();
            findings.Remove(findings.Single(f => (string?)f!["fingerprint"] == tokens[1]));
            findings.Single(f => (string?)f!["fingerprint"] == tokens[0])!["verdict"] = "warn";
        });
        File.Delete(_folder.PathOf("out/old.txt"));
        _folder.Write("out/new.txt", $"token = {SampleSecrets.GitHub(4)}\n");

        ToolRun run = _folder.Run("scan", "out/*.txt", "--since", "old.json", "--report", "now.json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Since old.json (ArtifactGate ", run.Output, StringComparison.Ordinal);
        Assert.Contains("same rules): 1 credential new in what it saw, 1 credential new in what it did not see, 1 judged more severely, 0 known, 1 gone.",
            string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("new: the earlier run looked at the same bytes and did not find it", run.Output, StringComparison.Ordinal);
        JsonNode now = _folder.Report("now.json");
        Assert.Equal("""{"report":"old.json","new":[1,1],"raised":1,"known":0,"gone":1}""",
            $$"""{"report":"{{now["since"]!["report"]}}","new":[{{now["since"]!["newrule"]}},{{now["since"]!["newcontent"]}}],"raised":{{now["since"]!["raised"]}},"known":{{now["since"]!["known"]}},"gone":{{now["since"]!["gone"]}}}""");
        Assert.Equal(["raised", "newrule", "newcontent"], now["findings"]!.AsArray().Select(f => (string?)f!["since"]));
    }

    [Fact]
    public void The_same_run_again_has_nothing_new()
    {
        ToolRun run = _folder.Run("scan", "out/*.txt", "--since", "old.json", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        JsonNode since = JsonNode.Parse(run.Output)!["since"]!;
        Assert.Equal((3, 0, 0), ((int)since["known"]!, (int)since["newrule"]! + (int)since["newcontent"]!, (int)since["gone"]!));
    }

    [Fact]
    public void Another_fingerprint_key_is_refused_before_anything_is_scanned()
    {
        ToolRun run = ToolRun.Start(_folder.Root, ["scan", "out/*.txt", "--since", "old.json"], "",
            new Dictionary<string, string> { ["ARTIFACTGATE_FINGERPRINT_KEY"] = "a key of the organisation that is long" });
        run.AssertOneLine("'old.json' was made with another fingerprint key");
    }

    [Fact]
    public void What_is_no_report_is_one_line() => _folder.Run("scan", "out/*.txt", "--since", "out/01.txt").AssertOneLine("'out/01.txt' is no JSON report");

    private string[] Fingerprints(string artifact) =>
        [.. _folder.Report("old.json")["findings"]!.AsArray().Where(f => (string?)f!["artifact"] == artifact).Select(f => (string)f!["fingerprint"]!)];
}
