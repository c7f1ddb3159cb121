namespace ArtifactGate.Detection.Matching;

/// <summary>One credential that a content rule reported.</summary>
internal readonly record struct ContentFinding(int Start, int Length, TextForm Form, ProofResult Result, Evidence Evidence);
