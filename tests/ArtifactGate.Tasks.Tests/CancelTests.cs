using System.Diagnostics;
using TaskItem = Microsoft.Build.Utilities.TaskItem;

namespace ArtifactGate.Tasks.Tests;

/// <summary>A task that is stopped returns: the files here take minutes to be read, hashed or looked through once.</summary>
public sealed class CancelTests : IDisposable
{
    // Takes no room on disk, and many minutes to be read.
    private const long Huge = 1L << 40;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData("in the folder")]
    [InlineData("beside it")]
    [InlineData("many")]
    public async Task A_scan_that_is_stopped_returns(string where)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sparse files are asked for in another way elsewhere.");
        _build.Write("publish/small.txt", "clean");
        string[] files = [.. Enumerable.Range(0, where == "many" ? 100 : 1).Select(i => _build.Write(where == "in the folder" ? "publish/huge.bin" : $"huge{i}.bin", ""))];
        foreach (string file in files)
        {
            using FileStream huge = File.OpenWrite(file);
            huge.SetLength(where == "many" ? 4L << 30 : Huge);
        }

        using ScanPublish task = _build.Publish("small.txt");
        task.Include = where == "in the folder" ? [] : [.. files.Select(f => new TaskItem(f))];
        task.MaxBytes = "2TiB";
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _build.Engine.OnMessage = _ => begun.TrySetResult();
        Task<bool> scan = Task.Run(task.Execute, TestContext.Current.CancellationToken);
        await begun.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(scan.IsCompleted);
        long cancelled = Stopwatch.GetTimestamp();
        task.Cancel();
        Assert.False(await scan.WaitAsync(Soon, TestContext.Current.CancellationToken));
        TestContext.Current.SendDiagnosticMessage("returned {0:0} ms after it was stopped", Stopwatch.GetElapsedTime(cancelled).TotalMilliseconds);
        Assert.All(_build.Engine.Errors, e => Assert.Equal("AG0001", e.Code));
        Assert.NotEmpty(_build.Engine.Errors);
        if (where == "in the folder")
        {
            Assert.Contains("publish/small.txt.blocked", _build.Files("publish"));
        }
    }

    [Fact]
    public async Task A_wait_for_the_report_of_all_projects_that_is_stopped_returns()
    {
        _build.Write("publish/small.txt", "clean");
        using FileStream others = File.Create(_build.PathOf("all.sarif"));
        using ScanPublish task = _build.Publish("small.txt");
        task.MergedReport = others.Name;
        Task<bool> scan = Task.Run(task.Execute, TestContext.Current.CancellationToken);
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        Assert.False(scan.IsCompleted);
        task.Cancel();
        Assert.False(await scan.WaitAsync(Soon, TestContext.Current.CancellationToken));
        Assert.Equal(["AG0001"], _build.Engine.Errors.Select(e => e.Code));
        Assert.Equal(["publish/small.txt.blocked"], _build.Files("publish"));
    }
}
