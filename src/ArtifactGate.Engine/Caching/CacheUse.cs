namespace ArtifactGate.Engine.Caching;

/// <summary>What a cache did for a run.</summary>
/// <param name="Known">Pieces of content that were known as clean.</param>
/// <param name="Scanned">Pieces that were looked at.</param>
public sealed record CacheUse(long Known, long Scanned);
