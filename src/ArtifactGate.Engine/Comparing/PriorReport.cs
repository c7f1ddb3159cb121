namespace ArtifactGate.Engine.Comparing;

/// <summary>The report of an earlier run, to compare with.</summary>
/// <param name="Name">The file, as the user wrote it.</param>
/// <param name="Report">What it says.</param>
public sealed record PriorReport(string Name, GateResult Report);
