using System.Text.Json;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>SARIF 2.1.0 (OASIS), for code scanning dashboards and editors. What was not read is a notification of the run, so that it is seen there too.</summary>
internal sealed class SarifReportWriter : IReportWriter
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public string Name => "sarif";

    public string Extension => ".sarif";

    public bool ForConsole => true;

    public void Write(GateResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        ReportJson.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            Run(json, result);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Run(Utf8JsonWriter json, GateResult result)
    {
        Detection.Rule[] rules = [.. result.Findings.Select(f => f.Rule).DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal)];
        Dictionary<string, int> indexes = rules.Index().ToDictionary(r => r.Item.Code, r => r.Index, StringComparer.Ordinal);

        json.WriteStartObject();
        SarifRules.Tool(json, result.ToolVersion, rules);
        Invocation(json, result);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        ILookup<string, Finding> spread = result.Findings.ToLookup(f => f.Group, StringComparer.Ordinal);
        foreach (Finding finding in result.Findings)
        {
            SarifResult.Write(json, finding, indexes[finding.Rule.Code], spread[finding.Group]);
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("verdict", result.Verdict.ToString().ToLowerInvariant());
        json.WriteString("rulesDigest", result.RulesDigest);
        json.WriteString("keyId", result.KeyId);
        json.WriteString("revision", result.Revision);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, GateResult result)
    {
        var causes = new RunCauses(result);
        bool nothing = result.Artifacts.Count == 0;
        bool complete = !nothing && result.Verdict is not (RunVerdict.Incomplete or RunVerdict.Error) && !result.Unread.Any(causes.Includes);
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", complete);
        json.WriteString("startTimeUtc", ReportJson.Moment(result.StartedUtc));
        json.WriteStartArray("toolExecutionNotifications");
        if (nothing)
        {
            Notification(json, "AG0001", "error", ResultSummary.Explanation(result) + " Nothing was scanned.", null);
        }

        foreach (UnreadItem item in result.Unread)
        {
            string level = item.Verdict switch { Verdict.Block => "error", Verdict.Warn => "warning", _ => "note" };
            Notification(json, DiagnosticList.CodeOf(item.Reason), level, DiagnosticMessage.Of(item, 0), item);
        }

        json.WriteEndArray();
        json.WriteStartArray("toolConfigurationNotifications");
        foreach (Notice notice in result.Notices)
        {
            Notification(json, notice.Code, "warning", Printable.Line(notice.Message), null);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Notification(Utf8JsonWriter json, string code, string level, string message, UnreadItem? item)
    {
        json.WriteStartObject();
        json.WriteStartObject("descriptor");
        json.WriteString("id", code);
        json.WriteEndObject();
        json.WriteString("level", level);
        SarifRules.Text(json, "message", message);
        if (item is not null)
        {
            json.WriteStartArray("locations");
            SarifLocation.OfPath(json, item.Path, null);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
