namespace ArtifactGate.Detection;

/// <summary>Where a <see cref="BinaryRule"/> matched, and what it found there.</summary>
/// <param name="Start">First byte, in the bytes that were searched.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Found">What the value proved to be.</param>
public readonly record struct BinaryMatch(int Start, int Length, ProofResult Found);
