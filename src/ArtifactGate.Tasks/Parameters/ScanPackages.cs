using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Scans the packages that a pack produced, before anything else can push them.</summary>
[MSBuildMultiThreadableTask]
public sealed partial class ScanPackages : GateTask
{
    /// <summary>What the SDK says that it packed: packages and generated nuspecs.</summary>
    public ITaskItem[] PackOutput { get; set; } = [];

    /// <summary>The output folder, absolute.</summary>
    [Required]
    public string PackageOutputDirectory { get; set; } = "";

    /// <summary>The id of the package.</summary>
    [Required]
    public string PackageId { get; set; } = "";

    /// <summary>The platform of a tool package that is for one platform; empty otherwise.</summary>
    public string? ToolPlatform { get; set; }

    /// <summary>The platforms of a tool that has a package for each: <c>linux-x64;any</c>; empty otherwise.</summary>
    public string? ToolPlatforms { get; set; }

    /// <summary>The user's own nuspec, absolute; empty without one.</summary>
    public string? NuspecFile { get; set; }

    /// <summary>Its replacement properties.</summary>
    public string? NuspecProperties { get; set; }

    /// <summary>The folder that its files are named from, absolute; empty for its own.</summary>
    public string? NuspecBasePath { get; set; }

    /// <summary>The publish folder of a tool package, absolute; empty otherwise.</summary>
    public string? PublishDirectory { get; set; }

    /// <summary>The map that publishing wrote.</summary>
    public string? PublishMap { get; set; }
}
