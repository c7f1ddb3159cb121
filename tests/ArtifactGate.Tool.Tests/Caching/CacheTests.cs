using System.IO.Compression;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Caching;

/// <summary>A cache saves work and decides nothing.</summary>
public sealed class CacheTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("artifactgate-cache-").FullName;
    private readonly Dictionary<string, string> _variables = new() { ["ARTIFACTGATE_CACHE_KEY"] = Guid.NewGuid().ToString("N") };

    public CacheTests()
    {
        Directory.CreateDirectory(PathOf("folder/sub"));
        Write("folder/a.txt", "one file");
        Write("folder/sub/b.txt", "another file");
        Write("c.txt", "a third file");
        using ZipArchive zip = ZipFile.Open(PathOf("d.zip"), ZipArchiveMode.Create);
        zip.CreateEntryFromFile(PathOf("folder/a.txt"), "inner/a.txt");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_second_run_opens_nothing_and_reports_the_same()
    {
        JsonNode first = Report(Run(0, "folder", "c.txt", "d.zip"), 0, 4);
        JsonNode second = Report(Run(0, "folder", "c.txt", "d.zip"), 4, 0);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(first.ToJsonString(), Report(ToolRun.Start(_root, ["scan", "folder", "c.txt", "d.zip", "--format", "json"]), null, null).ToJsonString());
        Assert.Contains("Cache: 4 of 4 files and layers were known as clean.", Start("scan", "folder", "c.txt", "d.zip", "--cache", "cache").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another content")]
    [InlineData("another name")]
    [InlineData("another limit", "--max-depth", "15")]
    [InlineData("other rules", "--rules", "own.toml")]
    [InlineData("the tree is wanted", "--tree")]
    public void What_a_finding_could_depend_on_makes_it_another_question(string why, params string[] options)
    {
        Write("own.toml", "[[rules]]\nid = \"third\"\nregex = '''a third'''\n");
        Report(Run(0, "c.txt"), 0, 1);
        string artifact = "c.txt";
        if (why == "another content")
        {
            Write("c.txt", "a third file, longer");
        }
        else if (why == "another name")
        {
            File.Move(PathOf("c.txt"), PathOf(artifact = "e.txt"));
        }

        Report(Run(why == "other rules" ? 1 : 0, [artifact, .. options]), 0, 1);
    }

    [Fact]
    public void A_rule_of_ones_own_that_changed_is_another_rule()
    {
        Write("own.toml", "[[rules]]\nid = \"third\"\nregex = '''a fourth'''\n");
        Report(Run(0, "c.txt", "--rules", "own.toml"), 0, 1);
        Report(Run(0, "c.txt", "--rules", "own.toml"), 1, 0);
        Write("own.toml", "[[rules]]\nid = \"third\"\nregex = '''a third'''\n");
        Report(Run(1, "c.txt", "--rules", "own.toml"), 0, 1);
    }

    [Theory]
    [InlineData(1, "blocks")]
    [InlineData(0, "warns", "--policy", "policy.json")]
    [InlineData(0, "observed", "--fail-on", "never")]
    [InlineData(3, "unread")]
    [InlineData(0, "allowed", "--policy", "policy.json")]
    public void Only_nothing_at_all_is_remembered(int exit, string kind, params string[] options)
    {
        string token = $"token = {SampleSecrets.GitHub(1)}\n";
        Write("x.txt", kind == "unread" ? "" : token);
        Write("policy.json", """{ "rules": { "AG1001": "warn" } }""");
        JsonNode plain = JsonNode.Parse(ToolRun.Start(_root, ["scan", "x.txt", "--format", "json"]).Output)!;
        if (kind == "allowed")
        {
            Write("policy.json", $$"""{ "allow": [ { "fingerprint": "{{plain["findings"]![0]!["fingerprint"]}}", "reason": "a test", "owner": "tests", "expires": "2999-01-01" } ] }""");
        }

        Assert.Equal(kind != "unread", plain["findings"]!.AsArray().Count > 0);
        Report(Run(exit, ["x.txt", .. options]), 0, 1);
        Report(Run(exit, ["x.txt", .. options]), 0, 1);
        Assert.Empty(Entries());

        // What was let pass is judged anew.
        Report(Run(kind == "unread" ? exit : 1, "x.txt"), 0, 1);
    }

    [Fact]
    public void Values_of_the_build_are_looked_for_every_time()
    {
        string value = Convert.ToHexString(Guid.NewGuid().ToByteArray());
        Write("c.txt", $"built with {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(value))} in it\n");
        Report(Run(0, "c.txt"), 0, 1);
        _variables["DEPLOY_SECRET"] = value;
        JsonNode report = JsonNode.Parse(Run(1, "c.txt", "--known-values", "DEPLOY_*").Output)!;
        Assert.Equal("AG5001", (string?)Assert.Single(report["findings"]!.AsArray())!["code"]);
        Assert.Equal(1, (int)report["cache"]!["known"]!);
    }

    [Fact]
    public void An_entry_that_was_edited_is_passed_over_and_told()
    {
        Report(Run(0, "c.txt"), 0, 1);
        string entry = Assert.Single(Entries());
        File.WriteAllText(entry, File.ReadAllText(entry).Replace(" file ", " zip ", StringComparison.Ordinal));
        ToolRun run = Run(0, "c.txt");
        Assert.Contains("1 entry of the cache not written with this key for this content", run.Output, StringComparison.Ordinal);
        Report(run, 0, 1, withNotices: true);
        Report(Run(0, "c.txt"), 1, 0);
    }

    [Fact]
    public void An_entry_in_the_place_of_another_is_passed_over()
    {
        // Whoever can write to the cache puts what vouches for clean content where the entry of the bad one would be.
        Report(Run(0, "c.txt", "d.zip"), 0, 2);
        string[] entries = Entries();
        string first = File.ReadAllText(entries[0]);
        File.WriteAllText(entries[0], File.ReadAllText(entries[1]));
        File.WriteAllText(entries[1], first);
        Report(Run(0, "c.txt", "d.zip"), 0, 2, withNotices: true);
    }

    [Fact]
    public void Another_key_knows_nothing()
    {
        Report(Run(0, "c.txt"), 0, 1);
        _variables["ARTIFACTGATE_CACHE_KEY"] = Guid.NewGuid().ToString("N");
        Report(Run(0, "c.txt"), 0, 1);
    }

    [Fact]
    public void Nothing_of_the_content_is_in_an_entry()
    {
        Write("name-of-it.txt", "words-of-it");
        Report(Run(0, "name-of-it.txt"), 0, 1);
        string entry = File.ReadAllText(Assert.Single(Entries()));
        Assert.Matches("^artifactgate-cache-1 file 1 11\n[0-9a-f]{64}\n$", entry);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    public void Without_a_good_key_there_is_no_cache(string? key)
    {
        _variables.Remove("ARTIFACTGATE_CACHE_KEY");
        if (key is not null)
        {
            _variables["ARTIFACTGATE_CACHE_KEY"] = key;
        }

        Start("scan", "c.txt", "--cache", "cache").AssertOneLine("A cache needs a secret key of at least 16 characters in ARTIFACTGATE_CACHE_KEY");
        Assert.False(Directory.Exists(PathOf("cache")));
    }

    [Fact]
    public void A_file_is_no_cache() => Start("scan", "c.txt", "--cache", "c.txt").AssertOneLine("The cache 'c.txt' is no folder that can be used");

    private ToolRun Run(int exit, params string[] arguments)
    {
        ToolRun run = Start(["scan", "--cache", "cache", "--format", "json", .. arguments]);
        Assert.True(run.ExitCode == exit, $"exit {run.ExitCode}: {run.Error}{run.Output}");
        return run;
    }

    private ToolRun Start(params string[] arguments) => ToolRun.Start(_root, arguments, environment: _variables);

    // The report without what two runs over the same bytes may differ in.
    private static JsonNode Report(ToolRun run, int? known, int? scanned, bool withNotices = false)
    {
        JsonNode report = JsonNode.Parse(run.Output)!;
        Assert.Equal((known, scanned), ((int?)report["cache"]?["known"], (int?)report["cache"]?["scanned"]));
        Assert.Equal(withNotices, report["notices"]!.AsArray().Any(n => (string?)n!["code"] == "AG0009"));
        report["run"]!.AsObject().Remove("startedUtc");
        report["statistics"]!.AsObject().Remove("seconds");
        report.AsObject().Remove("cache");
        return report;
    }

    private string[] Entries() => Directory.Exists(PathOf("cache")) ? Directory.GetFiles(PathOf("cache"), "*", SearchOption.AllDirectories) : [];

    private string PathOf(string name) => Path.Combine(_root, name);

    private void Write(string name, string content) => File.WriteAllText(PathOf(name), content);
}
