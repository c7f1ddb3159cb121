namespace ArtifactGate.Engine;

/// <summary>How much of an artifact there was.</summary>
/// <param name="Nodes">Pieces of content seen, the artifact itself included.</param>
/// <param name="Bytes">Bytes read, decompressed.</param>
/// <param name="Unread">Items that were not read completely.</param>
public sealed record Coverage(long Nodes, long Bytes, long Unread);
