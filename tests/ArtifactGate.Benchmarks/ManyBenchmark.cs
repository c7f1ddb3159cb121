using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace ArtifactGate.Benchmarks;

/// <summary>
/// Whether memory grows with the number of artifacts: many small packages in one run, and a tenth of them in another. What grows is the report alone.
/// </summary>
internal static class ManyBenchmark
{
    private const int Usual = 5000;

    public static int Run(string[] args)
    {
        int count = args.Length == 0 ? Usual
            : int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int given) && given >= 10 ? given
            : throw new BenchmarkException("many takes a number of packages from 10 on.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("artifactgate-many-");
        try
        {
            string[] packages = [.. Enumerable.Range(0, count).Select(i => Make(folder.FullName, i))];
            long few = Measure(folder.FullName, packages[..(count / 10)], out _);
            long all = Measure(folder.FullName, packages, out TimeSpan time);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"many           {count} packages, {packages.Sum(p => new FileInfo(p).Length) / 1e6:F1} MB; peak {all} MiB, of a tenth of them {few} MiB, ratio {(double)all / few:F2}; "
                + $"{count / time.TotalSeconds:F0} packages/s in its own process, the planted token found"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Measure(string folder, string[] packages, out TimeSpan time)
    {
        string list = Path.Combine(folder, "list.txt");
        File.WriteAllLines(list, packages);
        long started = Stopwatch.GetTimestamp();
        long peak = GatePass.PeakInOwnProcess(list, 0);
        time = Stopwatch.GetElapsedTime(started);
        return peak;
    }

    // A library as small ones are: a manifest, an assembly, its documentation, a read-me.
    private static string Make(string folder, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Small{number:00000}");
        string path = Path.Combine(folder, $"{name}.1.0.0.nupkg");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Write(zip, $"{name}.nuspec", $"<package><metadata><id>{name}</id><version>1.0.0</version></metadata></package>");
        Write(zip, "README.md", $"# {name}\n\nPackage number {number}.\n");
        Write(zip, $"lib/net10.0/{name}.xml", string.Concat(Enumerable.Range(0, 40).Select(i => $"<member name=\"M:{name}.Type{i}.Do\"><summary>Does {i * number}.</summary></member>\n")));
        zip.CreateEntryFromFile(typeof(ManyBenchmark).Assembly.Location, $"lib/net10.0/{name}.dll");
        return path;
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
