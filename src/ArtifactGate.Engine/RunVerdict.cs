namespace ArtifactGate.Engine;

/// <summary>What a whole run or one artifact came to. Agrees with the exit code.</summary>
public enum RunVerdict
{
    /// <summary>Everything was read and nothing must be stopped. Exit 0.</summary>
    Passed,

    /// <summary>There are findings, and the policy or <c>--fail-on never</c> lets them pass. Exit 0.</summary>
    Observed,

    /// <summary>At least one finding stops the run. Exit 1.</summary>
    Blocked,

    /// <summary>Nothing stops the run, but something that the policy does not tolerate was not read. Exit 3.</summary>
    Incomplete,

    /// <summary>The run could not be made, or was cancelled. Exit 2.</summary>
    Error,
}
