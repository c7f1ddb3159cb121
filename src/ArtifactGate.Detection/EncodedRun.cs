namespace ArtifactGate.Detection;

/// <summary>A stretch of characters of one encoding's alphabet, long enough to hide a credential.</summary>
/// <param name="Start">First byte in the window.</param>
/// <param name="Characters">How many characters it has in the window.</param>
/// <param name="Form">How its characters are encoded.</param>
/// <param name="ReachesEnd">The run goes on at the end of the window's bytes.</param>
public readonly record struct EncodedRun(int Start, int Characters, TextForm Form, bool ReachesEnd);
