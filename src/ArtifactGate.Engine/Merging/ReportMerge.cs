using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Merging;

/// <summary>Joins the results of several runs to what one run over everything would have come to.</summary>
public static class ReportMerge
{
    // From the least to the worst, as exit codes go before each other.
    private static readonly RunVerdict[] Precedence = [RunVerdict.Passed, RunVerdict.Observed, RunVerdict.Incomplete, RunVerdict.Blocked, RunVerdict.Error];

    /// <summary>Joins them. Values and trees are not carried over.</summary>
    /// <param name="reports">At least one, each with the file it was read from.</param>
    /// <exception cref="GateException">AG0003: one is missing or there twice, or they were not judged alike.</exception>
    public static GateResult Merge(IReadOnlyList<(string Name, GateResult Report)> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        foreach ((string name, GateResult report) in reports)
        {
            CheckVerdict(name, report);
        }

        IReadOnlyList<string> complaints = MergeCheck.Complaints([.. reports.Select(r => MergePart.Of(r.Name, r.Report))]);
        if (complaints.Count > 0)
        {
            throw new GateException("AG0003", Printable.Line(string.Join(" ", complaints)));
        }

        GateResult[] results = [.. reports.Select(r => r.Report)];
        return results[0] with
        {
            Verdict = results.Select(r => r.Verdict).MaxBy(v => Array.IndexOf(Precedence, v)),
            StartedUtc = results.Min(r => r.StartedUtc),
            CiRunId = Same(results.Select(r => r.CiRunId)),
            Shard = null,
            Artifacts = ResultOrder.Of(results.SelectMany(r => r.Artifacts)),
            Findings = ResultOrder.Of(results.SelectMany(r => r.Findings)),
            Unread = ResultOrder.Of(results.SelectMany(r => r.Unread)),
            Notices = [.. results.SelectMany(r => r.Notices).Distinct()],
            KnownValues = Known(results),
            Seconds = results.Sum(r => r.Seconds),
        };
    }

    // Whoever edits a report is not stopped by this (a receipt is signed for that); a report that was cut together by mistake is.
    private static void CheckVerdict(string name, GateResult report)
    {
        bool stops = report.Findings.Any(f => f.Verdict == Verdict.Block) || report.Unread.Any(u => u.Verdict == Verdict.Block)
            || report.Artifacts.Any(a => a.Verdict is not RunVerdict.Passed);
        if (report.Verdict == RunVerdict.Passed && stops)
        {
            throw new GateException("AG0003", Printable.Line($"'{name}' contradicts itself: it passed, and has something in it that stops a run."));
        }

        if (report.Verdict == RunVerdict.Error)
        {
            throw new GateException("AG0003", Printable.Line($"'{name}' is of a run that could not be made: {(report.Notices.Count > 0 ? report.Notices[0].Message : "it does not say why")}"));
        }
    }

    private static string? Same(IEnumerable<string?> values) => values.Distinct().Take(2).ToArray() is [var one] ? one : null;

    // Looked for in everything is only what every run looked for.
    private static KnownValueReport? Known(GateResult[] results)
    {
        KnownValueReport?[] all = [.. results.Select(r => r.KnownValues)];
        return all.Any(k => k is null) ? null : new KnownValueReport(
            [.. all.Select(k => k!.Searched.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Order(StringComparer.Ordinal)],
            [.. all.SelectMany(k => k!.Refused).Distinct().OrderBy(r => r.Variable, StringComparer.Ordinal)]);
    }
}
