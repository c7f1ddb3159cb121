namespace ArtifactGate.Detection;

/// <summary>A literal that every match of a shape (or of one of its alternatives) contains.</summary>
/// <param name="Literal">3 ASCII characters or more.</param>
/// <param name="IgnoreCase">Found in upper, lower and mixed case.</param>
public sealed record ShapeAnchor(string Literal, bool IgnoreCase = false);
