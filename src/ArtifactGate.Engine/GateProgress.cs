namespace ArtifactGate.Engine;

/// <summary>How far a run is.</summary>
/// <param name="ArtifactsDone">Artifacts finished.</param>
/// <param name="ArtifactsTotal">Artifacts of the run.</param>
/// <param name="Nodes">Nodes read so far.</param>
/// <param name="Bytes">Bytes read so far.</param>
public sealed record GateProgress(int ArtifactsDone, int ArtifactsTotal, long Nodes, long Bytes);
