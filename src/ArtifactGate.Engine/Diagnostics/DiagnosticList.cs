using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Diagnostics;

/// <summary>
/// What a build log says about a result: one diagnostic for each credential and source place, however often the same place is
/// shipped (one content item lands several times in one package). The full list of places is in the JSON report.
/// </summary>
public static class DiagnosticList
{
    /// <summary>The diagnostics of a result: findings in their order, then what was not read, then notices. Allowed findings are left out.</summary>
    public static IReadOnlyList<Diagnostic> From(GateResult result) => From(result, null);

    /// <summary>The diagnostics of a result whose JSON report is known: the command that accepts something names it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="report">The path of the report; null when there is none, or it is not known.</param>
    public static IReadOnlyList<Diagnostic> From(GateResult result, string? report)
    {
        ArgumentNullException.ThrowIfNull(result);
        var causes = new RunCauses(result);
        List<Diagnostic> list = [.. OfFindings(result, causes, report), .. OfUnread(result, causes, report), .. OfNotices(result)];
        if (Missing(result, list) is { } missing)
        {
            list.Add(missing);
        }

        return list;
    }

    /// <summary>The code of an unread item: a limit of ours, or the content itself.</summary>
    internal static string CodeOf(UnreadReason reason) => reason
        is UnreadReason.Depth or UnreadReason.Entries or UnreadReason.Size or UnreadReason.Ratio or UnreadReason.Time or UnreadReason.Spool
        ? "AG0002"
        : "AG0001";

    private static IEnumerable<Diagnostic> OfFindings(GateResult result, RunCauses causes, string? report)
    {
        var folders = result.Artifacts.Where(a => a.Kind == "folder").Select(a => a.Path).ToHashSet(StringComparer.Ordinal);
        var places =
            from finding in result.Findings
            where finding.Verdict != Verdict.Allowed
            group finding by (finding.Rule.Code, finding.Source?.File, finding.Source?.Line, finding.Source?.Column, Cause(finding));
        foreach (var same in places)
        {
            Finding worst = same.MaxBy(f => f.Verdict)!;
            (string file, int line, int column) = PlaceOf(worst, folders);
            yield return new Diagnostic(
                worst.Rule.Code,
                causes.Includes(worst.Verdict) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                Printable.Line(file),
                line,
                column,
                DiagnosticMessage.Of(worst, same.Count() - 1, [worst, .. same.Where(f => f != worst)], report),
                worst.Rule.Reference);
        }
    }

    // A value that could be guessed has the fingerprint of its place in the artifact, another one for each. Where it stands in its source tells better that it is one.
    private static string Cause(Finding finding) =>
        finding.Source is { Line: not null, Column: not null } && FingerprintText.IsOfPlace(finding.Fingerprint) ? "" : finding.Fingerprint;

    // A line inside a packed file says nothing about the package; it points somewhere only when the file itself lies on disk.
    private static (string File, int Line, int Column) PlaceOf(Finding finding, HashSet<string> folders)
    {
        if (finding.Source is { } source)
        {
            return (source.File, source.Line ?? 0, source.Column ?? 0);
        }

        ArtifactPath path = finding.Path;
        bool inFolder = folders.Contains(path.Artifact) && !path.Segments.IsEmpty;
        string file = inFolder ? $"{path.Artifact.TrimEnd('/')}/{path.Segments[0]}" : path.Artifact;
        bool isFile = path.Segments.Length == (inFolder ? 1 : 0);
        return isFile ? (file, finding.Location.Line ?? 0, finding.Location.Column ?? 0) : (file, 0, 0);
    }

    // A zip may hold thousands of entries that are encrypted alike; one line for each would hide everything else.
    private static IEnumerable<Diagnostic> OfUnread(GateResult result, RunCauses causes, string? report) =>
        from item in result.Unread
        where item.Verdict != Verdict.Allowed
        group item by (item.Path.Artifact, item.Reason, item.Verdict) into same
        let first = same.First()
        select new Diagnostic(
            CodeOf(first.Reason),
            causes.Includes(first) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            Printable.Line(first.Path.Artifact),
            0,
            0,
            DiagnosticMessage.Of(first, same.Count() - 1, report),
            null);

    private static IEnumerable<Diagnostic> OfNotices(GateResult result) =>
        from notice in result.Notices
        select new Diagnostic(
            Printable.Line(notice.Code), DiagnosticSeverity.Warning, Printable.Line(notice.File ?? ""), 0, 0, Printable.Line(notice.Message), null);

    // A run that does not pass must say so even when nothing else in it does: a build without an error goes on.
    private static Diagnostic? Missing(GateResult result, List<Diagnostic> list)
    {
        if (result.Artifacts.Count == 0)
        {
            return new Diagnostic("AG0001", DiagnosticSeverity.Error, "", 0, 0, "Nothing was scanned: the run had no artifact.", null);
        }

        return result.Passed || list.Exists(d => d.Severity == DiagnosticSeverity.Error)
            ? null
            : new Diagnostic("AG0001", DiagnosticSeverity.Error, "", 0, 0, $"The run ended as '{result.Verdict.ToString().ToLowerInvariant()}' without a finding that says why.", null);
    }
}
