namespace ArtifactGate.Engine.Known;

/// <summary>A variable whose value cannot be looked for.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="Reason">Why, in a few words: <c>too short</c>, <c>a path</c>.</param>
public sealed record RefusedVariable(string Variable, string Reason);
