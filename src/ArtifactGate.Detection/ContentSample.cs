namespace ArtifactGate.Detection;

/// <summary>A generated file for the acceptance suite of a <see cref="ContentRule"/>.</summary>
/// <param name="Path">The inner path the rule expects, for example <c>.git/config</c>.</param>
/// <param name="Content">The bytes of the file.</param>
/// <param name="Secret">A run of bytes in it that no report may ever show.</param>
public sealed record ContentSample(string Path, byte[] Content, byte[] Secret);
