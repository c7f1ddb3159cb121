using System.Text;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tasks.Tests;

/// <summary>A tool is published, and what was published is packed: the package's scan is spared what the folder's has found nothing in.</summary>
public sealed class ToolPackageMemoryTests : IDisposable
{
    private const string Package = "out/Lib.1.0.0.nupkg";
    private const string Settings = """{ "two": [2] }""";

    private readonly BuildFolder _build = new();

    public ToolPackageMemoryTests()
    {
        _build.Write("publish/a.txt", "one");
        _build.Write("publish/sub/b.json", Settings);
    }

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData("tools/net10.0/any/", 2)]
    [InlineData("tools/net10.0/linux-x64/", 2)]
    [InlineData("tools/net10.0/git/", 0)]
    [InlineData("tools/net10.0/", 0)]
    [InlineData("content/net10.0/any/", 0)]
    [InlineData("", 0)]
    public void The_same_files_where_a_tool_has_them_are_not_scanned_again_and_count_the_same(string folder, int known)
    {
        Publish();
        _build.WritePackage(Package, "Lib", (folder + "a.txt", "one"), (folder + "sub/b.json", Settings), (folder + "new.txt", "new"));
        Compare(known);
    }

    [Fact]
    public void Another_content_under_a_known_name_is_found_in()
    {
        Publish();
        _build.WritePackage(Package, "Lib", ("tools/net10.0/any/a.txt", $"token: {SampleSecrets.GitHub(1)}"), ("tools/net10.0/any/sub/b.json", Settings));
        Compare(1, passes: false);
    }

    [Fact]
    public void An_entry_that_is_damaged_is_told_though_its_bytes_are_known()
    {
        Publish();
        _build.WritePackage(Package, "Lib", ("tools/net10.0/any/a.txt", "one"), ("tools/net10.0/any/sub/b.json", Settings));
        byte[] zip = File.ReadAllBytes(_build.PathOf(Package));

        // The checksum in the directory: thirty bytes before the name there.
        zip[zip.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes("tools/net10.0/any/a.txt")) - 30] ^= 1;
        File.WriteAllBytes(_build.PathOf(Package), zip);
        JsonNode report = Compare(1);
        Assert.Equal("tools/net10.0/any/a.txt", (string?)Assert.Single(report["unread"]!.AsArray())!["path"]);
    }

    [Fact]
    public void A_rule_of_ones_own_may_be_for_the_package_alone()
    {
        _build.Write("own.toml", "[[rules]]\nid = \"one\"\nregex = '''one'''\npath = '''^tools/'''");
        Publish("own.toml");
        _build.WritePackage(Package, "Lib", ("tools/net10.0/any/a.txt", "one"), ("tools/net10.0/any/sub/b.json", Settings));
        Compare(0, passes: false, "own.toml");
    }

    [Fact]
    public void What_was_found_in_is_never_known()
    {
        string token = $"token: {SampleSecrets.GitHub(1)}";
        _build.Write("publish/c.txt", token);
        Publish(passes: false);
        _build.WritePackage(Package, "Lib", ("tools/net10.0/any/c.txt", token), ("tools/net10.0/any/a.txt", "one"));
        Compare(1, passes: false);
    }

    // With what the build knows, and without.
    private JsonNode Compare(int known, bool passes = true, string? rules = null)
    {
        JsonNode warm = Pack(known, passes, rules);
        _build.Engine.Objects.Clear();
        Assert.Equal(Pack(0, passes, rules).ToJsonString(), warm.ToJsonString());
        return warm;
    }

    private void Publish(string? rules = null, bool passes = true)
    {
        using ScanPublish task = _build.Publish();
        task.Quarantine = "false";
        task.KnownValues = "off";
        task.Rules = rules;
        Assert.Equal(passes, task.Execute());
    }

    private JsonNode Pack(int known, bool passes, string? rules)
    {
        using ScanPackages task = _build.Packages(Package);
        task.Quarantine = "false";
        task.KnownValues = "off";
        task.Rules = rules;
        Assert.Equal(passes, task.Execute());
        JsonNode report = JsonNode.Parse(File.ReadAllText(_build.PathOf("obj/artifactgate/Lib.pack.json")))!;
        Assert.Equal(known, (int?)report["cache"]?["known"]);
        report["run"]!.AsObject().Remove("startedUtc");
        report["statistics"]!.AsObject().Remove("seconds");
        report.AsObject().Remove("cache");
        return report;
    }
}
