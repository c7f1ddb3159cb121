using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Scans what the SDK makes a container image of, before it pushes the image, and an image archive after it was written.</summary>
[MSBuildMultiThreadableTask]
public sealed partial class ScanContainer : GateTask
{
    /// <summary>What the image goes by: <c>registry/repository:tag</c>.</summary>
    [Required]
    public string Image { get; set; } = "";

    /// <summary>The base image, for advice.</summary>
    public string? BaseImage { get; set; }

    /// <summary>The environment of the container as the project has it.</summary>
    public ITaskItem[] DeclaredVariables { get; set; } = [];

    /// <summary>The environment of the container as the SDK hands it on; it leaves out what it does not accept.</summary>
    public ITaskItem[] Variables { get; set; } = [];

    /// <summary>The labels, with <c>Value</c>.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>What the container starts.</summary>
    public ITaskItem[] Entrypoint { get; set; } = [];

    /// <summary>Its arguments.</summary>
    public ITaskItem[] EntrypointArgs { get; set; } = [];

    /// <summary>The command of the application.</summary>
    public ITaskItem[] AppCommand { get; set; } = [];

    /// <summary>Its arguments.</summary>
    public ITaskItem[] AppCommandArgs { get; set; } = [];

    /// <summary>Arguments that whoever starts the container may replace.</summary>
    public ITaskItem[] DefaultArgs { get; set; } = [];

    /// <summary>The user of the container.</summary>
    public string? User { get; set; }

    /// <summary>The folder in the image that the publish folder becomes.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>The publish folder, absolute, when nothing else has scanned it; else empty.</summary>
    public string? Directory { get; set; }

    /// <summary>The files that publish copied, with <c>RelativePath</c>.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>The archive of the image, absolute; empty when the image goes to a registry.</summary>
    public string? Archive { get; set; }

    /// <summary>Whether the archive is written already, so that it is what is scanned.</summary>
    public bool ArchiveWritten { get; set; }

    /// <summary>The manifest of what a web project publishes besides its items, absolute; empty without one.</summary>
    public string? StaticWebAssets { get; set; }
}
