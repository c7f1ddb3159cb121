using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Diagnostics;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Engine.Allowing;

/// <summary>What of a report can be accepted. A report may come from anywhere, so nothing in it is taken on trust but what the policy then says openly.</summary>
/// <param name="KeyId">Which fingerprint key the run had.</param>
/// <param name="Items">Findings and unread items, in the order of the report.</param>
internal sealed record ReportedItems(string KeyId, IReadOnlyList<ReportedItem> Items)
{
    /// <summary>Reads a report.</summary>
    /// <exception cref="GateException">AG0003: it cannot be read, or is no report of a run.</exception>
    public static ReportedItems Read(string path)
    {
        GateResult report = ReportReader.Read(path, path);
        if (report.Verdict == RunVerdict.Error)
        {
            throw Wrong(path, "is of a run that could not be made, so that nothing in it can be accepted");
        }

        return report.Findings.All(f => FingerprintText.IsFingerprint(f.Fingerprint)) && report.Unread.All(u => u.Sha256 is null || PolicyValues.IsSha256(u.Sha256))
            ? new ReportedItems(report.KeyId, [.. report.Findings.Select(Item), .. report.Unread.Select(Item)])
            : throw Wrong(path, "is no JSON report of ArtifactGate: a fingerprint or digest in it is none");
    }

    private static ReportedItem Item(Finding finding) => new(finding.Rule.Code, finding.Evidence, finding.Fingerprint, null, finding.Path.Artifact, finding.Path.Inner,
        finding.Rule.Title, finding.Verdict == Verdict.Allowed);

    // Of an artifact that is unread as a whole nothing was seen, and that no policy accepts.
    private static ReportedItem Item(UnreadItem item) => new(DiagnosticList.CodeOf(item.Reason), null, null,
        item is { Path.Segments.IsEmpty: false, Reason: not UnreadReason.Cancelled } ? item.Sha256 : null, item.Path.Artifact, item.Path.Inner,
        $"not read ({DiagnosticMessage.NameOf(item.Reason)})", item.Verdict == Verdict.Allowed);

    private static GateException Wrong(string path, string how) => new("AG0003", $"The report '{Printable.Line(path)}' {how}.", path);
}
