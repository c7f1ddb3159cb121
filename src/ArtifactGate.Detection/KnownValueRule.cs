namespace ArtifactGate.Detection;

/// <summary>The values that a <see cref="Detector"/> is given to look for: what the secret environment variables of this very build hold.</summary>
public sealed class KnownValueRule : Rule;
