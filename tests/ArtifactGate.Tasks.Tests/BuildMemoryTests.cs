using System.IO.Compression;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

/// <summary>What one build has looked at and found nothing in is not looked at again in it; nothing else is spared.</summary>
public sealed class BuildMemoryTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public BuildMemoryTests()
    {
        _build.Write("publish/a.txt", "one");
        _build.Write("publish/sub/b.json", """{ "two": [2] }""");
        _build.WritePackage("publish/c.zip", "Inner", ("content/d.txt", "three"));
    }

    public void Dispose() => _build.Dispose();

    [Fact]
    public void A_second_scan_opens_nothing_and_reports_the_same()
    {
        JsonNode first = Scan(0, 3), second = Scan(3, 0);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal("Lib.publish: 3 of 3 contents were already scanned in this build, and nothing was found in them.", Assert.Single(Told()));
        Assert.InRange((long)first["statistics"]!["nodes"]!, 5, long.MaxValue);
    }

    [Fact]
    public void Another_build_knows_nothing()
    {
        Scan(0, 3);
        _build.Engine.Objects.Clear();
        Scan(0, 3);
        Assert.Empty(Told());
    }

    [Fact]
    public void What_was_written_meanwhile_is_scanned_whatever_its_length_and_time_say()
    {
        string settings = _build.Write("publish/settings.json", $"token: \"{new string('x', SampleSecrets.GitHub(1).Length)}\"");
        Scan(0, 4);
        DateTime written = File.GetLastWriteTimeUtc(settings);
        _build.Write("publish/settings.json", $"token: \"{SampleSecrets.GitHub(1)}\"");
        File.SetLastWriteTimeUtc(settings, written);
        Scan(3, 1, passes: false);
        Assert.Equal("AG1001", Assert.Single(_build.Engine.Errors).Code);
    }

    [Fact]
    public void The_same_bytes_under_another_name_are_other_content()
    {
        Scan(0, 3);
        File.Move(_build.PathOf("publish/a.txt"), _build.PathOf("publish/.env"));
        Scan(2, 1);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("warned of")]
    [InlineData("switched off")]
    [InlineData("allowed")]
    [InlineData("unread")]
    public void Only_nothing_at_all_is_remembered(string kind)
    {
        string token = SampleSecrets.GitHub(1);
        _build.Write("publish/e.txt", $"token: \"{token}\"");
        string? allowed = kind == "allowed" ? (string?)Scan(0, 4, passes: false)["findings"]![0]!["fingerprint"] : null;
        _build.Engine.Objects.Clear();
        if (kind is "warned of" or "switched off")
        {
            _build.Write("artifactgate.json", $$"""{ "rules": { "AG1001": "{{(kind == "warned of" ? "warn" : "off")}}" } }""");
        }
        else if (kind == "unread")
        {
            File.Delete(_build.PathOf("publish/e.txt"));
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write("four"u8);
            }

            File.WriteAllBytes(_build.PathOf("publish/e.gz"), packed.ToArray()[..^6]);
        }

        bool passes = kind != "blocked";
        Scan(0, 4, passes, allowed);
        Scan(3, 1, passes, allowed);

        // What was let pass is judged anew.
        File.Delete(_build.PathOf("artifactgate.json"));
        Scan(3, 1, passes: kind == "unread");
    }

    [Fact]
    public void Other_rules_and_other_limits_ask_anew()
    {
        _build.Write("own.toml", "[[rules]]\nid = \"one\"\nregex = '''an one'''");
        Scan(0, 3);
        Scan(0, 3, change: task => task.Rules = "own.toml");
        Scan(3, 0, change: task => task.Rules = "own.toml");
        _build.Write("own.toml", "[[rules]]\nid = \"one\"\nregex = '''^one$'''");
        Scan(0, 3, passes: false, change: task => task.Rules = "own.toml");
        Scan(0, 3, change: task => task.MaxDepth = "15");
        Scan(3, 0);
    }

    [Fact]
    public void Values_of_the_build_are_looked_for_every_time()
    {
        string name = $"ARTIFACTGATE_TEST_{Guid.NewGuid():N}", value = Convert.ToHexString(Guid.NewGuid().ToByteArray());
        _build.Write("publish/e.txt", $"built with {value} in it");
        Scan(0, 4);
        Environment.SetEnvironmentVariable(name, value);
        try
        {
            Scan(4, 0, passes: false, change: task => task.KnownValues = name);
            Assert.Equal("AG5001", Assert.Single(_build.Engine.Errors).Code);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public void A_limit_holds_for_what_is_known_too()
    {
        // The folder and the first two files; of what comes after them nothing is known.
        for (int i = 0; i < 2; i++)
        {
            _build.Engine.Errors.Clear();
            Scan(null, null, passes: false, change: task => task.MaxEntries = "3");
            Assert.Equal("AG0002", Assert.Single(_build.Engine.Errors).Code);
        }
    }

    // The report without what two scans of the same bytes may differ in.
    private JsonNode Scan(int? known, int? scanned, bool passes = true, string? allowed = null, Action<ScanPublish>? change = null)
    {
        using ScanPublish task = _build.Publish();
        task.Quarantine = "false";
        task.Report = "json";
        task.KnownValues = "off";
        task.Allow = allowed is null ? [] : [new TaskItem(allowed)];
        change?.Invoke(task);
        Assert.True(task.Execute() == passes, string.Join('\n', _build.Engine.Errors.Select(e => e.Message)));
        JsonNode report = JsonNode.Parse(File.ReadAllText(_build.PathOf("obj/artifactgate/Lib.publish.json")))!;
        Assert.Equal((known, scanned), known is null ? (known, scanned) : ((int?)report["cache"]?["known"], (int?)report["cache"]?["scanned"]));
        report["run"]!.AsObject().Remove("startedUtc");
        report["statistics"]!.AsObject().Remove("seconds");
        report.AsObject().Remove("cache");
        return report;
    }

    private IEnumerable<string> Told() => _build.Engine.Messages.Where(m => m.Contains("already scanned", StringComparison.Ordinal));
}
