namespace ArtifactGate.Detection.Matching;

/// <summary>What an anchor may belong to.</summary>
/// <param name="Rule">A <see cref="TokenRule"/>, <see cref="ContextRule"/>, <see cref="PatternRule"/> or <see cref="BinaryRule"/>.</param>
/// <param name="ShapeAnchor">The index of the anchor in the rule's own list.</param>
internal sealed record AnchorTarget(Rule Rule, int ShapeAnchor);
