namespace ArtifactGate.Benchmarks;

/// <summary>Real files of this machine, held in memory.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Files">Their bytes.</param>
internal sealed record Corpus(string Name, IReadOnlyList<byte[]> Files)
{
    private const long MostBytes = 160L << 20;

    /// <summary>All bytes together.</summary>
    public long Bytes { get; } = Files.Sum(f => (long)f.Length);

    /// <summary>Assemblies of the .NET installation that runs this, and XML documentation of the packages in the local cache.</summary>
    public static IReadOnlyList<Corpus> OfThisMachine()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            Load("assemblies", Path.GetFullPath(Path.Combine(runtime, "../../..")), "*.dll"),
            Load("text", PackageCache, "*.xml"),
        ];
    }

    /// <summary>Where the local package cache is.</summary>
    public static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static Corpus Load(string name, string folder, string pattern)
    {
        var files = new List<byte[]>();
        long bytes = 0;
        foreach (string path in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] file = File.ReadAllBytes(path);
            files.Add(file);
            bytes += file.Length;
            if (bytes >= MostBytes)
            {
                break;
            }
        }

        return files.Count > 0 ? new Corpus(name, files) : throw new BenchmarkException($"There is no {pattern} below {folder}.");
    }
}
