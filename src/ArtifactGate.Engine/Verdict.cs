namespace ArtifactGate.Engine;

/// <summary>What a finding or an unread item does to the run.</summary>
public enum Verdict
{
    /// <summary>Accepted by the policy, or published.</summary>
    Allowed,

    /// <summary>Reported, and counted for the run only with <c>--fail-on warn</c>.</summary>
    Warn,

    /// <summary>Stops the run.</summary>
    Block,
}
