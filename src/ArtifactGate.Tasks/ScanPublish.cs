using ArtifactGate.Artifacts;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

public sealed partial class ScanPublish
{
    /// <inheritdoc/>
    protected override bool Scan()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            throw new GateException("AG0003", $"The publish folder {Directory} is not there, so it could not be scanned.", ProjectFile);
        }

        var files = new FileMap();
        files.AddItems(Items);
        files.AddItems(Bundled);
        if (!string.IsNullOrEmpty(PublishMap))
        {
            files.Save(PublishMap);
        }

        ForgetSetAside();

        // A single-file bundle holds its content in a form of its own; what went into it lies on disk.
        IEnumerable<string> artifacts = [Directory, .. Bundled.Select(b => b.GetMetadata("FullPath")).Where(IsOurs)];
        artifacts = string.IsNullOrEmpty(Zip) || !File.Exists(Zip) ? artifacts : artifacts.Append(Zip);
        var provenance = new BuildProvenance(ProjectFile, files, null, new FileMap(),
            Advice(), isPack: false);
        (GateResult result, bool failed) = RunGate(artifacts.Select(Input), provenance);
        if (failed)
        {
            SetAside(Offending(result));
            OnFailure();
        }

        return !failed;
    }

    /// <inheritdoc/>
    protected override void OnFailure() => SetAside(Packages.Select(p => p.GetMetadata("FullPath")).Where(File.Exists));

    // What an earlier, blocked publish set aside lies beside what this one wrote; a file of that name that the project publishes is its own.
    private void ForgetSetAside()
    {
        HashSet<string> published = [.. Items.Select(i => Path.GetFullPath(i.GetMetadata("RelativePath"), Directory))];
        foreach (string file in Quarantine ? System.IO.Directory.EnumerateFiles(Directory, "*" + Tasks.Quarantine.Suffix, SearchOption.AllDirectories) : [])
        {
            if (!published.Contains(file))
            {
                Tasks.Quarantine.Forget(file[..^Tasks.Quarantine.Suffix.Length]);
            }
        }
    }

    // The framework's own assemblies in a self-contained bundle are not this project's to leave out.
    private bool IsOurs(string path) => File.Exists(path) && path.StartsWith(ProjectDirectory, StringComparison.Ordinal);

    private IEnumerable<string> Offending(GateResult result) =>
        from path in result.Findings.Where(f => f.Verdict == Verdict.Block).Select(f => f.Path)
            .Concat(result.Unread.Where(u => u.Verdict == Verdict.Block).Select(u => u.Path))
        where !path.Segments.IsEmpty && IsPublishFolder(path)
        select Path.Combine(Directory, path.Segments[0]);

    private bool IsPublishFolder(ArtifactPath path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Artifact, ProjectDirectory)) == Path.TrimEndingDirectorySeparator(Directory);
}
