using System.Text.Json.Nodes;
using ArtifactGate.Testing;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

/// <summary>The policy's properties and items in a build.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public PolicyTests() => _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"{{ \"key\": \"{SampleSecrets.GitHub(1)}\" }}"));

    public void Dispose() => _build.Dispose();

    [Fact]
    public void A_fingerprint_that_the_build_allows_lets_it_pass()
    {
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        JsonNode report = JsonNode.Parse(File.ReadAllText(_build.PathOf("obj/artifactgate/Lib.pack.json")))!;
        File.Move(_build.PathOf("out/Lib.1.0.0.nupkg.blocked"), _build.PathOf("out/Lib.1.0.0.nupkg"));

        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Allow = [.. report["findings"]!.AsArray().Select(f => new TaskItem((string)f!["fingerprint"]!))];
        Assert.True(task.Execute());
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _build.Files("out"));
    }

    [Fact]
    public void The_base_policy_holds_against_properties_and_items()
    {
        ScanPackages never = WithBase("{}");
        never.FailOn = "never";
        ScanPackages limit = WithBase("{}");
        limit.MaxDepth = "99";
        ScanPackages known = WithBase("{}");
        known.KnownValues = "off";
        ScanPackages allow = WithBase("""{ "allowances": { "requireOwner": true } }""");
        allow.Allow = [new TaskItem("v1:abcdefgh")];
        allow.Quarantine = "true";

        string[] says = ["fail-on 'never'", "The limit maxDepth", "Known values that are switched off", "The items ArtifactGateAllow"];
        Assert.All(new[] { never, limit, known, allow }, t => Assert.False(t.Execute()));
        Assert.Equal(4, _build.Engine.Errors.Count);
        Assert.All(_build.Engine.Errors.Zip(says), e =>
        {
            Assert.Equal("AG0004", e.First.Code);
            Assert.Contains(e.Second, e.First.Message!, StringComparison.Ordinal);
        });
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void The_environment_chooses_what_the_policy_says_of_it()
    {
        _build.Write("artifactgate.json", """{ "environments": { "pr": { "mode": "warn" } } }""");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Environment = "pr";
        Assert.True(task.Execute());

        task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Environment = "production";
        Assert.False(task.Execute());
        Assert.Contains("There is no environment 'production'", Assert.Single(_build.Engine.Errors).Message!, StringComparison.Ordinal);
    }

    private ScanPackages WithBase(string json)
    {
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Quarantine = "false";
        task.BasePolicy = _build.Write("protected/base.json", json);
        return task;
    }
}
