namespace ArtifactGate.Detection;

/// <summary>A literal the scanner looks for.</summary>
/// <param name="Bytes">3 bytes or more; ASCII when <paramref name="Forms"/> has UTF-16 or <paramref name="IgnoreCase"/> is set.</param>
/// <param name="IgnoreCase">Letters match in either case.</param>
/// <param name="Forms">The forms to find it in.</param>
internal sealed record Anchor(byte[] Bytes, bool IgnoreCase, AnchorForms Forms);
