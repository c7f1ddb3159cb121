using System.Globalization;
using System.Net;
using System.Text;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>
/// One self-contained page. It has no script and loads nothing, and says so to the browser in its content security policy; the filters
/// are check boxes that the style sheet reads.
/// </summary>
internal sealed class HtmlReportWriter : IReportWriter
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --block: #c62828; --warn: #b26a00; --allowed: #2e7d32; }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
        h1 { border-left: .5rem solid var(--line); padding-left: .75rem; }
        h1.bad { border-color: var(--block); }
        h1.good { border-color: var(--allowed); }
        h1.observed { border-color: var(--warn); }
        article { border: 1px solid var(--line); border-left: .4rem solid var(--line); border-radius: .3rem; margin: 1rem 0; padding: .5rem 1rem; }
        article.block { border-left-color: var(--block); }
        article.warn { border-left-color: var(--warn); }
        article.allowed { border-left-color: var(--allowed); }
        h3 { margin: .2rem 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .3rem 0; }
        dt { font-weight: 600; }
        dd { margin: 0; overflow-wrap: anywhere; }
        code { overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; overflow-wrap: anywhere; vertical-align: top; }
        .badge { border: 1px solid currentColor; border-radius: .3rem; font-size: .8rem; padding: 0 .4rem; text-transform: uppercase; }
        .filter { margin-right: .3rem; }
        .filter + label { margin-right: 1.2rem; }
        #show-block:not(:checked) ~ section article.block,
        #show-warn:not(:checked) ~ section article.warn,
        #show-allowed:not(:checked) ~ section article.allowed { display: none; }
        """;

    public string Name => "html";

    public string Extension => ".html";

    public bool ForConsole => false;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        string headline = ResultSummary.Headline(result);
        string kind = (result.Artifacts.Count, result.Verdict) switch
        {
            ( > 0, RunVerdict.Passed) => "good",
            ( > 0, RunVerdict.Observed) => "observed",
            _ => "bad",
        };
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>ArtifactGate: {headline}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1 class=\"{kind}\">{headline}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{Text(ResultSummary.Explanation(result))}</p>\n<p>{Text(ResultSummary.Counts(result))}.</p>\n");
        Findings(html, result);
        Table(html, "Not read", ["Verdict", "Code", "Artifact", "Path", "Reason", "Detail"], result.Unread.OrderByDescending(u => u.Verdict).Select(Row));
        Table(html, "Artifacts", ["Verdict", "Artifact", "Kind", "Items", "Bytes", "SHA-256"], result.Artifacts.Select(Row));
        Table(html, "Policies", ["Role", "Path", "SHA-256"], result.Policies.Select(p => (string[])[p.Role, p.Path, p.Sha256]));
        Table(html, "Notices", ["Code", "Message", "File"], result.Notices.Select(n => (string[])[n.Code, n.Message, n.File ?? ""]));
        html.Append(CultureInfo.InvariantCulture, $"</main>\n<footer><p>ArtifactGate {Text(result.ToolVersion)}, {result.RuleCount} rules ({Text(result.RulesDigest)}), started {ReportJson.Moment(result.StartedUtc)}</p></footer>\n</body>\n</html>\n");
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void Findings(StringBuilder html, GateResult result)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>Findings ({result.Findings.Count})</h2>\n");
        if (result.Findings.Count == 0)
        {
            html.Append("<p>None.</p>\n");
            return;
        }

        foreach ((Verdict verdict, string label) in new[] { (Verdict.Block, "blocking"), (Verdict.Warn, "warnings"), (Verdict.Allowed, "allowed") })
        {
            string id = $"show-{Word(verdict)}";
            int count = result.Findings.Count(f => f.Verdict == verdict);
            html.Append(CultureInfo.InvariantCulture, $"<input class=\"filter\" type=\"checkbox\" id=\"{id}\" checked><label for=\"{id}\">Show {label} ({count})</label>\n");
        }

        html.Append("<section aria-label=\"Findings\">\n");
        foreach (Finding finding in result.Findings.OrderByDescending(f => f.Verdict))
        {
            Article(html, finding);
        }

        html.Append("</section>\n");
    }

    private static void Article(StringBuilder html, Finding finding)
    {
        string verdict = Word(finding.Verdict);
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"{verdict}\">\n<h3><span class=\"badge\">{verdict}</span> {Text(finding.Rule.Code)} {Text(finding.Rule.Title)}</h3>\n<dl>\n");
        Entry(html, "Artifact", finding.Path.Artifact);
        Entry(html, "Path", ResultSummary.InnerOf(finding.Path));
        Entry(html, "Position", ResultSummary.Position(finding));
        Entry(html, "Source", ResultSummary.Source(finding));
        Entry(html, "Evidence", DiagnosticMessage.ProofOf(finding));
        Entry(html, "Value", finding.Length is int length ? string.Create(CultureInfo.InvariantCulture, $"{finding.Preview} ({length} characters)") : finding.Preview);
        Entry(html, "Fingerprint", finding.Fingerprint);
        Entry(html, "Belongs to", ResultSummary.Identity(finding));
        foreach ((string key, string value) in finding.Details.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            Entry(html, key, value);
        }

        Entry(html, "Risk", finding.Rule.Risk);
        Entry(html, "Revoke", finding.Rule.Revoke);
        Entry(html, "Keep it out", DiagnosticMessage.FixOf(finding));
        Entry(html, "Allowed because", finding.Allowance);
        html.Append("</dl>\n</article>\n");
    }

    private static void Entry(StringBuilder html, string term, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(term)}</dt><dd>{Text(text)}</dd>\n");
        }
    }

    private static string[] Row(UnreadItem item) =>
        [Word(item.Verdict), DiagnosticList.CodeOf(item.Reason), item.Path.Artifact, ResultSummary.InnerOf(item.Path), DiagnosticMessage.NameOf(item.Reason), item.Detail];

    private static string[] Row(ArtifactResult artifact) =>
    [
        artifact.Verdict.ToString().ToLowerInvariant(),
        artifact.Path,
        artifact.Kind,
        artifact.Coverage.Nodes.ToString(CultureInfo.InvariantCulture),
        artifact.Coverage.Bytes.ToString(CultureInfo.InvariantCulture),
        artifact.Sha256,
    ];

    private static void Table(StringBuilder html, string title, string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<h2>{title} ({all.Length})</h2>\n<table>\n<thead><tr>");
        html.AppendJoin("", header.Select(h => $"<th scope=\"col\">{h}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in all)
        {
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Text(cell)}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(Printable.Line(text));
}
