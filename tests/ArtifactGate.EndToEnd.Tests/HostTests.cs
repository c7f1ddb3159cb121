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
    public void What_was_not_scanned_and_cannot_be_renamed_is_deleted()
    {
        _work.Host = "Process";
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", "{}");
        _work.Write("out/Lib.1.0.0.nupkg.blocked/in the way", "");
        _work.Variables["ArtifactGateDotNet"] = "nowhere";
        ProgramRun pack = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, pack);
        _work.AssertDiagnostics(pack, "error AG0006 Lib.csproj");
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked/in the way"], _work.Files("*", "out"));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void A_blocked_package_in_a_folder_that_cannot_be_written_to_fails_the_build_and_says_that_it_is_still_there(string host)
    {
        string folder = Path.Combine(_work.Root, "out");
        Directory.CreateDirectory(folder);
        using (LockedFolder? possible = LockedFolder.Of(folder))
        {
            Assert.SkipWhen(possible is null, "Nothing locks a folder here.");
        }

        _work.Host = host;
        _work.ContentPackage("Lib.csproj", $"""
            <Target Name="Lock" BeforeTargets="ArtifactGatePack"><Exec Command="{LockedFolder.Command(folder)}" /></Target>
            <Target Name="Push" AfterTargets="Pack"><WriteLinesToFile File="pushed.txt" Lines="pushed" /></Target>
            """);
        _work.Write("settings.json", $"token: {SampleSecrets.GitHub(1)}");
        ProgramRun pack = _work.Dotnet("pack", "-o", "out");
        LockedFolder.Of(folder)?.Dispose();
        Workspace.AssertExit(1, pack);
        _work.AssertDiagnostics(pack, "error AG0008 out/Lib.1.0.0.nupkg", "error AG1001 settings.json(1,8)");
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _work.Files("*", "out"));
        Assert.Empty(_work.Files("pushed.txt"));
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
