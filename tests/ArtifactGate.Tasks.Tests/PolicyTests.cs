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

    [Theory]
    [InlineData("nonsense")]
    [InlineData("v1:abc")]
    [InlineData("AG1001")]
    public void An_item_that_is_no_fingerprint_is_told_at_its_line_and_not_repeated(string text)
    {
        _build.Write("Lib.csproj", $"<Project>\n  <ItemGroup>\n    <ArtifactGateAllow Include=\"{text}\" />\n  </ItemGroup>\n</Project>");
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.Allow = [new TaskItem(text)];
        Assert.False(task.Execute());
        Assert.Equal(["AG0004 Lib.csproj(3,0)"], _build.Errors());
        Assert.DoesNotContain($"'{text}'", _build.Engine.Errors[0].Message!, StringComparison.Ordinal);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Theory]
    [InlineData("AG9999", "is no rule")]
    [InlineData("AG0001", "is about the gate itself")]
    [InlineData("AG99*", "fits no rule")]
    [InlineData("AG1001", "by its fingerprint alone")]
    [InlineData("AG5001", "by its fingerprint alone")]
    public void An_allowance_by_path_that_can_accept_nothing_is_told_at_its_line(string rule, string says)
    {
        _build.Write("artifactgate.json", $$"""
            { "allow": [
              { "rule": "{{rule}}", "path": "**", "reason": "r" } ] }
            """);
        Assert.False(_build.Packages("out/Lib.1.0.0.nupkg").Execute());
        Assert.Equal(["AG0004 artifactgate.json(2,0)"], _build.Errors());
        Assert.Contains(says, _build.Engine.Errors[0].Message!, StringComparison.Ordinal);
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
        allow.Allow = [new TaskItem("v1:abcdefghabcdefghabcdefghab")];
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
