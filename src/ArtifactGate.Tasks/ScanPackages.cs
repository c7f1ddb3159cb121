using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

public sealed partial class ScanPackages
{
    private IReadOnlyList<(string Expected, string? Actual)> _packages = [];

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
        (GateResult _, bool failed) = RunGate(packages.Select(Input), Provenance(nuspec));
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
        return new BuildProvenance(ProjectFile, files, publish, FileMap.Load(PublishMap), Advice(), isPack: true) { Nuspec = nuspec };
    }
}
