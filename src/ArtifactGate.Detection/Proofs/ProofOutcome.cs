namespace ArtifactGate.Detection;

/// <summary>What a proof says of a candidate.</summary>
public enum ProofOutcome
{
    /// <summary>The value carries nothing that could be checked.</summary>
    Unknown,

    /// <summary>The check failed.</summary>
    Fails,

    /// <summary>The check held.</summary>
    Holds,
}
