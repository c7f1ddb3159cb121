using System.Reflection;
using System.Runtime.Loader;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Diagnostics;
using ArtifactGate.Engine.Inputs;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Reports;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>
/// What both tasks share: the properties, one run of the gate, its diagnostics and reports. Touches nothing that belongs to the whole
/// process; every path it is given is absolute.
/// </summary>
public abstract class GateTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    /// <summary>Findings that are printed; the report has them all.</summary>
    private const int MostPrinted = 50;

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The project, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The policy file; empty to search upwards from the project.</summary>
    public string? Policy { get; set; }

    /// <summary>Files with the user's own rules, besides those that the policy names: <c>a.toml;b.toml</c>.</summary>
    public string? Rules { get; set; }

    /// <summary><c>block</c>, <c>warn</c> or <c>never</c>; empty leaves it to the policy.</summary>
    public string? FailOn { get; set; }

    /// <summary>Whether what is blocked is set aside.</summary>
    public bool Quarantine { get; set; } = true;

    /// <summary>Reports to write: <c>json;sarif;html</c>.</summary>
    public string? Report { get; set; }

    /// <summary>The folder of the reports, absolute.</summary>
    [Required]
    public string ReportDirectory { get; set; } = "";

    /// <summary>The name of the reports without ending.</summary>
    [Required]
    public string ReportName { get; set; } = "";

    /// <summary>Threads; 0 for as many cores as the build grants.</summary>
    public int Jobs { get; set; }

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

    /// <summary>Warnings that are not shown.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Warnings that are errors.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>Whether all warnings are errors.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Warnings that stay warnings.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary>The folder of the project, absolute.</summary>
    protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            return Scan() && !Log.HasLoggedErrors;
        }
        catch (GateException failure)
        {
            LogError(failure.Code, failure.File ?? ProjectFile, failure.Line ?? 0, 0, failure.Message);
        }
        catch (OperationCanceledException)
        {
            LogError("AG0001", ProjectFile, 0, 0, "The scan was cancelled; nothing was decided.");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The text of an unexpected exception may quote content, and a log is kept.
            LogError("AG0009", ProjectFile, 0, 0,
                $"Unexpected {failure.GetType().Name} in {failure.TargetSite?.DeclaringType?.Name}.{failure.TargetSite?.Name}; nothing was decided. Please report it.");
        }

        OnFailure();
        return false;
    }

    /// <summary>Scans; false when the build must fail. Errors are logged.</summary>
    protected abstract bool Scan();

    /// <summary>Sets everything aside after a failure before a verdict: what was not judged does not ship.</summary>
    protected abstract void OnFailure();

    /// <summary>Runs the gate over artifacts and <see cref="Include"/>, logs and reports.</summary>
    /// <returns>The result, and whether the build must fail.</returns>
    private protected (GateResult Result, bool Failed) RunGate(IEnumerable<string> artifacts, IProvenance provenance)
    {
        LogVersions();
        int cores = RequestCores();
        try
        {
            CiEnvironment ci = CiEnvironment.Read(Environment.GetEnvironmentVariable);
            GateResult result = new Gate().Run(
                new GateOptions
                {
                    WorkingDirectory = ProjectDirectory,
                    Now = DateTimeOffset.UtcNow,
                    Artifacts = [.. artifacts.Concat(Include.Select(i => i.GetMetadata("FullPath"))).Select(Input)],
                    Policy = string.IsNullOrEmpty(Policy) ? null : Policy,
                    Rules = (Rules ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                    FailOn = Level(),
                    Limits = new LimitProperties(MaxDepth, MaxEntries, MaxBytes, MaxRatio, MaxTime, MaxSpool).Read(),
                    Jobs = cores,
                    KnownValues = KnownValueRequest.Parse(KnownValues),
                    Variables = ProcessVariables.Read,
                    FingerprintKey = ci.FingerprintKey,
                    Revision = ci.Revision,
                    CiRunId = ci.RunId,
                    InBuild = true,
                    Provenance = provenance,
                    AllowedFingerprints = [.. Allow.Select(a => a.ItemSpec)],
                },
                null,
                _cancellation.Token);
            WriteReports(result);
            bool failed = LogDiagnostics(result) || !result.Passed;
            return (result, failed);
        }
        finally
        {
            (BuildEngine as IBuildEngine9)?.ReleaseCores(cores);
        }
    }

    /// <summary>Sets files aside, if the user did not forbid it.</summary>
    private protected void SetAside(IEnumerable<string> files)
    {
        foreach (string file in Quarantine ? files : [])
        {
            if (!Tasks.Quarantine.SetAside(file))
            {
                LogError("AG0008", file, 0, 0, "The file is blocked and could neither be renamed nor deleted. Delete it before anything pushes it.");
            }
        }
    }

    /// <summary>Logs an error with a code at a place.</summary>
    private protected void LogError(string code, string file, int line, int column, string message, string? helpLink = null) =>
        Log.LogError("ArtifactGate", code, null, helpLink, file, line, column, 0, 0, "{0}", message);

    // MSBuild silently takes the SDK's copy of an assembly that is missing beside the task; whoever doubts reads it in the log.
    private void LogVersions()
    {
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(typeof(GateTask).Assembly)!;
        foreach (Assembly assembly in new[] { typeof(GateTask).Assembly, typeof(Gate).Assembly }
            .Concat(new[] { typeof(Artifacts.FormatBook), typeof(Gate) }.SelectMany(t => t.Assembly.GetReferencedAssemblies()).Where(IsPrivate).Select(context.LoadFromAssemblyName)))
        {
            Log.LogMessage(MessageImportance.Low, "{0}", $"{assembly.GetName().Name} {assembly.GetName().Version} from {assembly.Location}");
        }
    }

    private static bool IsPrivate(AssemblyName name) => name.Name is "SharpCompress" or "Tomlyn" or "System.IO.Hashing" || name.Name!.StartsWith("NuGet.", StringComparison.Ordinal);

    private int RequestCores()
    {
        int wanted = Jobs > 0 ? Jobs : Environment.ProcessorCount;
        return BuildEngine is IBuildEngine9 engine ? Math.Max(1, engine.RequestCores(wanted)) : wanted;
    }

    private ArtifactInput Input(string path)
    {
        string trimmed = Path.TrimEndingDirectorySeparator(path);
        string relative = Path.GetRelativePath(ProjectDirectory, trimmed);
        bool inside = !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative) && relative != ".";
        return new ArtifactInput((inside ? relative : trimmed).Replace('\\', '/'), trimmed);
    }

    private FailOn? Level() => FailOn?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "block" => Engine.FailOn.Block,
        "warn" => Engine.FailOn.Warn,
        "never" => Engine.FailOn.Never,
        _ => throw new GateException("AG0004", $"ArtifactGateFailOn takes block, warn or never, not '{FailOn}'.", ProjectFile),
    };

    private bool LogDiagnostics(GateResult result)
    {
        var switches = new WarningSwitches(NoWarn, WarningsAsErrors, TreatWarningsAsErrors, WarningsNotAsErrors);
        bool promoted = false;
        int printed = 0, held = 0;
        foreach (Diagnostic diagnostic in DiagnosticList.From(result))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Warning && switches.IsSuppressed(diagnostic.Code))
            {
                continue;
            }

            bool isError = diagnostic.Severity == DiagnosticSeverity.Error || switches.IsError(diagnostic.Code);
            promoted |= isError;
            if (printed++ >= MostPrinted)
            {
                held++;
                continue;
            }

            Write(diagnostic, isError);
        }

        if (held > 0)
        {
            Log.LogWarning("ArtifactGate", "AG0001", null, null, ProjectFile, 0, 0, 0, 0, "{0}",
                $"{held} more diagnostics are not shown; all are in {Path.Combine(ReportDirectory, ReportName)}.json.");
        }

        return promoted;
    }

    private void Write(Diagnostic diagnostic, bool isError)
    {
        string file = diagnostic.File.Length == 0 ? ProjectFile : Absolute(diagnostic.File);
        if (isError)
        {
            LogError(diagnostic.Code, file, diagnostic.Line, diagnostic.Column, diagnostic.Message, diagnostic.HelpLink);
        }
        else
        {
            Log.LogWarning("ArtifactGate", diagnostic.Code, null, diagnostic.HelpLink, file, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", diagnostic.Message);
        }
    }

    // Sources are named from the root of the repository, artifacts from the project.
    private string Absolute(string file)
    {
        if (Path.IsPathFullyQualified(file))
        {
            return file;
        }

        string fromRoot = Path.GetFullPath(file, RepositoryFolder.Find(ProjectDirectory) ?? ProjectDirectory);
        return File.Exists(fromRoot) ? fromRoot : Path.GetFullPath(file, ProjectDirectory);
    }

    private void WriteReports(GateResult result)
    {
        foreach (string name in (Report ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            IReportWriter writer = ReportWriters.Find(name)
                ?? throw new GateException("AG0004", $"ArtifactGateReport: there is no report '{name}'; json, sarif and html are.", ProjectFile);
            Directory.CreateDirectory(ReportDirectory);
            using FileStream stream = File.Create(Path.Combine(ReportDirectory, $"{ReportName}.{writer.Name}"));
            writer.Write(result, stream);
        }
    }
}
