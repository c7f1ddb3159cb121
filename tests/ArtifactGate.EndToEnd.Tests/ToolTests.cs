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
        _work.Write("release/bad.txt", $"key = {SampleSecrets.GitHub(1)}\n");
        _work.Write("release/good.txt", "nothing here\n");

        ProgramRun blocked = _work.Tool("scan", "release");
        Workspace.AssertExit(1, blocked);
        Assert.Contains("AG1001", blocked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleSecrets.GitHub(1), blocked.Output, StringComparison.Ordinal);
        Workspace.AssertExit(0, _work.Tool("scan", "release/good.txt"));
        ProgramRun missing = _work.Tool("scan", "release/none.txt");
        Workspace.AssertExit(2, missing);
        Assert.Single(missing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Workspace.AssertExit(0, _work.Tool("rules", "AG1001"));
    }
}
