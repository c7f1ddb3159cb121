using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine;

/// <summary>One piece of content that was looked at. Kept only when a run is asked for its tree.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">The format that opened it; <c>file</c> for content that is no container.</param>
/// <param name="Encoding">The encodings around it, outermost first; empty for content that stands there as it is.</param>
/// <param name="Bytes">How many bytes it has, or as many of them as were read.</param>
public sealed record OpenedNode(ArtifactPath Path, string Kind, IReadOnlyList<string> Encoding, long Bytes);
