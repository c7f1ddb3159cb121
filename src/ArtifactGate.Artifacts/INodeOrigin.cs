namespace ArtifactGate.Artifacts;

/// <summary>Explains where a node came from. Asked only for nodes with findings, after the whole artifact was walked.</summary>
public interface INodeOrigin
{
    /// <summary>The origin of an entry of the container that this is the origin of. Asked for every entry, also for those without content.</summary>
    /// <param name="name">The entry's name in the container.</param>
    INodeOrigin Inside(string name) => this;

    /// <summary>
    /// Members for <c>details</c> of a finding: for a file of an image <c>layer</c> (digest), <c>layerIndex</c>, <c>instruction</c>, and
    /// <c>deletedIn</c> or <c>overwrittenIn</c> when a later layer hides it although it still ships.
    /// </summary>
    IReadOnlyList<KeyValuePair<string, string>> Explain();
}
