using System.Text.Json;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Diagnostics;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Allowing;

/// <summary>Reads what can be accepted out of a JSON report. A report may come from anywhere, so nothing in it is taken on trust but what the policy then says openly.</summary>
internal sealed class ReportReader
{
    private const long MostBytes = 1L << 30;

    private readonly List<ReportedItem> _items = [];

    private ReportReader(string keyId) => KeyId = keyId;

    /// <summary>Which fingerprint key the run had.</summary>
    public string KeyId { get; }

    /// <summary>Findings and unread items, in the order of the report.</summary>
    public IReadOnlyList<ReportedItem> Items => _items;

    /// <summary>Reads a report.</summary>
    /// <exception cref="GateException">AG0003: it cannot be read, or is no report of a run.</exception>
    public static ReportReader Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
            {
                throw Wrong(path, $"is larger than {MostBytes >> 30} GiB");
            }

            using JsonDocument document = JsonDocument.Parse(stream);
            return Read(path, document.RootElement);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, failure is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Wrong(path, "is no JSON report of ArtifactGate");
        }
    }

    private static ReportReader Read(string path, JsonElement root)
    {
        if (root.GetProperty("schemaVersion").ValueKind != JsonValueKind.Number || root.GetProperty("schemaVersion").GetRawText() != "1")
        {
            throw Wrong(path, "is a report of another version");
        }

        if (root.GetProperty("verdict").GetString() == "error")
        {
            throw Wrong(path, "is of a run that could not be made, so that nothing in it can be accepted");
        }

        var report = new ReportReader(root.GetProperty("run").GetProperty("keyId").GetString() ?? "");
        report._items.AddRange(root.GetProperty("findings").EnumerateArray().Select(Finding));
        report._items.AddRange(root.GetProperty("unread").EnumerateArray().Select(Unread));
        return report;
    }

    private static ReportedItem Finding(JsonElement finding)
    {
        string fingerprint = Text(finding, "fingerprint");
        return PolicyMembers.Evidences.TryGetValue(Text(finding, "evidence"), out Evidence evidence) && PolicyValues.IsFingerprint(fingerprint)
            ? new ReportedItem(Text(finding, "code"), evidence, fingerprint, null, Text(finding, "artifact"), Text(finding, "path"), Text(finding, "title"), IsAllowed(finding))
            : throw new JsonException();
    }

    private static ReportedItem Unread(JsonElement item)
    {
        string? sha256 = item.TryGetProperty("sha256", out JsonElement digest) ? digest.GetString() : null;
        string path = Text(item, "path");
        return Enum.TryParse(Text(item, "reason"), ignoreCase: true, out UnreadReason reason) && (sha256 is null || PolicyValues.IsSha256(sha256))
            ? new ReportedItem(DiagnosticList.CodeOf(reason), null, null, CanBeAccepted(reason, path) ? sha256 : null, Text(item, "artifact"), path,
                $"not read ({DiagnosticMessage.NameOf(reason)})", IsAllowed(item))
            : throw new JsonException();
    }

    // Of an artifact that is unread as a whole nothing was seen, and that no policy accepts.
    private static bool CanBeAccepted(UnreadReason reason, string path) => path.Length > 0 && reason != UnreadReason.Cancelled;

    private static bool IsAllowed(JsonElement item) => Text(item, "verdict") == "allowed";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static GateException Wrong(string path, string how) => new("AG0003", $"The report '{Printable.Line(path)}' {how}.", path);
}
