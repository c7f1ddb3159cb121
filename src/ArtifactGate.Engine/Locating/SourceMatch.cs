namespace ArtifactGate.Engine.Locating;

/// <summary>A credential in a source file.</summary>
/// <param name="Rule">The code of the rule that matched.</param>
/// <param name="Likeness">Equal for equal values.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
internal sealed record SourceMatch(string Rule, string? Likeness, int Line, int? Column);
