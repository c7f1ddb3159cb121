using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

public sealed partial class ScanPackages
{
    private IReadOnlyList<(string Expected, string? Actual)>? _packages;

    private UserNuspec? Nuspec => string.IsNullOrEmpty(NuspecFile) ? null : new UserNuspec(NuspecFile, NuspecProperties, NuspecBasePath);

    // Known before anything is read: a property of which nobody can make sense sets them aside too.
    private IReadOnlyList<(string Expected, string? Actual)> Packages =>
        _packages ??= new PackageSet(PackageOutputDirectory, PackageId, Nuspec).Resolve(PackOutput.Select(o => o.GetMetadata("FullPath")));

    /// <inheritdoc/>
    protected override bool Scan()
    {
        foreach ((string expected, string? _) in Packages.Where(p => p.Actual is null))
        {
            LogError("AG0003", ProjectFile, 0, 0,
                $"The package {expected} was expected and is not there, so it could not be scanned. Check PackageOutputPath and PackageId, or what moved it.");
        }

        if (Packages.Count == 0)
        {
            LogError("AG0003", ProjectFile, 0, 0, "Pack named no package, so none could be scanned. Set IsPackable to false if the project makes none.");
        }

        if (Log.HasLoggedErrors)
        {
            OnFailure();
            return false;
        }

        string[] packages = [.. Packages.Select(p => p.Actual!).Distinct(StringComparer.Ordinal)];
        (GateResult _, bool failed) = RunGate(packages.Select(Input), Provenance(Nuspec));
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
    protected override void OnFailure() => SetAside(Packages
        .Select(p => p.Actual ?? p.Expected).SelectMany(p => PackageSet.OfSameTool(p, PackageId, ToolPlatform, ToolPlatforms).Prepend(p)).SelectMany(PackageSet.Siblings).Distinct(StringComparer.Ordinal));

    private BuildProvenance Provenance(UserNuspec? nuspec)
    {
        var files = new FileMap();
        foreach (UserNuspec one in PackOutput.Select(o => o.GetMetadata("FullPath")).Where(p => p.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
            .Select(p => new UserNuspec(p, null, null)).Concat(nuspec is null ? [] : [nuspec]))
        {
            files.AddNuspec(one);
        }

        string? publish = string.IsNullOrEmpty(PublishDirectory) ? null : Path.TrimEndingDirectorySeparator(PublishDirectory) + Path.DirectorySeparatorChar;
        return new BuildProvenance(ProjectFile, files, publish, FileMap.Load(PublishMap), Advice(), isPack: true) { Nuspec = nuspec?.File, Project = Sources() };
    }
}
