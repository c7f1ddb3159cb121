namespace ArtifactGate.Fuzzing;

/// <summary>What is damaged.</summary>
/// <param name="Name">The sample, for messages.</param>
/// <param name="FileName">The name that the content is scanned under; some formats are only asked for by name.</param>
/// <param name="Content">The whole sample.</param>
internal sealed record Seed(string Name, string FileName, byte[] Content);
