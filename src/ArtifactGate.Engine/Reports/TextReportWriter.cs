using System.Globalization;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>
/// The report for people. One entry for each credential, with all its places; no colours, so that whoever prints it may add them or not.
/// </summary>
internal sealed class TextReportWriter : IRevealingReportWriter
{
    private const int PlacesShown = 10;
    private const int ItemsShown = 50;

    public string Name => "text";

    public string? Extension => null;

    public bool ForConsole => true;

    public void Write(GateResult result, Stream output) => Write(result, null, output);

    public void Write(GateResult result, RevealedValues? values, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var lines = new TextLines();
        lines.Add($"{ResultSummary.Headline(result)}: {ResultSummary.Explanation(result)}");
        Findings(lines, "Blocking", result.Findings.Where(f => f.Verdict == Verdict.Block), result, values);
        Findings(lines, "Warnings", result.Findings.Where(f => f.Verdict == Verdict.Warn), result, values);
        Allowed(lines, result, values);
        Unread(lines, result);
        TextTree.Add(lines, result);
        Notices(lines, result);
        lines.Gap();
        foreach (string sentence in new[] { ResultSummary.Part(result), ResultSummary.Since(result), ResultSummary.Cache(result) }.OfType<string>())
        {
            lines.Add(sentence);
        }

        Policies(lines, result);
        KnownValues(lines, result);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"ArtifactGate {result.ToolVersion}, {ResultSummary.Number(result.RuleCount, "rule")}: {ResultSummary.Counts(result)}."));
        lines.WriteTo(output);
    }

    private static void Findings(TextLines lines, string title, IEnumerable<Finding> findings, GateResult result, RevealedValues? values)
    {
        // A key is the same credential in whatever file and under whatever rule it is found.
        List<IGrouping<string, Finding>> credentials = [.. findings.GroupBy(f => f.Group, StringComparer.Ordinal)];
        if (credentials.Count == 0)
        {
            return;
        }

        lines.Gap();
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{title} ({credentials.Count})"));
        foreach (IGrouping<string, Finding> credential in credentials)
        {
            lines.Gap();
            Credential(lines, [.. credential], result.Since, values);
        }
    }

    private static void Credential(TextLines lines, List<Finding> places, RunComparison? since, RevealedValues? values)
    {
        Finding finding = places[0];
        lines.Add($"{finding.Rule.Code} {finding.Rule.Title}", 2);
        foreach (Finding place in places.Take(PlacesShown))
        {
            Place(lines, place);
            if (place.Rule.Code != finding.Rule.Code)
            {
                lines.Labelled("found as", $"{place.Rule.Code} {place.Rule.Title}", 4);
            }
        }

        if (places.Count > PlacesShown)
        {
            lines.Labelled("", string.Create(CultureInfo.InvariantCulture, $"and {places.Count - PlacesShown} more places, all in the JSON report"), 4);
        }

        lines.Labelled("evidence", $"{DiagnosticMessage.ProofOf(finding)}{Facts(finding)}", 4);
        lines.Labelled("value", ValueOf(finding), 4);
        if (since is not null && since.Groups[finding.Fingerprint] is not Novelty.Known and var novelty)
        {
            lines.Labelled("since", Novel(novelty), 4);
        }

        if (values?.Find(finding) is { } value)
        {
            Revealed(lines, value);
        }

        if (DiagnosticMessage.SignsWhat(finding) is { } signs)
        {
            lines.Labelled("signs", signs, 4);
        }

        lines.Labelled("belongs to", ResultSummary.Identity(finding), 4);
        lines.Labelled("risk", finding.Rule.Risk, 4);
        lines.Labelled("revoke", finding.Rule.Revoke, 4);
        lines.Labelled("keep it out", DiagnosticMessage.FixOf(finding), 4);
        lines.Labelled("accept it", finding.Details.GetValueOrDefault("notAllowed") ?? AllowAdvice.CommandFor([finding.Fingerprint]), 4);
    }

    private static void Place(TextLines lines, Finding place)
    {
        lines.Name("artifact", place.Path.Artifact, 4);
        if (!place.Path.Segments.IsEmpty)
        {
            lines.Name("path", place.Path.Inner, 4);
        }

        lines.Name("position", ResultSummary.Position(place), 4);
        if (ResultSummary.Layer(place) is { } layer)
        {
            lines.Labelled("layer", layer, 4);
        }

        if (ResultSummary.Source(place) is { } source)
        {
            lines.Name("source", source, 4);
        }
    }

    private static void Revealed(TextLines lines, string value)
    {
        string label = "REVEALED";
        foreach (string line in value.ReplaceLineEndings("\n").Split('\n'))
        {
            lines.Name(label, line, 4);
            label = "";
        }
    }

    private static void Allowed(TextLines lines, GateResult result, RevealedValues? values)
    {
        List<Finding> allowed = [.. result.Findings.Where(f => f.Verdict == Verdict.Allowed)];
        if (allowed.Count == 0)
        {
            return;
        }

        lines.Gap();
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"Allowed ({allowed.Count})"));
        foreach (Finding finding in allowed.Take(ItemsShown))
        {
            string why = finding.Allowance ?? (finding.Details.TryGetValue("public", out string? source) ? $"published: {source}" : ReasonOf(finding));
            lines.Labelled(finding.Rule.Code, $"{finding.Rule.Title}, {DiagnosticMessage.PlaceOf(finding)}: {why}", 2);
            if (values?.Find(finding) is { } value)
            {
                Revealed(lines, value);
            }
        }

        Rest(lines, allowed.Count);
    }

    private static void Rest(TextLines lines, int count)
    {
        if (count > ItemsShown)
        {
            lines.Labelled("", string.Create(CultureInfo.InvariantCulture, $"and {count - ItemsShown} more, all in the JSON report"), 2);
        }
    }

    private static string ReasonOf(Finding finding) => finding.Details.TryGetValue("downgraded", out string? why) ? why : "allowed";

    private static void Unread(TextLines lines, GateResult result)
    {
        if (result.Unread.Count == 0)
        {
            return;
        }

        lines.Gap();
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"Not read ({result.Unread.Count})"));
        foreach (UnreadItem item in result.Unread.OrderByDescending(u => u.Verdict).Take(ItemsShown))
        {
            lines.Labelled($"{DiagnosticList.CodeOf(item.Reason)} {item.Verdict.ToString().ToLowerInvariant()}", DiagnosticMessage.Of(item, 0), 2);
        }

        Rest(lines, result.Unread.Count);
    }

    private static void Notices(TextLines lines, GateResult result)
    {
        if (result.Notices.Count > 0)
        {
            lines.Gap();
        }

        foreach (Notice notice in result.Notices)
        {
            lines.Labelled(notice.Code, notice.File is null ? notice.Message : $"{notice.Message} ({notice.File})", 0);
        }
    }

    private static void Policies(TextLines lines, GateResult result)
    {
        foreach (PolicyReference policy in result.Policies)
        {
            lines.Add($"Policy {policy.Path} ({policy.Role}, sha256 {policy.Sha256}).");
        }
    }

    private static void KnownValues(TextLines lines, GateResult result)
    {
        if (result.KnownValues is not { } known)
        {
            return;
        }

        string names = known.Searched.Count == 0 ? "" : $": {string.Join(", ", known.Searched.Select(Printable.Line))}";
        lines.Add($"Known values of {ResultSummary.Number(known.Searched.Count, "environment variable")} looked for{names}.");
        if (known.Refused.Count > 0)
        {
            lines.Add($"Not looked for: {string.Join(", ", known.Refused.Select(r => $"{Printable.Line(r.Variable)} ({r.Reason})"))}.");
        }
    }

    // What else is known. The checksum is part of the proof already, and the layer of the place.
    private static string Facts(Finding finding) => string.Concat(
        finding.Details
            .Where(d => d.Key is not ("checksum" or "variable" or "downgraded" or "layer" or "layerIndex" or "image" or "instruction" or "deletedIn" or "overwrittenIn" or "signs" or "notAllowed"))
            .OrderBy(d => d.Key, StringComparer.Ordinal)
            .Select(d => $"; {d.Key}: {d.Value}"));

    private static string Novel(Novelty novelty) => novelty switch
    {
        Novelty.Raised => "judged more severely than in the earlier run",
        Novelty.NewRule => "new: the earlier run looked at the same bytes and did not find it",
        _ => "new: the earlier run did not see these bytes",
    };

    private static string ValueOf(Finding finding)
    {
        string shown = finding.Preview.Length == 0 ? "not shown" : finding.Preview;
        string length = finding.Length is int characters ? string.Create(CultureInfo.InvariantCulture, $", {characters} characters") : "";
        return $"{shown}{length}, fingerprint {finding.Fingerprint}";
    }
}
