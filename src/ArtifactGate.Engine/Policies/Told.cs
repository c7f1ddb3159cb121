namespace ArtifactGate.Engine.Policies;

/// <summary>Something that a policy file says, and where it says it.</summary>
/// <param name="Value">What.</param>
/// <param name="Node">Where.</param>
internal sealed record Told<T>(T Value, PolicyNode Node);
