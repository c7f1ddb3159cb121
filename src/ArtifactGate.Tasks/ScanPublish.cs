using ArtifactGate.Artifacts;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

public sealed partial class ScanPublish
{
    private Dictionary<string, string>? _lone;
    private (FileMap Files, bool Complete)? _files;

    // A bundle holds its content in a form of its own. Where that cannot be read, what may have gone into it is scanned as it lies on disk; else it would be
    // found twice, at two places that are accepted one by one. The framework's own assemblies are not this project's to leave out.
    private Dictionary<string, string> Lone => _lone ??= (ReadableBundle.Is(Bundle) ? [] : Bundled).Select(b => b.GetMetadata("FullPath"))
        .Where(f => File.Exists(f) && f.StartsWith(ProjectDirectory, StringComparison.Ordinal)).Distinct().ToDictionary(f => Input(f).Name);

    /// <inheritdoc/>
    protected override bool Scan()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            throw new GateException("AG0003", $"The publish folder {Directory} is not there, so it could not be scanned.", ProjectFile);
        }

        FileMap files = Files.Files;
        if (!string.IsNullOrEmpty(PublishMap))
        {
            files.Save(PublishMap);
        }

        ForgetSetAside(files);
        var bundled = new FileMap();
        bundled.AddItems(Bundled);
        var provenance = new BuildProvenance(ProjectFile, files, null, new FileMap(), Advice(), isPack: false) { Project = Sources(), Bundled = bundled, Lone = Lone };
        IEnumerable<string> artifacts = [Directory, .. Lone.Values, .. File.Exists(Zip) ? [Zip] : Array.Empty<string>()];
        (GateResult result, bool failed) = RunGate(artifacts.Select(Input), provenance);
        if (failed)
        {
            // All of it first: what is renamed is not there any more.
            SetAside([.. Offending(result).Concat(EarlierPackages()).Distinct()]);
        }

        return !failed;
    }

    /// <inheritdoc/>
    protected override void OnFailure() => SetAside(All().Distinct());

    // Nothing was judged, so nothing of it may ship: everything that this publish wrote.
    private IEnumerable<string> All() => Published().Concat(EarlierPackages()).Concat(Own(Files.Files.Targets)).Concat(Files.Complete ? [] : WebRoot());

    // What the version becomes in the name of a package, only NuGet knows.
    private IEnumerable<string> EarlierPackages() => Packages
        .SelectMany(p => PackageSet.Named(p.GetMetadata("FullPath"), p.GetMetadata("Id"), p.GetMetadata("Version")))
        .SelectMany(PackageSet.Siblings);

    private (FileMap Files, bool Complete) Files => _files ??= Published(Items, StaticWebAssets);

    // Which of these this publish wrote nobody can tell, so it is all of them; but not where the project is published onto itself.
    private string[] WebRoot()
    {
        string folder = Path.Combine(Directory, "wwwroot");
        return System.IO.Directory.Exists(folder) && Path.GetFullPath(folder) != Path.Combine(ProjectDirectory, "wwwroot")
            ? [.. System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(Tasks.Quarantine.Suffix, StringComparison.Ordinal))] : [];
    }

    // What an earlier, blocked publish set aside lies beside what this one wrote; a file of that name that the project publishes is its own.
    private void ForgetSetAside(FileMap files)
    {
        HashSet<string> published = [.. files.Targets.Select(t => Path.GetFullPath(t, Directory))];
        foreach (string file in SetsAside ? System.IO.Directory.EnumerateFiles(Directory, "*" + Tasks.Quarantine.Suffix, SearchOption.AllDirectories) : [])
        {
            if (!published.Contains(file))
            {
                Tasks.Quarantine.Forget(file[..^Tasks.Quarantine.Suffix.Length]);
            }
        }
    }

    private IEnumerable<string> Offending(GateResult result) => result.Findings.Where(f => Fails(result, f)).Select(f => f.Path)
        .Concat(result.Unread.Where(u => Fails(result, u)).Select(u => u.Path))
        .SelectMany(ShippedAs);

    private IEnumerable<string> ShippedAs(ArtifactPath path) =>
        Lone.ContainsKey(path.Artifact) ? [Bundle ?? ""]
        : !IsPublishFolder(path) ? path.Artifact == (string.IsNullOrEmpty(Zip) ? null : Input(Zip).Name) ? [Zip!] : []
        // A name that holds a credential is not told as it is.
        : path.Segments.IsEmpty || !File.Exists(Path.Combine(Directory, path.Segments[0])) ? All()
        : Own([path.Segments[0]]);

    private bool IsPublishFolder(ArtifactPath path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Artifact, ProjectDirectory)) == Path.TrimEndingDirectorySeparator(Directory);
}
