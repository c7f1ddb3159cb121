namespace ArtifactGate.Engine.Receipts;

/// <summary>What a verification came to.</summary>
/// <param name="Receipts">How many receipts there were.</param>
/// <param name="Artifacts">How many artifacts there were.</param>
/// <param name="Refusals">One line for each reason to refuse: what it is about, what was expected, what is there, what to do.</param>
public sealed record VerifyResult(int Receipts, int Artifacts, IReadOnlyList<string> Refusals)
{
    /// <summary>Whether exactly these artifacts were looked at, completely, and nothing must be stopped.</summary>
    public bool Verified => Refusals.Count == 0 && Receipts > 0 && Artifacts > 0;
}
