using System.IO.Compression;
using ArtifactGate.Detection;

namespace ArtifactGate.Benchmarks;

/// <summary>A package with one generated token in it, made for one run: a gate that does nothing must not look fast.</summary>
internal sealed class PlantedPackage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("artifactgate-bench-");

    public PlantedPackage()
    {
        var rule = (TokenRule)RuleBook.Default.Find(Code)!;
        string token = rule.Shape.Sample(Random.Shared);
        FilePath = Path.Combine(_folder.FullName, "Planted.1.0.0.nupkg");
        using ZipArchive zip = ZipFile.Open(FilePath, ZipArchiveMode.Create);
        Write(zip, "Planted.nuspec", "<package><metadata><id>Planted</id><version>1.0.0</version></metadata></package>");
        Write(zip, "content/settings.txt", $"before {rule.Proof?.Complete(token, Random.Shared) ?? token} after");
    }

    /// <summary>The code of the rule that must find it.</summary>
    public static string Code => "AG1001";

    /// <summary>The package.</summary>
    public string FilePath { get; }

    /// <summary>A folder without a policy, to run in.</summary>
    public string Folder => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
