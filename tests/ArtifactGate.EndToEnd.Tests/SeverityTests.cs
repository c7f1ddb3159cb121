using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The properties that make warnings errors, or hide them, in the build that MSBuild itself does not apply them in, and in both hosts.</summary>
public sealed class SeverityTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("net10.0;net10.0-windows", "Task")]
    [InlineData("net10.0", "Process")]
    public void A_warning_is_what_the_project_says_and_a_credential_stays_an_error(string frameworks, string host)
    {
        _work.Host = host;
        _work.ContentPackage("Lib.csproj", framework: frameworks);
        _work.Write("settings.json", $"{{\n  \"a\": \"{SampleSecrets.GitHub(1)}\"\n}}");
        const string Policy = """{ "rules": { "AG1001": "warn" } }""";
        _work.Write("artifactgate.json", Policy);
        Workspace.AssertExit(0, _work.Dotnet("restore"));
        foreach ((string[] settings, string expected) in new (string[], string)[]
        {
            ([], "warning"),
            (["-p:NoWarn=AG1001%3BNU5128"], ""),
            (["-p:WarningsAsErrors=AG1001"], "error"),
            (["-p:TreatWarningsAsErrors=true"], "error"),
            (["-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=AG1001"], "warning"),
            (["-p:MSBuildWarningsAsErrors=AG1001"], "error"),
            (["-p:MSBuildTreatWarningsAsErrors=true"], "error"),
            (["-warnaserror:AG1001"], "error"),
            (["-warnaserror"], "error"),
            (["-warnaserror", "-warnnotaserror:AG1001"], "warning"),
            (["-p:MSBuildWarningsAsMessages=AG1001"], ""),
        })
        {
            ProgramRun run = _work.Dotnet(["pack", "-o", "out", "--no-restore", .. settings]);
            _work.AssertDiagnostics(run, expected.Length == 0 ? [] : [$"{expected} AG1001 settings.json(2,9)"]);
            Workspace.AssertExit(expected == "error" ? 1 : 0, run);
            Assert.Equal(expected != "error", File.Exists(Path.Combine(_work.Root, "out", "Lib.1.0.0.nupkg")));
        }

        File.Delete(Path.Combine(_work.Root, "artifactgate.json"));
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out", "--no-restore", "-p:NoWarn=AG1001", "-p:MSBuildWarningsAsMessages=AG1001", "-p:WarningsNotAsErrors=AG1001");
        _work.AssertDiagnostics(blocked, "error AG1001 settings.json(2,9)");
        Workspace.AssertExit(1, blocked);
    }
}
