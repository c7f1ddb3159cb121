using System.Text.Json;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Comparing;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Reports;

/// <summary>The JSON report, version 1: section 4 of the contract. Members may be added to it, never removed or changed.</summary>
internal sealed class JsonReportWriter : IRevealingReportWriter
{
    public string Name => "json";

    public string Extension => ".json";

    public bool ForConsole => true;

    public void Write(GateResult result, Stream output) => Write(result, null, output);

    public void Write(GateResult result, RevealedValues? values, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        ReportJson.Write(output, json => Document(json, result, values));
    }

    private static void Document(Utf8JsonWriter json, GateResult result, RevealedValues? values)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("verdict", Word(result.Verdict));
        Header(json, result);
        RunJson.Write(json, result.Policies);
        Each(json, "artifacts", result.Artifacts, Artifact);
        Each(json, "findings", result.Findings, (j, finding) => Finding(j, finding, result, values?.Find(finding)));
        Each(json, "unread", result.Unread, Unread);

        if (result.Tree is { } tree)
        {
            Each(json, "tree", tree, Opened);
        }

        json.WriteStartObject("statistics");
        json.WriteNumber("nodes", result.Artifacts.Sum(a => a.Coverage.Nodes));
        json.WriteNumber("bytes", result.Artifacts.Sum(a => a.Coverage.Bytes));
        json.WriteNumber("seconds", Math.Round(result.Seconds, 3));
        json.WriteEndObject();

        Each(json, "notices", result.Notices, Notice);
        KnownValues(json, result);
        if (result.Cache is { } cache)
        {
            json.WriteStartObject("cache");
            json.WriteNumber("known", cache.Known);
            json.WriteNumber("scanned", cache.Scanned);
            json.WriteEndObject();
        }

        if (result.Since is { } since)
        {
            Since(json, since);
        }

        json.WriteEndObject();
    }

    private static void Since(Utf8JsonWriter json, RunComparison since)
    {
        json.WriteStartObject("since");
        json.WriteString("report", since.Prior.Name);
        json.WriteString("toolVersion", since.Prior.Report.ToolVersion);
        json.WriteString("rulesDigest", since.Prior.Report.RulesDigest);
        foreach (Novelty novelty in Enum.GetValues<Novelty>())
        {
            json.WriteNumber(Word(novelty), since.Count(novelty));
        }

        json.WriteNumber("gone", since.Gone);
        json.WriteEndObject();
    }

    private static void Header(Utf8JsonWriter json, GateResult result)
    {
        json.WriteStartObject("tool");
        json.WriteString("name", "ArtifactGate");
        json.WriteString("version", result.ToolVersion);
        RunJson.WriteRules(json, result.RuleCount, result.RulesDigest);
        json.WriteEndObject();

        json.WriteStartObject("run");
        json.WriteString("startedUtc", ReportJson.Moment(result.StartedUtc));
        json.WriteString("revision", result.Revision);
        json.WriteString("ciRunId", result.CiRunId);
        json.WriteString("keyId", result.KeyId);
        json.WriteString("environment", result.Environment);
        if (result.Limits is { } limits)
        {
            RunJson.Write(json, limits);
        }

        if (result.Shard is { } shard)
        {
            RunJson.Write(json, shard);
        }

        json.WriteEndObject();
    }

    private static void Artifact(Utf8JsonWriter json, ArtifactResult artifact)
    {
        json.WriteString("path", artifact.Path);
        json.WriteString("kind", artifact.Kind);
        json.WriteString("form", ReceiptTerms.WordOf(artifact.Form));
        json.WriteString("sha256", artifact.Sha256);
        json.WriteNumber("size", artifact.Size);
        json.WriteString("verdict", Word(artifact.Verdict));
        json.WriteStartObject("coverage");
        json.WriteNumber("nodes", artifact.Coverage.Nodes);
        json.WriteNumber("bytes", artifact.Coverage.Bytes);
        json.WriteNumber("unread", artifact.Coverage.Unread);
        json.WriteNumber("tolerated", artifact.Tolerated);
        json.WriteEndObject();
    }

    private static void Finding(Utf8JsonWriter json, Finding finding, GateResult result, string? value)
    {
        json.WriteString("code", finding.Rule.Code);
        json.WriteString("rule", finding.Rule.Name);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("verdict", Word(finding.Verdict));
        json.WriteString("evidence", Word(finding.Evidence));
        Place(json, finding);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("group", finding.Group);
        json.WriteString("preview", finding.Preview);
        json.NumberOrNull("length", finding.Length);

        json.WriteStartObject("identity");
        json.WriteString("issuer", finding.Identity.Issuer);
        json.WriteString("kind", finding.Identity.Kind);
        json.WriteString("account", finding.Identity.Account);
        json.WriteString("scope", finding.Identity.Scope);
        json.WriteString("expires", finding.Identity.Expires is { } expires ? ReportJson.Moment(expires) : null);
        json.WriteEndObject();

        json.WriteStartObject("details");
        foreach ((string key, string detail) in finding.Details.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, detail);
        }

        json.WriteEndObject();
        json.WriteString("fix", finding.Fix);
        json.WriteString("allowance", finding.Allowance);
        if (result.Since is { } since)
        {
            json.WriteString("since", Word(since.Groups[finding.Fingerprint]));
        }

        if (value is not null)
        {
            json.WriteString("value", value);
        }
    }

    private static void Place(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("artifact", finding.Path.Artifact);
        json.WriteString("path", finding.Path.Inner);
        json.WriteStartArray("segments");
        foreach (string segment in finding.Path.Segments)
        {
            json.WriteStringValue(segment);
        }

        json.WriteEndArray();
        json.WriteString("encoding", finding.Encoding);

        json.WriteStartObject("location");
        json.WriteNumber("offset", finding.Location.Offset);
        json.NumberOrNull("line", finding.Location.Line);
        json.NumberOrNull("column", finding.Location.Column);
        json.WriteString("member", finding.Location.Member);
        json.WriteEndObject();

        if (finding.Source is { } source)
        {
            json.WriteStartObject("source");
            json.WriteString("file", source.File);
            json.NumberOrNull("line", source.Line);
            json.NumberOrNull("column", source.Column);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("source");
        }
    }

    private static void Unread(Utf8JsonWriter json, UnreadItem item)
    {
        json.WriteString("artifact", item.Path.Artifact);
        json.WriteString("path", item.Path.Inner);
        json.WriteString("reason", Word(item.Reason));
        json.WriteString("detail", item.Detail);
        json.WriteString("verdict", Word(item.Verdict));
        json.WriteString("sha256", item.Sha256);
        json.WriteString("allowance", item.Allowance);
    }

    private static void Opened(Utf8JsonWriter json, OpenedNode node)
    {
        json.WriteString("artifact", node.Path.Artifact);
        json.WriteString("path", node.Path.Inner);
        json.WriteString("kind", node.Kind);
        json.WriteString("encoding", string.Join(" > ", node.Encoding));
        json.WriteNumber("bytes", node.Bytes);
    }

    private static void Notice(Utf8JsonWriter json, Notice notice)
    {
        json.WriteString("code", notice.Code);
        json.WriteString("message", notice.Message);
        json.WriteString("file", notice.File);
    }

    private static void KnownValues(Utf8JsonWriter json, GateResult result)
    {
        if (result.KnownValues is not { } known)
        {
            json.WriteNull("knownValues");
            return;
        }

        json.WriteStartObject("knownValues");
        json.WriteStartArray("searched");
        foreach (string variable in known.Searched)
        {
            json.WriteStringValue(variable);
        }

        json.WriteEndArray();
        Each(json, "refused", known.Refused, (j, refused) =>
        {
            j.WriteString("variable", refused.Variable);
            j.WriteString("reason", refused.Reason);
        });
        json.WriteEndObject();
    }

    private static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
