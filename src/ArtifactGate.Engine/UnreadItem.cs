using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine;

/// <summary>Something that was not read completely.</summary>
/// <param name="Path">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">One line for a person; never content.</param>
/// <param name="Verdict">What it does to the run: <see cref="Verdict.Block"/> makes it incomplete.</param>
public sealed record UnreadItem(ArtifactPath Path, UnreadReason Reason, string Detail, Verdict Verdict)
{
    /// <summary>The digest of the bytes that it is about, 64 hexadecimal digits in lower case: of the content itself, or of the container where only that can be read again; null when unknown.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The reason of the allowance that accepted it, or null.</summary>
    public string? Allowance { get; init; }
}
