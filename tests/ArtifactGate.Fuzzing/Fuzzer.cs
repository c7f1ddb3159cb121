using System.Diagnostics;
using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine;

namespace ArtifactGate.Fuzzing;

/// <summary>
/// Scans damaged samples until the time is over. Each must end in a verdict, within its time and its memory; the first that does not is kept in
/// <c>artifacts/fuzz</c>. The same seed gives the same inputs on each thread.
/// </summary>
internal sealed class Fuzzer(IReadOnlyList<Seed> seeds, int seed)
{
    private const long MostAllocated = 1L << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly Limits Limits = new() { MaxBytes = 256 << 20, RatioFloor = 16 << 20, MaxSpool = 64 << 20, MaxEntries = 100_000 };

    private readonly Gate _gate = new();
    private readonly Lock _lock = new();
    private long _done;
    private long _unread;
    private volatile bool _failed;

    /// <summary>Runs on every core; false when an input was not survived.</summary>
    public bool Run(TimeSpan time)
    {
        // Nobody else's: whatever is in there at the end was left.
        string temporary = Directory.CreateTempSubdirectory("artifactgate-fuzz-").FullName;
        Environment.SetEnvironmentVariable(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR", temporary);
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(i => new Thread(() => Work(seed + i, end)))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        string[] left = Directory.GetFileSystemEntries(temporary);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_done} inputs in {time.TotalSeconds:0} s, {_unread} of them not fully read, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB, {left.Length} temporary files left"));
        Directory.Delete(temporary, recursive: true);
        return !_failed && _done > 0 && left.Length == 0;
    }

    private void Work(int first, long end)
    {
        string folder = Directory.CreateTempSubdirectory("artifactgate-fuzz-").FullName;
        var random = new Random(first);
        var mutator = new Mutator(random);
        while (Stopwatch.GetTimestamp() < end && !_failed)
        {
            Seed chosen = seeds[random.Next(seeds.Count)];
            byte[] input = mutator.Mutate(chosen.Content, seeds[random.Next(seeds.Count)].Content);
            if (Survive(folder, chosen, input) is { } complaint)
            {
                Keep(chosen, input, complaint);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private string? Survive(string folder, Seed chosen, byte[] input)
    {
        string path = Path.Combine(folder, chosen.FileName);
        File.WriteAllBytes(path, input);
        long allocated = GC.GetAllocatedBytesForCurrentThread();

        // Time that the processor gave, not time that passed: the machine may be busy with something else.
        TimeSpan started = Environment.CpuUsage.TotalTime;
        using var watch = new Timer(_ => Hang(chosen, input), null, Longest * 10, Timeout.InfiniteTimeSpan);
        try
        {
            GateResult result = _gate.Run(new GateOptions
            {
                WorkingDirectory = folder,
                Now = DateTimeOffset.UnixEpoch,
                Jobs = 1,
                Limits = Limits,
                Artifacts = [new ArtifactInput(chosen.FileName, path)],
            });
            Interlocked.Increment(ref _done);
            Interlocked.Add(ref _unread, result.Unread.Count > 0 ? 1 : 0);
            return result.Verdict == RunVerdict.Error ? "an error"
                : Environment.CpuUsage.TotalTime - started is var taken && taken > Longest ? $"{taken.TotalSeconds:0} seconds"
                : GC.GetAllocatedBytesForCurrentThread() - allocated > MostAllocated ? "more memory than any input of its size needs"
                : null;
        }
        catch (Exception failure)
        {
            return failure.ToString();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private void Hang(Seed chosen, byte[] input)
    {
        Keep(chosen, input, "no end");
        Environment.Exit(1);
    }

    private void Keep(Seed chosen, byte[] input, string complaint)
    {
        lock (_lock)
        {
            _failed = true;
            Directory.CreateDirectory("artifacts/fuzz");
            string file = Path.Combine("artifacts/fuzz", string.Create(CultureInfo.InvariantCulture, $"{_done}-{chosen.FileName}"));
            File.WriteAllBytes(file, input);
            Console.Error.WriteLine($"{chosen.Name} was not survived, kept as {file}: {complaint}");
        }
    }
}
