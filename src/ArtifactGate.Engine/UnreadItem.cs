using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine;

/// <summary>Something that was not read completely.</summary>
/// <param name="Path">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">One line for a person; never content.</param>
/// <param name="Verdict">What it does to the run: <see cref="Verdict.Block"/> makes it incomplete.</param>
public sealed record UnreadItem(ArtifactPath Path, UnreadReason Reason, string Detail, Verdict Verdict);
