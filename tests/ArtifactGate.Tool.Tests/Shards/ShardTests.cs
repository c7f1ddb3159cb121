using System.Text.Json.Nodes;

namespace ArtifactGate.Tool.Tests.Shards;

/// <summary>Several runs that share a set come to what one run over it comes to, or are not joined at all.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly ShardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void Shards_joined_are_the_report_of_one_run(int count)
    {
        _folder.Spoil();
        Assert.Equal(1, _folder.Run("scan", "out/*.txt", "out/folder", "--report", "whole.json").ExitCode);
        int[] exits = _folder.Scan(count, "--expect", "16");
        Assert.Equal(1, Assert.Single(exits, e => e == 1));
        Assert.All(exits, e => Assert.True(e is 0 or 1 or 3));
        ToolRun merged = _folder.Run("merge", "s*.json", "--report", "merged.json", "--expect", "16");
        Assert.Equal((1, ""), (merged.ExitCode, merged.Error));
        Assert.Contains("BLOCKED", merged.Output, StringComparison.Ordinal);
        Assert.Equal(_folder.Report("whole.json").ToJsonString(), _folder.Report("merged.json").ToJsonString());
    }

    [Fact]
    public void An_empty_shard_says_that_it_is_one()
    {
        _folder.Scan(40);
        int empty = Enumerable.Range(1, 40).First(k => _folder.Report($"s{k}.json")["artifacts"]!.AsArray().Count == 0);
        ToolRun run = _folder.Run("scan", "out/*.txt", "out/folder", "--shard", $"{empty}/40");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"EMPTY SHARD: None of the 14 artifacts of the whole set is in shard {empty}/40.", run.Output, StringComparison.Ordinal);
        Assert.Equal(14, (int)_folder.Report("s1.json")["run"]!["shard"]!["artifacts"]!);
    }

    [Fact]
    public void A_shard_does_not_depend_on_the_folder_it_is_seen_from()
    {
        _folder.Scan(3);
        string inOut = ToolRun.Start(_folder.PathOf("out"), ["scan", "*.txt", "folder", "--shard", "2/3", "--format", "json"]).Output;
        JsonNode there = JsonNode.Parse(inOut)!;
        Assert.Equal(_folder.Report("s2.json")["run"]!["shard"]!.ToJsonString(), there["run"]!["shard"]!.ToJsonString());
        Assert.Equal(Digests(_folder.Report("s2.json")), Digests(there));
    }

    [Theory]
    [InlineData("Shard 2 of 3 is missing", "s1.json", "s3.json")]
    [InlineData("Shards 1, 3 of 3 are missing", "s2.json")]
    [InlineData("Shard 2/3 is there more than once: 's2.json', 'again.json'", "s1.json", "s2.json", "again.json", "s3.json")]
    [InlineData("has another rule set than 's1.json'", "s1.json", "s2.json", "rules.json")]
    [InlineData("has another policy than 's1.json'", "s1.json", "s2.json", "policy.json")]
    [InlineData("has another limits than 's1.json'", "s1.json", "s2.json", "limits.json")]
    [InlineData("has another revision than 's1.json'", "s1.json", "s2.json", "revision.json")]
    [InlineData("has another number of shards than 's1.json' (no shard, not 3)", "s1.json", "s2.json", "whole.json")]
    [InlineData("which are not the 14 that each of them knows of", "s1.json", "s2.json", "short.json")]
    [InlineData("which by its digest is not in shard 3/3", "s1.json", "s2.json", "stray.json")]
    [InlineData("contradicts itself", "s1.json", "s2.json", "false.json")]
    [InlineData("is of a run that could not be made", "s1.json", "s2.json", "error.json")]
    [InlineData("Nothing to merge")]
    [InlineData("'none.json' does not exist", "none.json")]
    [InlineData("'out/01.txt' is no JSON report", "out/01.txt")]
    [InlineData("--expect 15, but the runs scanned 14", "s1.json", "s2.json", "s3.json", "--expect", "15")]
    public void What_does_not_belong_together_is_not_joined(string says, params string[] arguments)
    {
        _folder.Scan(3);
        Edited("again.json", 2, _ => { });
        Edited("rules.json", 3, r => r["tool"]!["rules"]!["digest"] = "sha256:" + new string('0', 64));
        Edited("policy.json", 3, r => r["policies"] = new JsonArray(new JsonObject { ["path"] = "p", ["sha256"] = new string('0', 64), ["role"] = "base" }));
        Edited("limits.json", 3, r => r["run"]!["limits"]!["maxDepth"] = 99);
        Edited("revision.json", 3, r => r["run"]!["revision"] = "abc");
        Edited("short.json", 3, r => r["artifacts"]!.AsArray().RemoveAt(0));
        Edited("stray.json", 3, r => r["artifacts"]!.AsArray().Add(JsonNode.Parse(_folder.Report("s1.json")["artifacts"]![0]!.ToJsonString())));
        Edited("false.json", 3, r => r["artifacts"]![0]!["verdict"] = "blocked");
        Assert.Equal(0, _folder.Run("scan", "out/*.txt", "--report", "whole.json").ExitCode);
        Assert.Equal(2, _folder.Run("scan", "none", "--report", "error.json").ExitCode);
        _folder.Run(["merge", .. arguments]).AssertOneLine(says);
    }

    [Fact]
    public void A_refusal_is_also_in_the_report()
    {
        _folder.Scan(3);
        Assert.Equal(2, _folder.Run("merge", "s1.json", "--report", "merged.json").ExitCode);
        Assert.Equal("error", (string?)_folder.Report("merged.json")["verdict"]);
    }

    [Fact]
    public void Runs_over_different_artifacts_are_joined_without_shards_and_the_same_one_twice_is_not()
    {
        _folder.Spoil();
        foreach (string name in new[] { "01", "02", "bad" })
        {
            _folder.Run("scan", $"out/{name}.txt", "--report", $"r{name}.json", "--quiet");
        }

        Assert.Equal(0, _folder.Run("merge", "r0*.json").ExitCode);
        Assert.Equal(1, _folder.Run("merge", "r*.json", "--report", "all.sarif").ExitCode);
        Assert.Contains("AG1001", File.ReadAllText(_folder.PathOf("all.sarif")), StringComparison.Ordinal);
        File.Copy(_folder.PathOf("r01.json"), _folder.PathOf("same.json"));
        _folder.Run("merge", "r01.json", "same.json").AssertOneLine("'out/01.txt' is in more than one of them: 'r01.json', 'same.json'");
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("3")]
    [InlineData("/")]
    [InlineData("1/20000")]
    [InlineData("-1/3")]
    public void A_part_that_is_none_is_one_line(string shard) => _folder.Run("scan", "out/*.txt", "--shard", shard).AssertOneLine("--shard takes a part and a number of parts such as 3/16");

    [Fact]
    public void Standard_input_is_no_part() => _folder.Run("scan", "-", "--shard", "1/2").AssertOneLine("Standard input can be read only once");

    private void Edited(string name, int shard, Action<JsonNode> edit)
    {
        File.Copy(_folder.PathOf($"s{shard}.json"), _folder.PathOf(name));
        _folder.Edit(name, edit);
        Assert.NotEmpty(_folder.Report(name)["tool"]!.ToJsonString());
    }

    private static string[] Digests(JsonNode report) => [.. report["artifacts"]!.AsArray().Select(a => (string)a!["sha256"]!).Order()];
}
