using System.Text.Json;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Reports;

/// <summary>A finding as a SARIF result.</summary>
internal static class SarifResult
{
    private const int PlacesShown = 10;

    /// <summary>Writes the result.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="ruleIndex">Where its rule is in the tool's list.</param>
    /// <param name="spread">All findings of the same credential, this one included.</param>
    public static void Write(Utf8JsonWriter json, Finding finding, int ruleIndex, IEnumerable<Finding> spread)
    {
        Finding[] others = [.. spread.Where(f => !ReferenceEquals(f, finding))];
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", finding.Verdict switch { Verdict.Block => "error", Verdict.Warn => "warning", _ => "note" });
        SarifRules.Text(json, "message", DiagnosticMessage.Of(finding, others.Length));
        json.WriteStartArray("locations");
        SarifLocation.OfFinding(json, finding);
        json.WriteEndArray();
        if (others.Length > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (Finding other in others.Take(PlacesShown))
            {
                SarifLocation.OfFinding(json, other);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString("artifactGate/v1", finding.Fingerprint);
        json.WriteEndObject();
        if (finding.Verdict == Verdict.Allowed)
        {
            Suppression(json, finding);
        }

        json.WriteStartObject("properties");
        json.WriteString("artifact", finding.Path.Artifact);
        json.WriteString("path", finding.Path.Inner);
        json.WriteString("evidence", finding.Evidence.ToString().ToLowerInvariant());
        json.WriteString("encoding", finding.Encoding);
        json.WriteNumber("offset", finding.Location.Offset);
        json.WriteString("group", finding.Group);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Suppression(Utf8JsonWriter json, Finding finding)
    {
        string why = finding.Allowance
            ?? finding.Details.GetValueOrDefault("public")
            ?? finding.Details.GetValueOrDefault("downgraded")
            ?? "allowed";
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", "external");
        json.WriteString("status", "accepted");
        json.WriteString("justification", Printable.Line(why));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
