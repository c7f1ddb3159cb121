using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The base policy of a build server, environments and allowances in real builds, in both hosts.</summary>
public sealed class PolicyTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void The_base_policy_holds_and_an_allowed_fingerprint_passes(string host)
    {
        _work.Host = host;
        _work.ContentPackage("Lib.csproj", """<ItemGroup Condition="'$(Accepted)' != ''"><ArtifactGateAllow Include="$(Accepted)" /></ItemGroup>""");
        _work.Write("settings.json", $"{{\n  \"a\": \"{SampleSecrets.GitHub(1)}\"\n}}");
        Workspace.AssertExit(0, _work.Dotnet("restore"));
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out", "--no-restore"));
        JsonNode report = JsonNode.Parse(_work.Read("obj/artifactgate/Lib.net10.0.pack.json"))!;
        string accepted = "-p:Accepted=" + (string)report["findings"]![0]!["fingerprint"]!;
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore", accepted));
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore", "-p:ArtifactGateFailOn=never"));

        _work.Variables["ARTIFACTGATE_BASE_POLICY"] = _work.Write("protected/base.json", """{ "environments": { "pr": { "failOn": "never" } } }""");
        ProgramRun never = _work.Dotnet("pack", "-o", "out", "--no-restore", "-p:ArtifactGateFailOn=never");
        Workspace.AssertExit(1, never);
        Assert.Contains("would relax the base policy", never.Output, StringComparison.Ordinal);
        ProgramRun proven = _work.Dotnet("pack", "-o", "out", "--no-restore", accepted);
        _work.AssertDiagnostics(proven, "error AG1001 settings.json(2,9)");
        Assert.Contains("the base policy permits no allowance for AG1001", proven.Output, StringComparison.Ordinal);
        ProgramRun other = _work.Dotnet("pack", "-o", "out", "--no-restore", "-p:ArtifactGateBasePolicy=mine.json");
        Assert.Contains("cannot be replaced by", other.Output, StringComparison.Ordinal);
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore", "-p:ArtifactGateEnvironment=pr"));
    }
}
