using System.Text.Json;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Reports;

/// <summary>The tool and its rules in SARIF, with the help that dashboards show beside a result.</summary>
internal static class SarifRules
{
    private static readonly (string Code, string Name, string Text)[] Notifications =
    [
        ("AG0001", "not-read", "Something was not read."),
        ("AG0002", "over-a-limit", "Something was not read, because it is over a limit."),
        ("AG0003", "artifact-missing", "An expected artifact is missing."),
        ("AG0004", "policy-or-rule-file", "A policy or rule file is wrong."),
        ("AG0005", "allowance-expired", "An allowance expired, or will soon."),
        ("AG0007", "only-observing", "The gate is off or only observes."),
    ];

    /// <summary>Writes <c>tool</c>.</summary>
    public static void Tool(Utf8JsonWriter json, string version, IReadOnlyList<Rule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ArtifactGate");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (Rule rule in rules)
        {
            Descriptor(json, rule);
        }

        json.WriteEndArray();
        json.WriteStartArray("notifications");
        foreach ((string code, string name, string text) in Notifications)
        {
            json.WriteStartObject();
            json.WriteString("id", code);
            json.WriteString("name", name);
            Text(json, "shortDescription", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a text as SARIF wants texts: an object with a member <c>text</c>.</summary>
    public static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void Descriptor(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Code);
        json.WriteString("name", rule.Name);
        Text(json, "shortDescription", rule.Title);
        Text(json, "fullDescription", rule.Risk);
        json.WriteStartObject("help");
        json.WriteString("text", $"{rule.Risk}\nRevoke: {rule.Revoke}\nReference: {rule.Reference}");
        json.WriteString("markdown", $"{rule.Risk}\n\n**Revoke:** {rule.Revoke}\n\n[Reference]({rule.Reference})");
        json.WriteEndObject();
        if (Uri.IsWellFormedUriString(rule.Reference, UriKind.Absolute))
        {
            json.WriteString("helpUri", rule.Reference);
        }

        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", rule.Evidence == Evidence.Context ? "warning" : "error");
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue("security");
        json.WriteStringValue($"external/cwe/{rule.Cwe.ToLowerInvariant()}");
        foreach (string risk in rule.NonHumanIdentityRisks)
        {
            json.WriteStringValue($"external/owasp/{risk.ToLowerInvariant().Replace(':', '-')}");
        }

        json.WriteEndArray();
        json.WriteString("precision", rule.Evidence == Evidence.Context ? "medium" : "high");
        json.WriteString("security-severity", SeverityOf(rule));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // On the scale of CVSS: 9 and more is critical, 7 and more high, 4 and more medium. Keys outlive tokens, and what a key signed is
    // trusted long after; a value that only its surroundings make suspicious is worth a look.
    private static string SeverityOf(Rule rule) => (rule.Evidence, rule.Code.Length > 2 ? rule.Code[2] : '0') switch
    {
        (Evidence.Context, _) => "5.5",
        (_, '2') => "9.8",
        (_, '5') => "9.8",
        (_, '3') => "7.5",
        _ => "9.1",
    };
}
