namespace ArtifactGate.Artifacts;

/// <summary>Explains where a node came from. Asked only for nodes with findings, after the whole artifact was walked.</summary>
public interface INodeOrigin
{
    /// <summary>
    /// Members for <c>details</c> of a finding: for a file of an image <c>layer</c> (digest), <c>layerIndex</c>, <c>instruction</c>, and
    /// <c>deletedIn</c> when a later layer hides it although it still ships.
    /// </summary>
    IReadOnlyList<KeyValuePair<string, string>> Explain();
}
