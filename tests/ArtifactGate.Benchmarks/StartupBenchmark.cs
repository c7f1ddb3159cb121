using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using ArtifactGate.Detection;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Benchmarks;

/// <summary>
/// What the catalogue costs a process that starts: making every rule, and the tables of its anchors. Only the first time in a process counts,
/// so one process tells one time.
/// </summary>
internal static class StartupBenchmark
{
    public static int Run(string[] args)
    {
        if (args.Length > 0)
        {
            throw new BenchmarkException("startup takes nothing");
        }

        // The clocks and the console are made the first time as well.
        Measure("nothing", () => { });
        Measure("assembly", () => _ = RuleBook.IsOwn(null!));
        RuleBook? book = null;
        Measure("rules", () => book = RuleBook.Default);
        Measure("tables", () => _ = new AnchorSet(book!.Rules));
        return book!.Rules.Count > 0 ? 0 : throw new BenchmarkException("there is no rule");
    }

    private static void Measure(string name, Action action)
    {
        (TimeSpan cpu, long time, TimeSpan compiling) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), JitInfo.GetCompilationTime());
        action();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-8}{Stopwatch.GetElapsedTime(time).TotalMilliseconds,7:0.0} ms, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,5:0.0} ms of the processor, {(JitInfo.GetCompilationTime() - compiling).TotalMilliseconds,5:0.0} ms compiling"));
    }
}
