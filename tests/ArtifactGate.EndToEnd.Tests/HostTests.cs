using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>In MSBuild itself or in a process of its own: the gate says and does the same.</summary>
public sealed class HostTests(Feed feed) : IDisposable
{
    private const string Variable = "ARTIFACTGATE_TESTS_DEPLOY_TOKEN";

    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void What_a_secret_variable_of_the_build_holds_is_found(string host)
    {
        string value = BuildSecrets.Token(1);
        _work.Host = host;
        _work.Variables[Variable] = value;
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", $"{{\n  \"a\": \"{value}\"\n}}");
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out", $"-p:ArtifactGateKnownValues={Variable}");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG5001 settings.json(2,9)");
        Assert.DoesNotContain(value, blocked.Output, StringComparison.Ordinal);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore"));
    }

    [Fact]
    public void A_message_is_the_same_word_for_word()
    {
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", $"{{\n  \"a\": \"{SampleSecrets.GitHub(1)}\"\n}}");
        ProgramRun task = _work.Dotnet("pack", "-o", "out");
        _work.Host = "Process";
        ProgramRun process = _work.Dotnet("pack", "-o", "out", "--no-restore");
        Workspace.AssertExit(1, task);
        Workspace.AssertExit(1, process);
        string line = Assert.Single(task.Output.Split('\n').Distinct(), l => l.Contains("AG1001", StringComparison.Ordinal));
        Assert.Contains(line, process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/dotnet")]
    [InlineData("/bin/false")]
    public void Without_a_NET_to_run_in_nothing_ships_and_only_then_it_is_said(string dotnet)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are of Unix.");
        _work.Host = "Process";
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", "{}");
        _work.Variables["ArtifactGateDotNet"] = dotnet;
        ProgramRun pack = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, pack);
        _work.AssertDiagnostics(pack, "error AG0006 Lib.csproj");
        Assert.Contains(dotnet, pack.Output, StringComparison.Ordinal);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
        ProgramRun build = _work.Dotnet("build", "--no-restore");
        Workspace.AssertExit(0, build);
        _work.AssertDiagnostics(build);
    }

    [Fact]
    public void Another_host_than_there_is_is_an_error()
    {
        _work.Host = "Docker";
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", "{}");
        ProgramRun run = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, run);
        Assert.Contains("error AG0004: ArtifactGateHost", run.Output, StringComparison.Ordinal);
    }
}
