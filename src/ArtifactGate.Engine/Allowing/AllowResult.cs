namespace ArtifactGate.Engine.Allowing;

/// <summary>What became of a request.</summary>
/// <param name="PolicyFile">The file, absolute; unchanged where nothing was added or renewed.</param>
/// <param name="Added">How many allowances are new.</param>
/// <param name="Renewed">How many took the place of expired ones.</param>
/// <param name="Already">How many were there.</param>
/// <param name="Left">What cannot be accepted by its bytes, because they are not known or nothing of it was seen; a line for each.</param>
public sealed record AllowResult(string PolicyFile, int Added, int Renewed, int Already, IReadOnlyList<string> Left);
