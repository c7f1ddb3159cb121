namespace ArtifactGate.Engine.Walking;

/// <summary>The encoded run that a node was unpacked from. What is found in the node is reported there, since no path leads into the run.</summary>
/// <param name="Run">What the run takes of the node around it.</param>
/// <param name="Line">1-based, in text.</param>
/// <param name="Column">1-based, in text.</param>
internal sealed record OuterRun(ByteRange Run, int? Line, int? Column);
