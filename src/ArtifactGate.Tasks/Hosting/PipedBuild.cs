using System.Collections;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks.Hosting;

/// <summary>The build around a task that runs in a process of its own: it passes on what the task says.</summary>
internal sealed class PipedBuild(BinaryWriter writer, string projectFile) : IBuildEngine
{
    private readonly Lock _lock = new();

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => projectFile;

    public void LogErrorEvent(BuildErrorEventArgs e) => Say(TaskSayingKind.Error, e.Code, e.HelpLink, e.File, e.LineNumber, e.ColumnNumber, e.Message);

    public void LogWarningEvent(BuildWarningEventArgs e) => Say(TaskSayingKind.Warning, e.Code, e.HelpLink, e.File, e.LineNumber, e.ColumnNumber, e.Message);

    public void LogMessageEvent(BuildMessageEventArgs e) => Say(TaskSayingKind.Message, null, null, null, (int)e.Importance, 0, e.Message);

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException();

    /// <summary>Says that the process has begun.</summary>
    public void Ready() => Say(TaskSayingKind.Ready, null, null, null, 0, 0, null);

    /// <summary>Says how the task ended.</summary>
    public void End(bool success) => Say(TaskSayingKind.Result, null, null, null, success ? 1 : 0, 0, null);

    private void Say(TaskSayingKind kind, string? code, string? helpLink, string? file, int line, int column, string? text)
    {
        lock (_lock)
        {
            TaskWire.Send(writer, new TaskSaying(kind, code, helpLink, file, line, column, text));
        }
    }
}
