using System.Diagnostics;
using System.Globalization;
using ArtifactGate.Engine;
using Spectre.Console;

namespace ArtifactGate.Tool;

/// <summary>One line on the terminal that says how far a long scan is. Silent where standard error is no terminal.</summary>
internal sealed class ScanProgress : IProgress<GateProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console;
    private readonly Lock _lock = new();
    private long _last = Stopwatch.GetTimestamp();
    private bool _shown;

    private ScanProgress(IAnsiConsole console) => _console = console;

    /// <summary>A progress line, or null where nobody could see it.</summary>
    public static ScanProgress? Start(TextWriter error, bool always)
    {
        if (error != Console.Error || (Console.IsErrorRedirected && !always) || Console.IsErrorRedirected)
        {
            return null;
        }

        return new ScanProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) }));
    }

    /// <inheritdoc/>
    public void Report(GateProgress value)
    {
        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_last) < Interval)
            {
                return;
            }

            _last = Stopwatch.GetTimestamp();
            _shown = true;
            _console.Write("\r" + string.Create(CultureInfo.InvariantCulture,
                $"{value.ArtifactsDone}/{value.ArtifactsTotal} artifacts, {value.Nodes} files, {value.Bytes >> 20} MiB").PadRight(70));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_shown)
            {
                _console.Write("\r" + new string(' ', 70) + "\r");
                _shown = false;
            }
        }
    }
}
