namespace ArtifactGate.Detection.Matching;

/// <summary>A literal that a <see cref="PatternRule"/> is looked for by.</summary>
/// <param name="Literal">3 ASCII characters or more.</param>
/// <param name="IgnoreCase">In any case.</param>
/// <param name="Role">What seeing it means.</param>
internal readonly record struct PatternAnchor(string Literal, bool IgnoreCase, PatternAnchorRole Role);
