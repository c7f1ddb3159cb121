using ArtifactGate.Engine;

namespace ArtifactGate.Tasks.Containers;

/// <summary>One text that the project puts into the configuration of its image.</summary>
/// <param name="Member">How reports call the place: <c>Env[2]</c>.</param>
/// <param name="Text">What would ship there. Lives only in memory.</param>
/// <param name="Source">Where in the project it comes from.</param>
/// <param name="Fix">The edit that keeps it out.</param>
internal sealed record ImageSetting(string Member, string Text, SourceLocation Source, string Fix);
