namespace ArtifactGate.Engine.Caching;

/// <summary>Content in which nothing was found and which was read completely.</summary>
/// <param name="Kind">The format's name.</param>
/// <param name="Nodes">Pieces of content in it, itself included.</param>
/// <param name="Bytes">Bytes that were read, decompressed.</param>
internal sealed record CleanContent(string Kind, long Nodes, long Bytes);
