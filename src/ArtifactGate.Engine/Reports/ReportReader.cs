using System.Text;
using System.Text.Json;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Reports;

/// <summary>Reads JSON reports, version 1, of this and other versions. What is not known is passed over; values, trees and times of single steps are not kept.</summary>
public static class ReportReader
{
    private const long MaxBytes = 1L << 30;

    /// <summary>Reads a report.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="shown">As the user wrote it.</param>
    /// <exception cref="GateException">AG0003: it cannot be read, or is no report.</exception>
    public static GateResult Read(string path, string shown)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                throw new StatementException("is larger than any report");
            }

            byte[] content = File.ReadAllBytes(path);
            using JsonDocument document = StrictJson.Parse(content.AsMemory(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0));
            return Result(document.RootElement);
        }
        catch (StatementException failure)
        {
            throw new GateException("AG0003", Printable.Line($"'{shown}' is no JSON report of ArtifactGate that can be used: it {failure.Message}."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0003", Printable.Line($"'{shown}' {(File.Exists(path) ? "cannot be read" : "does not exist")}."));
        }
    }

    private static GateResult Result(JsonElement report)
    {
        if (report.ValueKind != JsonValueKind.Object || !report.TryGetProperty("schemaVersion", out JsonElement version) || !version.ValueEquals(1))
        {
            throw new StatementException("has no 'schemaVersion' 1");
        }

        JsonElement tool = report.Get("tool", JsonValueKind.Object), rules = tool.Get("rules", JsonValueKind.Object), run = report.Get("run", JsonValueKind.Object);
        return new GateResult
        {
            Verdict = Word<RunVerdict>(report, "verdict"),
            ToolVersion = tool.Text("version"),
            RuleCount = (int)Math.Min(rules.Count("count"), int.MaxValue),
            RulesDigest = rules.Text("digest"),
            StartedUtc = run.Moment("startedUtc"),
            Revision = run.TextOrNull("revision"),
            CiRunId = run.TextOrNull("ciRunId"),
            KeyId = run.Text("keyId"),
            Environment = run.TextOrNull("environment"),
            Limits = run.TryGetProperty("limits", out _) ? RunJson.Limits(run) : null,
            Shard = RunJson.Shard(run),
            Policies = RunJson.Policies(report),
            Artifacts = [.. Each(report, "artifacts").Select(Artifact)],
            Findings = [.. Each(report, "findings").Select(FindingReader.Read)],
            Unread = [.. Each(report, "unread").Select(Unread)],
            Notices = [.. Each(report, "notices").Select(n => new Notice(n.Text("code"), n.Text("message"), n.TextOrNull("file")))],
            KnownValues = KnownValues(report),
            Seconds = report.Get("statistics", JsonValueKind.Object).Get("seconds", JsonValueKind.Number).GetDouble(),
        };
    }

    private static ArtifactResult Artifact(JsonElement artifact)
    {
        JsonElement coverage = artifact.Get("coverage", JsonValueKind.Object);
        return new ArtifactResult(artifact.Text("path"), artifact.Text("kind"), artifact.Text("sha256").Length == 0 ? "" : artifact.Sha256("sha256"), artifact.Count("size"), Word<RunVerdict>(artifact, "verdict"),
            new Coverage(coverage.Count("nodes"), coverage.Count("bytes"), coverage.Count("unread")))
        {
            Form = artifact.TextOrNull("form") is { } form ? RunJson.Form(form) : ArtifactForm.File,
            Tolerated = coverage.TryGetProperty("tolerated", out _) ? coverage.Count("tolerated") : 0,
        };
    }

    private static UnreadItem Unread(JsonElement item) =>
        new(ArtifactPath.Of(item.Text("artifact"), item.Text("path")), Word<UnreadReason>(item, "reason"), item.Text("detail"), Word<Verdict>(item, "verdict"))
        {
            Sha256 = item.TextOrNull("sha256") is null ? null : item.Sha256("sha256"),
            Allowance = item.TextOrNull("allowance"),
        };

    private static KnownValueReport? KnownValues(JsonElement report)
    {
        if (!report.TryGetProperty("knownValues", out JsonElement known) || known.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return new KnownValueReport([.. known.Get("searched", JsonValueKind.Array).EnumerateArray().Select(s => s.ToString())],
            [.. Each(known, "refused").Select(r => new RefusedVariable(r.Text("variable"), r.Text("reason")))]);
    }

    private static JsonElement.ArrayEnumerator Each(JsonElement parent, string name) => parent.Get(name, JsonValueKind.Array).EnumerateArray();

    /// <summary>A word of an enumeration, in lower case.</summary>
    /// <exception cref="StatementException">It is none.</exception>
    internal static T Word<T>(JsonElement parent, string name)
        where T : struct, Enum =>
        parent.Text(name) is var text && Enum.GetValues<T>().FirstOrDefault(v => v.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)) is var value
            && value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
            ? value
            : throw new StatementException($"has a '{name}' that this version does not know");

    private static bool ValueEquals(this JsonElement element, int number) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) && value == number;
}
