namespace ArtifactGate.Detection;

/// <summary>An anchor that stands in the bytes.</summary>
/// <param name="Position">Its first byte (for UTF-16: the first byte of its first character).</param>
/// <param name="Anchor">Its index in the list the scanner was made from.</param>
/// <param name="Form">The form it stands in; <see cref="TextForm.Utf8"/> for plain bytes.</param>
internal readonly record struct AnchorHit(int Position, int Anchor, TextForm Form);
