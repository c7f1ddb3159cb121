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

    /// <summary>The zip of the folder that is deployed, absolute; empty without one.</summary>
    public string? Zip { get; set; }

    /// <summary>Where the map of sources goes, for a tool package.</summary>
    public string? PublishMap { get; set; }

    /// <summary>Packages of an earlier build that must not outlive a blocked publish of a tool package.</summary>
    public ITaskItem[] Packages { get; set; } = [];
}
