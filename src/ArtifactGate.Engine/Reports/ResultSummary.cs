using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>What a result comes to in one sentence, the same in every report for people.</summary>
internal static class ResultSummary
{
    /// <summary>The verdict as a headline word. A run that scanned nothing has none that sounds like success, whatever it says of itself.</summary>
    public static string Headline(GateResult result) => (result.Artifacts.Count, result.Verdict) switch
    {
        (_, RunVerdict.Error) => "ERROR",
        (0, _) when result.Shard is not null => "EMPTY SHARD",
        (0, _) => "NOTHING SCANNED",
        (_, RunVerdict.Passed) => "PASSED",
        (_, RunVerdict.Observed) => "OBSERVED",
        (_, RunVerdict.Blocked) => "BLOCKED",
        _ => "INCOMPLETE",
    };

    /// <summary>What the verdict means.</summary>
    public static string Explanation(GateResult result) => (result.Artifacts.Count, result.Verdict) switch
    {
        (0, RunVerdict.Passed) when result.Shard is { } set => $"None of the {Number(set.Artifacts, "artifact")} of the whole set is in shard {set.Shard}.",
        (0, _) => "The run had no artifact to look at; it says nothing about what ships.",
        (_, RunVerdict.Passed) => "Everything was read, and nothing must be stopped.",
        (_, RunVerdict.Observed) => "There is something to stop, and this run only observes.",
        (_, RunVerdict.Blocked) => "Shipping this would hand out a credential.",
        (_, RunVerdict.Incomplete) => "Not everything was read, so nobody can say that it is clean.",
        _ => "The run was not finished.",
    };

    /// <summary>How much was scanned and what came of it.</summary>
    public static string Counts(GateResult result)
    {
        long nodes = result.Artifacts.Sum(a => a.Coverage.Nodes);
        long bytes = result.Artifacts.Sum(a => a.Coverage.Bytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Number(result.Artifacts.Count, "artifact")}, {Number(nodes, "item")}, {Size(bytes)} in {result.Seconds:0.0} s; "
            + $"{Findings(result, Verdict.Block)} blocking, {Findings(result, Verdict.Warn)} warning, {Findings(result, Verdict.Allowed)} allowed; "
            + $"{Number(result.Unread.Count, "item")} not read");
    }

    /// <summary>Which part of a shared set was scanned, as a sentence; null when it was all.</summary>
    public static string? Part(GateResult result) => result.Shard is { } set
        ? $"Shard {set.Shard}: {Number(result.Artifacts.Count, "artifact")} of {set.Artifacts.ToString(CultureInfo.InvariantCulture)}; 'artifactgate merge' joins the shards."
        : null;

    /// <summary>What the cache did, as a sentence; null without one.</summary>
    public static string? Cache(GateResult result) => result.Cache is { } cache
        ? string.Create(CultureInfo.InvariantCulture, $"Cache: {cache.Known} of {cache.Known + cache.Scanned} files and layers were known as clean.")
        : null;

    /// <summary>How the credentials stand to an earlier run, as a sentence; null without one.</summary>
    public static string? Since(GateResult result) => result.Since is { } since
        ? $"Since {Printable.Line(since.Prior.Name)} (ArtifactGate {since.Prior.Report.ToolVersion}, {(since.Prior.Report.RulesDigest == result.RulesDigest ? "same rules" : "other rules")}): "
            + $"{Number(since.Count(Novelty.NewRule), "credential")} new in what it saw, {Number(since.Count(Novelty.NewContent), "credential")} new in what it did not see, "
            + string.Create(CultureInfo.InvariantCulture, $"{since.Count(Novelty.Raised)} judged more severely, {since.Count(Novelty.Known)} known, {since.Gone} gone.")
        : null;

    /// <summary>Where a finding is inside its node: member, or line and column, or offset; and how it is encoded.</summary>
    public static string Position(Finding finding)
    {
        FindingLocation at = finding.Location;
        var parts = new List<string>(3);
        if (at.Member is { Length: > 0 } member)
        {
            parts.Add(member);
        }

        parts.Add(at.Line is int line
            ? string.Create(CultureInfo.InvariantCulture, $"line {line}, column {at.Column ?? 1}")
            : string.Create(CultureInfo.InvariantCulture, $"offset {at.Offset}"));
        parts.Add(finding.Encoding);
        return string.Join(", ", parts);
    }

    /// <summary>The source of a finding as <c>file(line,column)</c>, or null.</summary>
    public static string? Source(Finding finding) => finding.Source switch
    {
        null => null,
        { Line: int line, Column: int column } source => string.Create(CultureInfo.InvariantCulture, $"{source.File}({line},{column})"),
        { Line: int line } source => string.Create(CultureInfo.InvariantCulture, $"{source.File}({line})"),
        var source => source.File,
    };

    /// <summary>Which layer of an image ships it, what made the layer, and which later layer only seems to remove it; null outside of images.</summary>
    public static string? Layer(Finding finding)
    {
        if (!finding.Details.TryGetValue("layerIndex", out string? index))
        {
            return null;
        }

        string text = finding.Details.TryGetValue("image", out string? image) ? $"{index} of {image}" : index;
        text += finding.Details.TryGetValue("instruction", out string? instruction) ? $", made by {instruction}" : "";
        return text + (DiagnosticMessage.HiddenBy(finding) is { } hidden ? $"; {hidden}" : "");
    }

    /// <summary>Whom the credential is for, as far as it tells.</summary>
    public static string Identity(Finding finding)
    {
        Detection.Identity identity = finding.Identity;
        string text = $"{identity.Issuer} {identity.Kind}";
        text += identity.Account is null ? "" : $", account {identity.Account}";
        text += identity.Scope is null ? "" : $", scope {identity.Scope}";
        return identity.Expires is null ? text : $"{text}, expires {ReportJson.Moment(identity.Expires.Value)}";
    }

    /// <summary>Inner path, or the name for the artifact itself.</summary>
    public static string InnerOf(ArtifactPath path) => path.Segments.IsEmpty ? "(the artifact itself)" : path.Inner;

    /// <summary>A count and what is counted.</summary>
    public static string Number(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static int Findings(GateResult result, Verdict verdict) => result.Findings.Count(f => f.Verdict == verdict);

    private static string Size(long bytes) => bytes switch
    {
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GiB"),
    };
}
