using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The tool package, installed by the SDK and started as its own process.</summary>
public sealed class ToolTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void The_installed_tool_tells_blocked_from_passed_from_failed()
    {
        Workspace.AssertExit(0, _work.Dotnet("tool", "install", "ArtifactGate.Tool", "--version", feed.Version, "--tool-path", "tools"));
        _work.Write("release/bad.txt", $"key = {SampleSecrets.GitHub(1)}\n");
        _work.Write("release/good.txt", "nothing here\n");
        string tool = Path.Combine(_work.Root, "tools", OperatingSystem.IsWindows() ? "artifactgate.exe" : "artifactgate");

        ProgramRun blocked = _work.Run(tool, "scan", "release");
        Workspace.AssertExit(1, blocked);
        Assert.Contains("AG1001", blocked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleSecrets.GitHub(1), blocked.Output, StringComparison.Ordinal);
        Workspace.AssertExit(0, _work.Run(tool, "scan", "release/good.txt"));
        ProgramRun missing = _work.Run(tool, "scan", "release/none.txt");
        Workspace.AssertExit(2, missing);
        Assert.Single(missing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Workspace.AssertExit(0, _work.Run(tool, "rules", "AG1001"));
    }
}
