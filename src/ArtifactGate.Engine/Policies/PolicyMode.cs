namespace ArtifactGate.Engine.Policies;

/// <summary>How far a policy goes; for bringing the gate into a build step by step.</summary>
public enum PolicyMode
{
    /// <summary>Findings block by their evidence. The default.</summary>
    Enforce,

    /// <summary>What would block warns.</summary>
    Warn,

    /// <summary>Verdicts are what they are, and nothing stops the run.</summary>
    Observe,
}
