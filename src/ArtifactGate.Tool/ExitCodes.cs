using ArtifactGate.Engine;

namespace ArtifactGate.Tool;

/// <summary>The exit codes that scripts rely on.</summary>
internal static class ExitCodes
{
    public const int Passed = 0;
    public const int Blocked = 1;
    public const int Refused = 1;
    public const int Error = 2;
    public const int Incomplete = 3;

    /// <summary>The code that says the same as the verdict.</summary>
    public static int Of(RunVerdict verdict) => verdict switch
    {
        RunVerdict.Passed or RunVerdict.Observed => Passed,
        RunVerdict.Blocked => Blocked,
        RunVerdict.Incomplete => Incomplete,
        _ => Error,
    };
}
