using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Diagnostics;

/// <summary>The sentences of diagnostics and reports. On one line, printable, and without any value.</summary>
internal static class DiagnosticMessage
{
    /// <summary>The advice where nothing more exact is known.</summary>
    public const string GeneralFix = "Keep it out of what is packed or published, and hand it over at run time from the environment or a secret store.";

    /// <summary>A finding, and how many more places ship the same credential from the same source.</summary>
    public static string Of(Finding finding, int morePlaces) => Of(finding, morePlaces, [finding], null);

    /// <summary>A finding, with those that are told together with it.</summary>
    /// <param name="finding">The one that is told.</param>
    /// <param name="morePlaces">How many more places ship it from the same source.</param>
    /// <param name="same">All of them, that one first: each is accepted by its own fingerprint.</param>
    /// <param name="report">The JSON report that has them; null when it is not known.</param>
    public static string Of(Finding finding, int morePlaces, IReadOnlyList<Finding> same, string? report)
    {
        string verb = finding.Source is null ? "would ship in" : "here would ship in";
        string hidden = HiddenBy(finding) is { } by ? $"; {by}" : "";
        string signs = SignsWhat(finding) is { } signed ? $"{signed} " : "";
        string text = $"{finding.Rule.Title} {verb} {PlaceOf(finding)}{More(morePlaces, "place", "places")} ({ProofOf(finding)}{hidden}). {signs}"
            + $"{Sentence(finding.Rule.Revoke)} {Sentence(FixOf(finding))} {AllowAdvice.Of(same, report)}";
        return Printable.Line(text);
    }

    /// <summary>An unread item, and how many more of the artifact have the same reason.</summary>
    public static string Of(UnreadItem item, int more, string? report = null)
    {
        string detail = item.Detail.Length == 0 ? "" : $": {item.Detail}";
        return Printable.Line($"{PathOf(item.Path)}{More(more, "item", "items")} was not read ({NameOf(item.Reason)}){detail.TrimEnd('.')}. {AdviceOn(item)} {AllowAdvice.Of(item, report)}".TrimEnd());
    }

    /// <summary>Artifact, inner path and member of a finding.</summary>
    public static string PlaceOf(Finding finding) =>
        PathOf(finding.Path) + (finding.Location.Member is { Length: > 0 } member ? $" in {member}" : "");

    /// <summary>Artifact and inner path.</summary>
    public static string PathOf(ArtifactPath path) => path.Segments.IsEmpty ? path.Artifact : $"{path.Artifact} at {path.Inner}";

    /// <summary>How sure the finding is and why, and why its verdict was lowered if it was.</summary>
    public static string ProofOf(Finding finding)
    {
        string proof = finding.Evidence switch
        {
            Evidence.Proven when finding.Details.TryGetValue("checksum", out string? checksum) => $"proven: checksum {checksum}",
            Evidence.Proven when finding.Details.TryGetValue("variable", out string? variable) => $"proven: what {variable} holds in this build",
            Evidence.Proven => "proven",
            Evidence.Format => "recognised by its format",
            _ => "recognised by its surroundings",
        };
        return finding.Details.TryGetValue("downgraded", out string? why) ? $"{proof}; lowered because {why}" : proof;
    }

    /// <summary>That a later layer of the image seems to remove it, and that it ships all the same; null where none does.</summary>
    public static string? HiddenBy(Finding finding) =>
        finding.Details.TryGetValue("deletedIn", out string? deleted) ? $"deleted in {deleted}, and still shipped"
        : finding.Details.TryGetValue("overwrittenIn", out string? overwritten) ? $"overwritten in {overwritten}, and still shipped"
        : null;

    /// <summary>That the key is the one behind a signature in the same artifact; null when nothing shows that it is.</summary>
    public static string? SignsWhat(Finding finding) =>
        finding.Details.TryGetValue("signs", out string? signed) ? $"This is the key that signs {signed}." : null;

    /// <summary>The edit that keeps it out.</summary>
    public static string FixOf(Finding finding) => finding.Fix.Length > 0 ? finding.Fix : GeneralFix;

    /// <summary>The name of a reason in reports.</summary>
    public static string NameOf(UnreadReason reason) => reason.ToString().ToLowerInvariant();

    /// <summary>What to do about something that was not read.</summary>
    public static string AdviceOn(UnreadItem item) => item.Reason switch
    {
        // What is unread as a whole, no policy accepts.
        UnreadReason.Encrypted when item.Path.Segments.IsEmpty => "Ship it unencrypted.",
        UnreadReason.Encrypted => "Ship it unencrypted, leave it out, or accept this reason in the policy.",
        UnreadReason.Corrupt when item.Detail == UnreadReasons.AccessDenied => "Scan with an account that may read it.",
        UnreadReason.Corrupt when item.Path.Segments.IsEmpty => "Produce it again.",
        UnreadReason.Corrupt => "Produce it again, leave it out, or accept this reason in the policy.",
        UnreadReason.Unsupported => "Check it by other means, or leave it out.",
        UnreadReason.Changed => "Scan after everything that writes to it has ended.",
        UnreadReason.Empty => "Check that the build produced it.",
        UnreadReason.Cancelled => "Run it again to the end.",
        _ => "Raise the limit if the content is yours, or leave it out.",
    };

    private static string More(int count, string one, string many) => count switch
    {
        <= 0 => "",
        1 => $" and 1 more {one}",
        _ => $" and {count} more {many}",
    };

    private static string Sentence(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";
}
