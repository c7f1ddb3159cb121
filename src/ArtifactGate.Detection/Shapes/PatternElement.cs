namespace ArtifactGate.Detection;

/// <summary>One part of a <see cref="Pattern"/>: a literal, or a run of an alphabet.</summary>
/// <param name="Literal">The literal, or null for a run.</param>
/// <param name="Alphabet">The characters of a run, or null for a literal.</param>
/// <param name="Min">The least characters.</param>
/// <param name="Max">The most characters.</param>
internal sealed record PatternElement(string? Literal, Alphabet? Alphabet, int Min, int Max);
