namespace ArtifactGate.Detection.Matching;

/// <summary>A part of a <see cref="PatternText"/> that an expression is run over.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last.</param>
/// <param name="BeginsText">A text begins with it; else its first character only is a neighbour.</param>
/// <param name="EndsText">A text ends with it.</param>
internal readonly record struct PatternStretch(int Start, int End, bool BeginsText, bool EndsText);
