using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ArtifactGate.Benchmarks;

/// <summary>
/// What the gate costs more than reading the same packages at all: every entry, and every entry of the zips inside, unpacked by the
/// platform's own zip reader and thrown away. Both on one thread, in one process, by CPU time.
/// </summary>
internal static class InflateAndGateBenchmark
{
    private const int MeasuredRounds = 5;

    // Contenders take turns on a part each: other work on the machine comes and goes within seconds.
    private const int Parts = 6;
    private const int BufferSize = 128 * 1024;

    private static ReadOnlySpan<byte> ZipStart => "PK\x03\x04"u8;

    public static int Run(string[] args)
    {
        if (args.Length != 1)
        {
            throw new BenchmarkException("inflate-and-gate takes one file with a path of a package on each line.");
        }

        string[] packages = File.ReadAllLines(args[0]);
        var buffer = new byte[BufferSize];
        long inflated = Inflate(packages, buffer);
        using var planted = new PlantedPackage();
        string[][] parts = [.. Enumerable.Range(0, Parts).Select(part => packages.Where((_, i) => i % Parts == part).ToArray()).Where(p => p.Length > 0)];
        long[] sizes = [.. parts.Select(p => Inflate(p, buffer))];
        var covered = new long[parts.Length];
        double[][] rounds = Rounds.Times(MeasuredRounds, parts.Length,
            part => Inflate(parts[part], buffer),
            part => covered[part] = GatePass.Run(parts[part], planted, sizes[part]));
        double inflate = Rounds.Median(rounds.Select(r => r[0])), gate = Rounds.Median(rounds.Select(r => r[1]));
        long peak = GatePass.PeakInOwnProcess(args[0], inflated);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            runtime        {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors
            packages       {packages.Length}, {packages.Sum(p => new FileInfo(p).Length) / 1e6:F1} MB packed, {inflated / 1e6:F1} MB unpacked, zips inside too
            inflate        {inflate:F3} s CPU, median of {MeasuredRounds} interleaved rounds, {inflated / inflate / 1e9:F2} GB/s
            gate           {gate:F3} s CPU, {covered.Sum() / 1e6:F1} MB covered, the planted token found
            ratio          {Rounds.Median(rounds.Select(r => r[1] / r[0])):F2}, median; {string.Join(' ', rounds.Select(r => (r[1] / r[0]).ToString("F2", CultureInfo.InvariantCulture)))}
            peak memory    {peak} MiB, the gate alone in its own process
            """));
        return 0;
    }

    private static long Inflate(IReadOnlyList<string> packages, byte[] buffer)
    {
        long bytes = 0;
        foreach (string package in packages)
        {
            using FileStream file = File.OpenRead(package);
            bytes += InflateZip(file, buffer);
        }

        return bytes;
    }

    private static long InflateZip(Stream file, byte[] buffer)
    {
        long bytes = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream stream = entry.Open();
            int read = stream.ReadAtLeast(buffer, ZipStart.Length, throwOnEndOfStream: false);
            if (buffer.AsSpan(0, read).StartsWith(ZipStart))
            {
                using var inner = new MemoryStream((int)entry.Length);
                inner.Write(buffer, 0, read);
                stream.CopyTo(inner);
                bytes += inner.Length + InflateZip(inner, buffer);
                continue;
            }

            for (; read > 0; read = stream.Read(buffer))
            {
                bytes += read;
            }
        }

        return bytes;
    }
}
