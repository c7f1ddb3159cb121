using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Diagnostics;

/// <summary>How something is accepted that the gate complains of: the one place for the command.</summary>
internal static class AllowAdvice
{
    private const string Rest = "--reason TEXT --owner NAME";

    /// <summary>The command for a finding with this fingerprint.</summary>
    public static string CommandFor(string fingerprint) => $"artifactgate allow REPORT.json --fingerprint {fingerprint} {Rest}";

    /// <summary>The command for content that was not read.</summary>
    public static string CommandForCode(string code) => $"artifactgate allow REPORT.json --code {code} {Rest}";

    /// <summary>What to do to accept a finding; one sentence.</summary>
    public static string Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Details.TryGetValue("notAllowed", out string? refused)
            ? $"It is not accepted: {refused}."
            : $"To accept it: {CommandFor(finding.Fingerprint)}.";
    }

    /// <summary>What to do to accept content that was not read; one sentence, or nothing where its bytes are not known or no policy accepts it.</summary>
    public static string Of(UnreadItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Sha256 is null || item.Verdict == Verdict.Allowed || item.Path.Segments.IsEmpty || item.Reason == UnreadReason.Cancelled
            ? ""
            : $"To accept exactly these bytes: {CommandForCode(DiagnosticList.CodeOf(item.Reason))}.";
    }
}
