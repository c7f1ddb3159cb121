using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>What decides whether a project is looked at: its own words, those that the SDK and imports say after the package's targets, and values that are no clear no.</summary>
public sealed class SwitchTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("IsTestProject")]
    [InlineData("IsTestingPlatformApplication")]
    public void A_test_project_makes_no_package_and_none_is_missed(string property)
    {
        _work.ContentPackage("Tests.csproj", $"<PropertyGroup><{property}>true</{property}></PropertyGroup>");
        Plant();
        ProgramRun run = _work.Dotnet("pack", "-o", "out");
        _work.AssertDiagnostics(run);
        Workspace.AssertExit(0, run);
        Assert.Empty(_work.Files("*.nupkg"));
    }

    [Fact]
    public void A_project_that_its_folder_makes_packable_and_publishable_is_looked_at()
    {
        _work.ContentPackage("Lib.csproj", """
            <PropertyGroup><IsPackable>false</IsPackable><IsPublishable>false</IsPublishable></PropertyGroup>
            <ItemGroup><None Update="settings.json" CopyToOutputDirectory="Always" /></ItemGroup>
            """);
        _work.Write("Directory.Build.targets", "<Project><PropertyGroup><IsPackable>true</IsPackable><IsPublishable>true</IsPublishable></PropertyGroup></Project>");
        Plant();
        foreach (string command in new[] { "pack", "publish" })
        {
            ProgramRun run = _work.Dotnet(command, "-o", "out/" + command);
            _work.AssertDiagnostics(run, "error AG1001 settings.json(2,9)");
            Workspace.AssertExit(1, run);
        }

        Assert.Equal(["out/pack/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out/pack"));
        Assert.Equal(["out/publish/settings.json.blocked"], _work.Files("settings*", "out/publish"));
    }

    [Fact]
    public void Only_a_clear_no_switches_the_gate_off()
    {
        _work.ContentPackage("Lib.csproj");
        Plant();
        Workspace.AssertExit(0, _work.Dotnet("restore"));
        foreach ((string property, string value, bool off) in new[]
        {
            ("ArtifactGateEnabled", "1", false),
            ("ArtifactGateEnabled", "", false),
            ("ArtifactGateEnabled", " true ", false),
            ("ArtifactGateEnabled", "tru", false),
            ("ArtifactGateEnabled", " False ", true),
            ("ArtifactGateOnPack", "1", false),
            ("ArtifactGateOnPack", "off", true),
        })
        {
            ProgramRun run = _work.Dotnet("pack", "-o", "out", "--no-restore", $"-p:{property}={value}");
            Workspace.AssertExit(off ? 0 : 1, run);
            Assert.Equal(off, run.Output.Contains("AG0007: ArtifactGate ", StringComparison.Ordinal));
            Assert.Equal(off, run.Output.Contains($"({property} is '{value}')", StringComparison.Ordinal));
            Assert.Equal(off ? 0 : 1, _work.Diagnostics(run).Length);
        }
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void A_slip_in_a_property_leaves_nothing_to_push(string host)
    {
        _work.Host = host;
        _work.ContentPackage("Lib.csproj");
        _work.Write("settings.json", "{}");
        Workspace.AssertExit(0, _work.Dotnet("restore"));
        foreach (string slip in new[] { "ArtifactGateQuarantine=0", "ArtifactGateJobs=abc", "ArtifactGateHost=Tsk", "ArtifactGateMaxTime=soon" })
        {
            ProgramRun run = _work.Dotnet("pack", "-o", "out", "--no-restore", $"-p:{slip}");
            Workspace.AssertExit(1, run);
            _work.AssertDiagnostics(run, "error AG0004 Lib.csproj");
            Assert.Contains(slip.Split('=')[0] + " takes ", run.Output, StringComparison.Ordinal);
            Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
        }

        Plant();
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out", "--no-restore", "-p:ArtifactGateQuarantine=off"));
        Assert.Contains("out/Lib.1.0.0.nupkg", _work.Files("*", "out"));
    }

    private void Plant() => _work.Write("settings.json", $"{{\n  \"a\": \"{SampleSecrets.GitHub(1)}\"\n}}");
}
