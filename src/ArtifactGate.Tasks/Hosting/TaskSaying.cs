namespace ArtifactGate.Tasks.Hosting;

/// <summary>One thing that a task says to its build.</summary>
internal sealed class TaskSaying(TaskSayingKind kind, string? code, string? helpLink, string? file, int line, int column, string? text)
{
    /// <summary>What it is.</summary>
    public TaskSayingKind Kind => kind;

    /// <summary>The code of a diagnostic.</summary>
    public string? Code => code;

    /// <summary>A page about it.</summary>
    public string? HelpLink => helpLink;

    /// <summary>The file it is about.</summary>
    public string? File => file;

    /// <summary>The line; of a message its importance, of the result 1 for success.</summary>
    public int Line => line;

    /// <summary>The column.</summary>
    public int Column => column;

    /// <summary>The sentence.</summary>
    public string? Text => text;
}
