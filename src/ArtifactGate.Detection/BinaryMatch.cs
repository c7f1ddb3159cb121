namespace ArtifactGate.Detection;

/// <summary>Where a <see cref="BinaryRule"/> matched, and what it found there.</summary>
/// <param name="Start">First byte, in the bytes that were searched.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Found">What the value proved to be.</param>
/// <param name="Evidence">What it is worth when the proof does not hold; null for what the rule says.</param>
public readonly record struct BinaryMatch(int Start, int Length, ProofResult Found, Evidence? Evidence = null);
