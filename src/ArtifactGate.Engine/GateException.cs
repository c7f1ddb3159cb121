namespace ArtifactGate.Engine;

/// <summary>The run cannot be made: one line that says what, where and what to do. Exit 2.</summary>
public sealed class GateException : Exception
{
    /// <summary>A reason that concerns no file.</summary>
    public GateException(string code, string message)
        : base(message) => Code = code;

    /// <summary>A reason at a place in a file.</summary>
    public GateException(string code, string message, string file, int? line = null)
        : base(message) => (Code, File, Line) = (code, file, line);

    /// <summary>The diagnostic code: <c>AG0003</c> missing artifact, <c>AG0004</c> policy or rule file, ...</summary>
    public string Code { get; }

    /// <summary>The file it is about, or null.</summary>
    public string? File { get; }

    /// <summary>The 1-based line in it, or null.</summary>
    public int? Line { get; }
}
