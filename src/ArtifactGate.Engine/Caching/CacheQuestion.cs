using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Caching;

/// <summary>Everything that what is found in content depends on.</summary>
/// <param name="RulesDigest">The rules.</param>
/// <param name="Limits">The limits.</param>
/// <param name="Sha256">The content.</param>
/// <param name="Depth">How deep it is in its artifact.</param>
/// <param name="Name">Its path as rules see it: some mean a file by its name.</param>
internal sealed record CacheQuestion(string RulesDigest, Limits Limits, string Sha256, int Depth, string Name);
