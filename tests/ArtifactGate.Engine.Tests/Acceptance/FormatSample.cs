namespace ArtifactGate.Engine.Tests.Acceptance;

/// <summary>A container with a planted credential.</summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Content">The container.</param>
/// <param name="Path">Where in it the credential is, as the report writes it.</param>
/// <param name="Compressed">Whether cutting it can only be noticed, because the credential is not readable in the cut bytes.</param>
internal sealed record FormatSample(string Format, byte[] Content, string Path, bool Compressed);
