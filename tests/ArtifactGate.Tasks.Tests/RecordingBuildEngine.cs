using System.Collections;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks.Tests;

/// <summary>A build that records what a task says and grants one core.</summary>
internal sealed class RecordingBuildEngine : IBuildEngine9
{
    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<string> Messages { get; } = [];

    public int CoresTaken { get; private set; }

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool IsRunningMultipleNodes => false;

    public bool AllowFailureWithoutError { get; set; }

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add(e);

    /// <summary>Is told each message, as a logger is.</summary>
    public Action<string>? OnMessage { get; set; }

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
        Messages.Add(e.Message!);
        OnMessage?.Invoke(e.Message!);
    }

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public void LogTelemetry(string eventName, IDictionary<string, string> properties) => throw new InvalidOperationException("Nothing is sent anywhere.");

    /// <summary>Whether the build was stopped a moment ago.</summary>
    public bool Stopped { get; set; }

    public int RequestCores(int requestedCores) => Stopped ? throw new BuildAbortedException() : CoresTaken += 1;

    public void ReleaseCores(int coresToRelease) => CoresTaken -= coresToRelease;

    /// <summary>What the command line makes an error of.</summary>
    public Func<string, bool> WarnAsError { get; set; } = _ => false;

    public bool ShouldTreatWarningAsError(string warningCode) => WarnAsError(warningCode);

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) => throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject, string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) => throw new NotSupportedException();

    public BuildEngineResult BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties, string[] toolsVersion, bool returnTargetOutputs) => throw new NotSupportedException();

    public void Yield()
    {
    }

    public void Reacquire()
    {
    }

    /// <summary>What lives as long as the build.</summary>
    public Dictionary<object, object> Objects { get; init; } = [];

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) => Objects[key] = InBuild(lifetime, obj);

    public object GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => InBuild(lifetime, Objects.GetValueOrDefault(key)!);

    public object UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => throw new NotSupportedException();

    private static object InBuild(RegisteredTaskObjectLifetime lifetime, object obj) =>
        lifetime == RegisteredTaskObjectLifetime.Build ? obj : throw new InvalidOperationException("Nothing outlives a build.");

    public IReadOnlyDictionary<string, string> GetGlobalProperties() => new Dictionary<string, string>();
}
