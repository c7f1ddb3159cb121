namespace ArtifactGate.Engine.Policies;

/// <summary>A policy file with everything that it includes.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Whole">What they say together, environments not yet chosen.</param>
/// <param name="Files">Each by itself, for what each may say.</param>
/// <param name="References">Path and digest of each, the file itself first.</param>
internal sealed record LoadedPolicy(string Path, PolicyFile Whole, IReadOnlyList<PolicyFile> Files, IReadOnlyList<PolicyReference> References);
