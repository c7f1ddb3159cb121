using System.Buffers;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Diagnostics;

/// <summary>How something is accepted that the gate complains of: the one place for the command.</summary>
internal static class AllowAdvice
{
    private const string Rest = "--reason TEXT --owner NAME";

    // What stands for the report where nobody knows which it will be.
    private const string AnyReport = "REPORT.json";

    // What no shell takes for anything else.
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/\\:._-+@");

    /// <summary>The command for the findings with these fingerprints.</summary>
    /// <param name="fingerprints">The fingerprints.</param>
    /// <param name="report">The JSON report that has them; null when it is not known.</param>
    public static string CommandFor(IEnumerable<string> fingerprints, string? report = null) =>
        $"artifactgate allow {Name(report)} {string.Join(' ', fingerprints.Select(f => $"--fingerprint {f}"))} {Rest}";

    /// <summary>The command for content that was not read.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="report">The JSON report that has it; null when it is not known.</param>
    public static string CommandForCode(string code, string? report = null) => $"artifactgate allow {Name(report)} --code {code} {Rest}";

    /// <summary>What to do to accept findings of one cause; one sentence.</summary>
    public static string Of(IReadOnlyList<Finding> findings, string? report = null)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return findings[0].Details.TryGetValue("notAllowed", out string? refused)
            ? $"It is not accepted: {refused}."
            : $"To accept it: {CommandFor(findings.Select(f => f.Fingerprint).Distinct(StringComparer.Ordinal), report)}.";
    }

    /// <summary>What to do to accept content that was not read; one sentence, or nothing where its bytes are not known or no policy accepts it.</summary>
    public static string Of(UnreadItem item, string? report = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Sha256 is null || item.Verdict == Verdict.Allowed || item.Path.Segments.IsEmpty || item.Reason == UnreadReason.Cancelled
            ? ""
            : $"To accept exactly these bytes: {CommandForCode(DiagnosticList.CodeOf(item.Reason), report)}.";
    }

    private static string Name(string? report) => report is null ? AnyReport : report.AsSpan().IndexOfAnyExcept(Plain) < 0 ? report : $"\"{report}\"";
}
