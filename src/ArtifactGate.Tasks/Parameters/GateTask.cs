using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>What every task is given. The one list of it: it is compiled into the tasks and into those that hand it to a process.</summary>
public abstract partial class GateTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    /// <summary>The project, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The policy file; empty to search upwards from the project.</summary>
    public string? Policy { get; set; }

    /// <summary>The base policy, which nothing else may relax; empty for that of the environment variable.</summary>
    public string? BasePolicy { get; set; }

    /// <summary>What the build is for, where the policy makes a difference: <c>pr</c>, <c>main</c> or <c>release</c>.</summary>
    public string? Environment { get; set; }

    /// <summary>Files with the user's own rules, besides those that the policy names: <c>a.toml;b.toml</c>.</summary>
    public string? Rules { get; set; }

    /// <summary><c>block</c>, <c>warn</c> or <c>never</c>; empty leaves it to the policy.</summary>
    public string? FailOn { get; set; }

    /// <summary>Whether what is blocked is set aside: anything but a clear <c>false</c> does.</summary>
    public string? Quarantine { get; set; }

    /// <summary>Reports to write: <c>json;sarif;html</c>.</summary>
    public string? Report { get; set; }

    /// <summary>The folder of the reports, absolute.</summary>
    [Required]
    public string ReportDirectory { get; set; } = "";

    /// <summary>The name of the reports without ending.</summary>
    [Required]
    public string ReportName { get; set; } = "";

    /// <summary>A SARIF file that gathers the results of all projects of the build, absolute; empty for none.</summary>
    public string? MergedReport { get; set; }

    /// <summary>Threads; empty or 0 for as many cores as the build grants.</summary>
    public string? Jobs { get; set; }

    /// <summary>Containers inside containers.</summary>
    public string? MaxDepth { get; set; }

    /// <summary>Entries of one artifact.</summary>
    public string? MaxEntries { get; set; }

    /// <summary>Bytes of one artifact, decompressed; <c>256GiB</c>.</summary>
    public string? MaxBytes { get; set; }

    /// <summary>Expansion of one file.</summary>
    public string? MaxRatio { get; set; }

    /// <summary>Time for one artifact; <c>10m</c>, <c>off</c>.</summary>
    public string? MaxTime { get; set; }

    /// <summary>Temporary space; <c>2GiB</c>.</summary>
    public string? MaxSpool { get; set; }

    /// <summary><c>off</c>, <c>on</c>, or names and patterns of environment variables to look for; empty to look for secret ones on build servers.</summary>
    public string? KnownValues { get; set; }

    /// <summary>More files and folders to scan.</summary>
    public ITaskItem[] Include { get; set; } = [];

    /// <summary>Fingerprints that are accepted.</summary>
    public ITaskItem[] Allow { get; set; } = [];

    /// <summary>The project's content items, for advice.</summary>
    public ITaskItem[] Content { get; set; } = [];

    /// <summary>The project's other items, for advice.</summary>
    public ITaskItem[] None { get; set; } = [];

    /// <summary>The project's embedded resources, for advice.</summary>
    public ITaskItem[] EmbeddedResource { get; set; } = [];

    /// <summary>The project's own sources, for a line where an assembly has no debug information.</summary>
    public ITaskItem[] Compile { get; set; } = [];

    /// <summary>Files in which properties and items of the project may stand besides the project itself.</summary>
    public ITaskItem[] Imports { get; set; } = [];

    /// <summary>The folder of what a build writes for itself, absolute.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary>The name of the project's own assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Warnings that are not shown.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Warnings that are errors.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>Whether all warnings are errors.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Warnings that stay warnings.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary>Where the user wants the task to run: <c>Task</c> or <c>Process</c>; empty to leave it to the package.</summary>
    public string? Host { get; set; }

    /// <summary>The program that starts .NET, absolute, for a task that runs in a process of its own; empty to find one.</summary>
    public string? DotNet { get; set; }

    /// <summary>The folder of the .NET that builds, where one may be.</summary>
    public string? DotNetRoot { get; set; }
}
