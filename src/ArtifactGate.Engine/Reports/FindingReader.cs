using System.Text.Json;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Json;

namespace ArtifactGate.Engine.Reports;

/// <summary>Reads one finding of a JSON report.</summary>
internal static class FindingReader
{
    private static readonly Dictionary<string, Rule> Rules = RuleBook.Default.Rules.ToDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    /// <exception cref="StatementException">It is not as it was written.</exception>
    public static Finding Read(JsonElement finding)
    {
        Identity identity = IdentityOf(finding.Get("identity", JsonValueKind.Object));
        (string code, string name, string title) = (finding.Text("code"), finding.Text("rule"), finding.Text("title"));
        return new Finding
        {
            Rule = Rules.TryGetValue(code, out Rule? rule) && rule.Name == name && rule.Title == title ? rule : new ReportedRule(code, name, title, identity),
            Path = ArtifactPath.Of(finding.Text("artifact"), finding.Text("path")),
            Verdict = ReportReader.Word<Verdict>(finding, "verdict"),
            Evidence = ReportReader.Word<Evidence>(finding, "evidence"),
            Encoding = finding.Text("encoding"),
            Location = LocationOf(finding.Get("location", JsonValueKind.Object)),
            Source = SourceOf(finding),
            Fingerprint = finding.Text("fingerprint"),
            Group = finding.Text("group"),
            Preview = finding.Text("preview"),
            Length = NumberOrNull(finding, "length"),
            Identity = identity,
            Details = finding.Get("details", JsonValueKind.Object).EnumerateObject().ToDictionary(d => d.Name, d => d.Value.ToString(), StringComparer.Ordinal),
            Fix = finding.Text("fix"),
            Allowance = finding.TextOrNull("allowance"),
        };
    }

    private static Identity IdentityOf(JsonElement identity) => new(identity.Text("issuer"), identity.Text("kind"), identity.TextOrNull("account"),
        identity.TextOrNull("scope"), identity.TextOrNull("expires") is null ? null : identity.Moment("expires"));

    private static FindingLocation LocationOf(JsonElement location) =>
        new(location.Count("offset"), NumberOrNull(location, "line"), NumberOrNull(location, "column"), location.TextOrNull("member"));

    private static SourceLocation? SourceOf(JsonElement finding)
    {
        if (!finding.TryGetProperty("source", out JsonElement found) || found.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        JsonElement source = finding.Get("source", JsonValueKind.Object);
        return new SourceLocation(source.Text("file"), NumberOrNull(source, "line"), NumberOrNull(source, "column"));
    }

    private static int? NumberOrNull(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null : (int)Math.Min(parent.Count(name), int.MaxValue);
}
