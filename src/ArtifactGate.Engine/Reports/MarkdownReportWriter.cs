using System.Globalization;
using System.Text;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>A Markdown summary for pull requests and job summaries: short, since such pages cut long ones off.</summary>
internal sealed class MarkdownReportWriter : IReportWriter
{
    private const int RowsShown = 200;

    public string Name => "markdown";

    public string Extension => ".md";

    public bool ForConsole => false;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var text = new StringBuilder();
        text.Append("# ArtifactGate: ").Append(ResultSummary.Headline(result)).Append("\n\n");
        text.Append(ResultSummary.Explanation(result)).Append("\n\n").Append(Escape(ResultSummary.Counts(result))).Append(".\n");
        Table(text, "Findings", "Verdict | Code | What | Artifact | Path | Source | How to revoke", result.Findings.OrderByDescending(f => f.Verdict).Select(Row));
        Table(text, "Not read", "Verdict | Code | Artifact | Path | Reason | Detail", result.Unread.OrderByDescending(u => u.Verdict).Select(Row));
        Table(text, "Artifacts", "Verdict | Artifact | Kind | Items | SHA-256", result.Artifacts.Select(Row));
        Table(text, "Notices", "Code | Message", result.Notices.Select(n => (string[])[Escape(n.Code), Escape(n.Message)]));
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string[] Row(Finding finding) =>
    [
        Verdict(finding.Verdict),
        Escape(finding.Rule.Code),
        Escape(finding.Rule.Title) + (finding.Preview.Length == 0 ? "" : $" {Code(finding.Preview)}"),
        Code(finding.Path.Artifact),
        $"{Code(ResultSummary.InnerOf(finding.Path))} {Escape(ResultSummary.Position(finding))}",
        ResultSummary.Source(finding) is { } source ? Code(source) : "",
        Escape(finding.Verdict == Engine.Verdict.Allowed ? finding.Allowance ?? finding.Details.GetValueOrDefault("public") ?? "" : finding.Rule.Revoke),
    ];

    private static string[] Row(UnreadItem item) =>
    [
        Verdict(item.Verdict),
        DiagnosticList.CodeOf(item.Reason),
        Code(item.Path.Artifact),
        Code(ResultSummary.InnerOf(item.Path)),
        DiagnosticMessage.NameOf(item.Reason),
        Escape(item.Detail),
    ];

    private static string[] Row(ArtifactResult artifact) =>
    [
        artifact.Verdict.ToString().ToLowerInvariant(),
        Code(artifact.Path),
        Escape(artifact.Kind),
        artifact.Coverage.Nodes.ToString(CultureInfo.InvariantCulture),
        Code(artifact.Sha256),
    ];

    private static void Table(StringBuilder text, string title, string header, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title} ({all.Length})\n\n| {header} |\n|{string.Concat(Enumerable.Repeat(" --- |", header.Split('|').Length))}\n");
        foreach (string[] row in all.Take(RowsShown))
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        if (all.Length > RowsShown)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nand {all.Length - RowsShown} more, all in the JSON report.\n");
        }
    }

    private static string Verdict(Verdict verdict) => verdict switch
    {
        Engine.Verdict.Block => "**block**",
        Engine.Verdict.Warn => "warn",
        _ => "allowed",
    };

    private static string Code(string text) => $"<code>{Escape(text)}</code>";

    // Everything that Markdown or HTML could read as more than text becomes a character reference, which both show as the character.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in Printable.Line(text))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is ' ' or '/' or '-' or ',' or '(' or ')' or ';' or '…')
            {
                escaped.Append(c);
            }
            else if (c == '.' && !EndsWithWww(escaped))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            }
        }

        return escaped.ToString();
    }

    // "www." alone would become a link.
    private static bool EndsWithWww(StringBuilder text) =>
        text.Length >= 3 && text.ToString(text.Length - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);
}
