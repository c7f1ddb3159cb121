namespace ArtifactGate.Engine.Known;

/// <summary>Which variables of the environment a run looked for. Names only: no value, and nothing that tells of one.</summary>
/// <param name="Searched">The variables whose values were looked for, by name.</param>
/// <param name="Refused">The variables that were chosen by their names and could not be looked for, by name.</param>
public sealed record KnownValueReport(IReadOnlyList<string> Searched, IReadOnlyList<RefusedVariable> Refused);
