[assembly: AssemblyFixture(typeof(ArtifactGate.EndToEnd.Tests.Feed))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The packages that this build made, and a package folder of this run alone.</summary>
public sealed class Feed : IDisposable
{
    public Feed()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "feed.txt"));
        (Folder, Version) = (lines[0], lines[1]);
        PackageFolder = Directory.CreateTempSubdirectory("artifactgate-packages-").FullName;
    }

    /// <summary>The folder with both packages.</summary>
    public string Folder { get; }

    /// <summary>Their version.</summary>
    public string Version { get; }

    /// <summary>Where packages are unpacked.</summary>
    public string PackageFolder { get; }

    /// <summary>What serves the builds.</summary>
    internal BuildServer Server { get; } = new();

    public void Dispose()
    {
        // First: on Windows a library that is loaded cannot be deleted.
        Server.Dispose();
        Directory.Delete(PackageFolder, recursive: true);
    }
}
