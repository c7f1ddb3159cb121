namespace ArtifactGate.Engine;

/// <summary>Where in its node a credential is.</summary>
/// <param name="Offset">Bytes into the node, of the outermost run.</param>
/// <param name="Line">1-based, in text; else null.</param>
/// <param name="Column">1-based, in UTF-16 code units; else null.</param>
/// <param name="Member">Type and method, constant, resource key, <c>Env[2]</c>; else null.</param>
public sealed record FindingLocation(long Offset, int? Line = null, int? Column = null, string? Member = null);
