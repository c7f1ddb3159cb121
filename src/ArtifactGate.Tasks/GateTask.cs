using System.Reflection;
using System.Runtime.Loader;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Caching;
using ArtifactGate.Engine.Inputs;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Reports;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

// What the tasks share: one run of the gate, its diagnostics and reports. Touches nothing that belongs to the whole process; every path
// it is given is absolute.
public abstract partial class GateTask
{
    private readonly CancellationTokenSource _cancellation = new();
    private GivenProperties? _given;

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
            _given = GivenProperties.Of(this);
            return Scan() && !Log.HasLoggedErrors;
        }
        catch (GateException failure)
        {
            LogError(failure.Code, failure.File ?? ProjectFile, failure.Line ?? 0, 0, failure.Message);
        }
        catch (Exception failure) when (failure is OperationCanceledException || failure.GetType().Name == "BuildAbortedException")
        {
            // The second is how MSBuild refuses cores to a build that was stopped; it is in a library that tasks do not reference.
            LogError("AG0001", ProjectFile, 0, 0, "The scan was cancelled; nothing was decided.");
        }
        catch (Exception failure)
        {
            // The text of an unexpected exception may quote content, and a log is kept.
            LogError("AG0009", ProjectFile, 0, 0,
                $"Unexpected {failure.GetType().Name} in {failure.TargetSite?.DeclaringType?.Name}.{failure.TargetSite?.Name}; nothing was decided. Please report it.");
        }

        SetAsideAll();
        return false;
    }

    /// <summary>Scans; false when the build must fail. Errors are logged.</summary>
    protected abstract bool Scan();

    /// <summary>Sets everything aside after a failure before a verdict: what was not judged does not ship.</summary>
    protected abstract void OnFailure();

    /// <summary>Runs the gate over artifacts and <see cref="Include"/>, logs and reports.</summary>
    /// <returns>The result, and whether the build must fail.</returns>
    private protected (GateResult Result, bool Failed) RunGate(IEnumerable<ArtifactInput> artifacts, IProvenance provenance)
    {
        LogVersions();
        GivenProperties given = _given!;
        int cores = RequestCores(given.Jobs);
        try
        {
            CiEnvironment ci = CiEnvironment.Read(System.Environment.GetEnvironmentVariable);
            GateResult result = new Gate().Run(
                new GateOptions
                {
                    WorkingDirectory = ProjectDirectory,
                    Now = DateTimeOffset.UtcNow,
                    Artifacts = [.. artifacts, .. Include.Select(i => Input(i.GetMetadata("FullPath")))],
                    Policy = string.IsNullOrEmpty(Policy) ? null : Policy,
                    BasePolicy = BasePolicyName.Choose(string.IsNullOrEmpty(BasePolicy) ? null : BasePolicy, System.Environment.GetEnvironmentVariable, null, ProjectDirectory),
                    Environment = string.IsNullOrEmpty(Environment) ? null : Environment,
                    Rules = (Rules ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                    FailOn = given.FailOn,
                    Limits = given.Limits,
                    Jobs = cores,
                    KnownValues = KnownValueRequest.Parse(KnownValues),
                    Variables = ProcessVariables.Read,
                    FingerprintKey = ci.FingerprintKey,
                    Revision = ci.Revision,
                    CiRunId = ci.RunId,
                    InBuild = true,
                    Provenance = provenance,
                    AllowedFingerprints = [.. Allow.Select(Fingerprint)],
                    Cache = Memory(),
                },
                null,
                _cancellation.Token);
            LogMemory(result);
            WriteReports(result);
            bool failed = LogDiagnostics(result) || !result.Passed;
            return (result, failed);
        }
        finally
        {
            (BuildEngine as IBuildEngine9)?.ReleaseCores(cores);
        }
    }

    // One of another form would accept nothing, and nobody would be told. It may be the value itself, which must not be in a log.
    private string Fingerprint(ITaskItem allow)
    {
        if (FingerprintText.IsFingerprint(allow.ItemSpec))
        {
            return allow.ItemSpec;
        }

        SourceLocation place = ProjectElement.OfItem(allow, "ArtifactGateAllow", ProjectFile);
        throw new GateException("AG0004", $"ArtifactGateAllow takes fingerprints from a report ({FingerprintText.Form}), and this is none. Nothing was scanned.", place.File, place.Line);
    }

    /// <summary>Which item of the project a file is.</summary>
    private protected ProjectItems Advice() =>
        new(AssemblyName, Compile, EmbeddedResource, (nameof(Content), Content), (nameof(None), None));

    /// <summary>The files that the project's properties and items stand in.</summary>
    private protected ProjectSources Sources() => new(ProjectFile, Imports.Select(i => i.GetMetadata("FullPath")), IntermediateDirectory);

    /// <summary>What publish copied. A manifest of web assets that cannot be read hides nothing: its files are scanned, but where they come from is not known.</summary>
    /// <returns>The files, and whether these are all.</returns>
    private protected (FileMap Files, bool Complete) Published(ITaskItem[] items, string? staticWebAssets)
    {
        var files = new FileMap();
        files.AddItems(items);
        bool complete = files.AddStaticWebAssets(staticWebAssets);
        if (!complete)
        {
            Log.LogMessage(MessageImportance.High, "{0}", $"{Path.GetFileName(ProjectFile)}: AG0001: the list of web assets {staticWebAssets} could not be read. "
                + "What it lists is scanned where it is published; what is found there is told at that file and not at its source.");
        }

        return (files, complete);
    }

    /// <summary>Whether blocked files are set aside: the user must say no, and clearly.</summary>
    private protected bool SetsAside => !YesOrNo.IsNo(Quarantine);

    /// <summary>Sets files aside, if the user did not forbid it.</summary>
    private protected void SetAside(IEnumerable<string> files)
    {
        foreach (string file in SetsAside ? files : [])
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

    // What fails here too must not leave as an exception: MSBuild would say what it quotes, and not what has to be deleted by hand.
    private void SetAsideAll()
    {
        try
        {
            OnFailure();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogError("AG0008", ProjectFile, 0, 0, $"What was made could not be set aside ({failure.GetType().Name}). Delete it before anything pushes it.");
        }
    }

    // The scans of one build that run in one process share it. Its type is the key: another version of the package in the same build has its own. A task in
    // a process of its own (ArtifactGateHost=Process, Visual Studio) has no such build around it, or one that ends with it, and scans everything.
    private BuildMemory? Memory()
    {
        if (BuildEngine is not IBuildEngine4 build)
        {
            return null;
        }

        const RegisteredTaskObjectLifetime Lifetime = RegisteredTaskObjectLifetime.Build;
        if (build.GetRegisteredTaskObject(typeof(BuildMemory), Lifetime) is not BuildMemory memory)
        {
            memory = new BuildMemory();
            build.RegisterTaskObject(typeof(BuildMemory), memory, Lifetime, allowEarlyCollection: true);
        }

        return memory;
    }

    private void LogMemory(GateResult result)
    {
        if (result.Cache is { Known: > 0 } use)
        {
            Log.LogMessage(MessageImportance.Low, "{0}", $"{ReportName}: {use.Known} of {use.Known + use.Scanned} contents were already scanned in this build, and nothing was found in them.");
        }
    }

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

    private int RequestCores(int jobs)
    {
        int wanted = jobs > 0 ? jobs : System.Environment.ProcessorCount;
        return BuildEngine is IBuildEngine9 engine ? Math.Max(1, engine.RequestCores(wanted)) : wanted;
    }

    /// <summary>A file or folder, called by its path from the project.</summary>
    private protected ArtifactInput Input(string path)
    {
        string trimmed = Path.TrimEndingDirectorySeparator(path);
        string relative = Path.GetRelativePath(ProjectDirectory, trimmed);
        bool inside = !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative) && relative != ".";
        return new ArtifactInput((inside ? relative : trimmed).Replace('\\', '/'), trimmed);
    }

    private string[] Reports => (Report ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The JSON report, from which things are accepted; null when none is written.</summary>
    private string? JsonReport => Reports.Select(ReportWriters.Find).FirstOrDefault(w => w?.Name == "json") is { } json ? PathOf(json) : null;

    private string PathOf(IReportWriter writer) => Path.Combine(ReportDirectory, $"{ReportName}.{writer.Name}");

    private void WriteReports(GateResult result)
    {
        foreach (string name in Reports)
        {
            IReportWriter writer = ReportWriters.Find(name)
                ?? throw new GateException("AG0004", $"ArtifactGateReport: there is no report '{name}'; json, sarif and html are.", ProjectFile);
            Directory.CreateDirectory(ReportDirectory);
            using FileStream stream = File.Create(PathOf(writer));
            writer.Write(result, stream);
        }

        if (!string.IsNullOrEmpty(MergedReport))
        {
            Tasks.MergedReport.Add(MergedReport, ReportName, result, _cancellation.Token);
        }
    }
}
