using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Scans a publish folder, before anything is deployed from it.</summary>
[MSBuildMultiThreadableTask]
public sealed partial class ScanPublish : GateTask
{
    /// <summary>The publish folder, absolute.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>The files that publish copied, with <c>RelativePath</c>.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>The files inside a single-file bundle, with <c>RelativePath</c>.</summary>
    public ITaskItem[] Bundled { get; set; } = [];

    /// <summary>The single-file bundle, absolute; empty without one.</summary>
    public string? Bundle { get; set; }

    /// <summary>The zip of the folder that is deployed, absolute; empty without one.</summary>
    public string? Zip { get; set; }

    /// <summary>Where the map of sources goes, for a tool package.</summary>
    public string? PublishMap { get; set; }

    /// <summary>Packages of an earlier build that must not outlive a blocked publish of a tool package.</summary>
    public ITaskItem[] Packages { get; set; } = [];

    /// <summary>The manifest of what a web project publishes besides its items, absolute; empty without one.</summary>
    public string? StaticWebAssets { get; set; }

    // What lay in the folder before, or comes there from elsewhere, is not this publish's to set aside; nor is a file of the project that is
    // published onto itself.
    private IEnumerable<string> Own(IEnumerable<string> names)
    {
        var sources = new HashSet<string>(Items.Select(i => i.GetMetadata("FullPath")));
        string folder = Directory.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return names.Select(n => Path.GetFullPath(Path.Combine(folder, n))).Where(f => f.StartsWith(folder, StringComparison.Ordinal) && !sources.Contains(f));
    }

    private IEnumerable<string> Published() => Own(Items.Select(i => i.GetMetadata("RelativePath")))
        .Concat(new[] { Bundle, Zip }.Where(f => !string.IsNullOrEmpty(f)).Select(f => f!)).Concat(Packages.Select(p => p.GetMetadata("FullPath")));
}
