using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>A stretch of text with escapes of one family in it.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The first byte after it.</param>
/// <param name="Form">How its characters are encoded.</param>
/// <param name="Family">The escapes.</param>
internal readonly record struct EscapedStretch(int Start, int End, TextForm Form, EscapeFamily Family);
