using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>An escape that stands for a character a credential may have.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The first byte after it.</param>
/// <param name="Form">How its characters are encoded.</param>
/// <param name="Family">Which way of escaping it is.</param>
internal readonly record struct EscapeMark(int Start, int End, TextForm Form, EscapeFamily Family);
