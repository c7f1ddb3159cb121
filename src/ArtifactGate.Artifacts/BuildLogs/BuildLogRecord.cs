namespace ArtifactGate.Artifacts.BuildLogs;

/// <summary>One record of a build log.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">The first byte of its content.</param>
/// <param name="Length">The bytes of its content.</param>
internal readonly record struct BuildLogRecord(int Kind, long Offset, long Length)
{
    /// <summary>The last record.</summary>
    public const int End = 0;

    /// <summary>The build began; the list before it is its environment.</summary>
    public const int BuildStarted = 1;

    /// <summary>The zip of the project files.</summary>
    public const int Archive = 17;

    /// <summary>A property was given another value.</summary>
    public const int PropertyReassigned = 19;

    /// <summary>A variable of the environment was read.</summary>
    public const int VariableRead = 21;

    /// <summary>A property was given its first value.</summary>
    public const int PropertySet = 22;

    /// <summary>Pairs of numbers of strings: names and their values.</summary>
    public const int Pairs = 23;

    /// <summary>A string, which later records name by its number.</summary>
    public const int Text = 24;

    /// <summary>A parameter of a task.</summary>
    public const int TaskParameter = 25;

    /// <summary>Kinds from here on nobody has given out in twice the time that there has been a log.</summary>
    public const int Beyond = 128;
}
