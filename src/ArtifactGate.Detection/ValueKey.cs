namespace ArtifactGate.Detection;

/// <summary>
/// Stands for the value of a match and of every copy of it, and holds nothing. All are equal, so that equal matches are; only the reference tells
/// them apart.
/// </summary>
internal sealed record ValueKey;
