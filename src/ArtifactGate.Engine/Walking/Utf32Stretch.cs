using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>A stretch of text that takes four bytes a character.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Characters">Its characters.</param>
/// <param name="Form">The byte order.</param>
internal readonly record struct Utf32Stretch(int Start, int Characters, TextForm Form);
