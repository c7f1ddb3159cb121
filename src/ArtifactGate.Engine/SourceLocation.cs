namespace ArtifactGate.Engine;

/// <summary>The source that put a credential into an artifact.</summary>
/// <param name="File">Relative to the repository root with <c>/</c>, else absolute.</param>
/// <param name="Line">1-based; null when only the file is known.</param>
/// <param name="Column">1-based, in UTF-16 code units; null when unknown.</param>
public sealed record SourceLocation(string File, int? Line = null, int? Column = null);
