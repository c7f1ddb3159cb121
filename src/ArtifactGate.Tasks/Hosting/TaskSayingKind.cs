namespace ArtifactGate.Tasks.Hosting;

/// <summary>What a task says.</summary>
internal enum TaskSayingKind : byte
{
    /// <summary>The process has begun; one that cannot run says nothing at all.</summary>
    Ready,

    /// <summary>A line for the log.</summary>
    Message,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error.</summary>
    Error,

    /// <summary>The end, and whether the task succeeded.</summary>
    Result,
}
