using ArtifactGate.Engine;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Scans the packages that a pack produced, before anything else can push them.</summary>
[MSBuildMultiThreadableTask]
public sealed class ScanPackages : GateTask
{
    private IReadOnlyList<(string Expected, string? Actual)> _packages = [];

    /// <summary>What the SDK says that it packed: packages and generated nuspecs.</summary>
    public ITaskItem[] PackOutput { get; set; } = [];

    /// <summary>The output folder, absolute.</summary>
    [Required]
    public string PackageOutputDirectory { get; set; } = "";

    /// <summary>The id of the package.</summary>
    [Required]
    public string PackageId { get; set; } = "";

    /// <summary>The user's own nuspec, absolute; empty without one.</summary>
    public string? NuspecFile { get; set; }

    /// <summary>Its replacement properties.</summary>
    public string? NuspecProperties { get; set; }

    /// <summary>The publish folder of a tool package, absolute; empty otherwise.</summary>
    public string? PublishDirectory { get; set; }

    /// <summary>The map that publishing wrote.</summary>
    public string? PublishMap { get; set; }

    /// <inheritdoc/>
    protected override bool Scan()
    {
        string? nuspec = string.IsNullOrEmpty(NuspecFile) ? null : NuspecFile;
        var set = new PackageSet(PackageOutputDirectory, PackageId, nuspec, NuspecProperties);
        _packages = set.Resolve(PackOutput.Select(o => o.GetMetadata("FullPath")));
        foreach ((string expected, string? _) in _packages.Where(p => p.Actual is null))
        {
            LogError("AG0003", ProjectFile, 0, 0,
                $"The package {expected} was expected and is not there, so it could not be scanned. Check PackageOutputPath and PackageId, or what moved it.");
        }

        if (_packages.Count == 0)
        {
            LogError("AG0003", ProjectFile, 0, 0, "Pack named no package, so none could be scanned. Set IsPackable to false if the project makes none.");
        }

        if (Log.HasLoggedErrors)
        {
            OnFailure();
            return false;
        }

        string[] packages = [.. _packages.Select(p => p.Actual!).Distinct(StringComparer.Ordinal)];
        (GateResult _, bool failed) = RunGate(packages, Provenance(nuspec));
        if (failed)
        {
            OnFailure();
        }
        else
        {
            foreach (string package in packages)
            {
                Tasks.Quarantine.Forget(package);
            }
        }

        return !failed;
    }

    /// <inheritdoc/>
    protected override void OnFailure() => SetAside(_packages
        .Select(p => p.Actual ?? p.Expected).SelectMany(PackageSet.Siblings).Distinct(StringComparer.Ordinal));

    private BuildProvenance Provenance(string? nuspec)
    {
        var files = new FileMap();
        foreach (string path in PackOutput.Select(o => o.GetMetadata("FullPath")).Append(nuspec ?? "")
            .Where(p => p.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)))
        {
            files.AddNuspec(path);
        }

        string? publish = string.IsNullOrEmpty(PublishDirectory) ? null : Path.TrimEndingDirectorySeparator(PublishDirectory) + Path.DirectorySeparatorChar;
        return new BuildProvenance(ProjectFile, files, publish, FileMap.Load(PublishMap), new ProjectItems((nameof(Content), Content), (nameof(None), None)), isPack: true);
    }
}
