using System.Diagnostics;
using System.Globalization;
using ArtifactGate.Engine;

namespace ArtifactGate.Benchmarks;

/// <summary>The gate over a list of packages, on one thread.</summary>
internal static class GatePass
{
    /// <summary>The hidden command that a child process is started with, whose only work is one pass of the gate.</summary>
    public const string MemoryCommand = "gate-memory";

    /// <summary>Runs the gate over the packages and the planted one.</summary>
    /// <exception cref="BenchmarkException">It read less than there is, or did not find what was planted.</exception>
    /// <returns>The bytes it read, decompressed.</returns>
    public static long Run(IReadOnlyList<string> packages, PlantedPackage planted, long inflated)
    {
        GateResult result = new Gate().Run(new GateOptions
        {
            Artifacts = [.. packages.Append(planted.FilePath).Select(p => new ArtifactInput(p, p))],
            WorkingDirectory = planted.Folder,
            Jobs = 1,
            Now = DateTimeOffset.UtcNow,
        });
        long covered = result.Artifacts.Sum(a => a.Coverage.Bytes);
        if (covered < inflated)
        {
            throw new BenchmarkException($"The gate read {covered} bytes of {inflated}: {string.Join("; ", result.Unread.Take(3))}");
        }

        int found = result.Findings.Count(f => f.Rule.Code == PlantedPackage.Code && f.Path.Artifact == planted.FilePath);
        return found == 1 ? covered : throw new BenchmarkException($"The gate found the planted token {found} times.");
    }

    /// <summary>In the child process: one pass, then the most memory the process ever held.</summary>
    public static int RunForMemory(string[] args)
    {
        using var planted = new PlantedPackage();
        Run(File.ReadAllLines(args[0]), planted, long.Parse(args[1], CultureInfo.InvariantCulture));
        Console.WriteLine(PeakMebibytes());
        return 0;
    }

    /// <summary>The peak working set of one pass of the gate in a process of its own, in MiB.</summary>
    public static long PeakInOwnProcess(string list, long inflated)
    {
        using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
            [typeof(GatePass).Assembly.Location, MemoryCommand, list, inflated.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? long.Parse(output, CultureInfo.InvariantCulture) : throw new BenchmarkException("The pass in its own process failed.");
    }

    private static long PeakMebibytes()
    {
        const string Field = "VmHWM:";
        string? line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal)) : null;
        using Process self = Process.GetCurrentProcess();
        return line is null
            ? self.PeakWorkingSet64 >> 20
            : long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) >> 10;
    }
}
