using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Reports;

namespace ArtifactGate.Tasks;

/// <summary>
/// One SARIF file for all projects of a build. Each scan has a run in it under a name of its own, which the next scan of that name replaces: so the file
/// is right after a build of everything and after one of a single project alike. Projects of one build are scanned at once, by several processes; the
/// file itself is the lock.
/// </summary>
internal static class MergedReport
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // Read by programs, never put into a page.
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts a result into the file.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="name">The name of the run.</param>
    /// <param name="result">What was scanned.</param>
    /// <param name="cancellation">Ends the wait for the other scans.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The build was stopped.</exception>
    public static void Add(string path, string name, GateResult result, CancellationToken cancellation)
    {
        JsonObject log = Write(result);
        var own = (JsonObject)log["runs"]!.AsArray()[0]!;
        string id = $"artifactgate/{name}/";
        own["automationDetails"] = new JsonObject { ["id"] = id };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = Open(path, cancellation);
        JsonNode[] others = [.. Runs(file).Where(r => IdOf(r) != id)];
        log["runs"] = new JsonArray([.. others.Append(own).OrderBy(IdOf, StringComparer.Ordinal).Select(r => r.DeepClone())]);
        file.SetLength(0);
        file.Position = 0;
        JsonSerializer.Serialize(file, log, Form);
    }

    private static JsonObject Write(GateResult result)
    {
        using var text = new MemoryStream();
        ReportWriters.Find("sarif")!.Write(result, text);
        text.Position = 0;
        return JsonNode.Parse(text)!.AsObject();
    }

    private static string IdOf(JsonNode run) => (run as JsonObject)?["automationDetails"]?["id"] is JsonValue id && id.TryGetValue(out string? text) ? text : "";

    // A file that an ended build left in half, or that is none of ours, is replaced: it is a report, and every scan has its own besides.
    private static JsonNode[] Runs(FileStream file)
    {
        try
        {
            return file.Length > 0 && JsonNode.Parse(file) is JsonObject log && log["runs"] is JsonArray runs ? [.. runs.OfType<JsonNode>()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static FileStream Open(string path, CancellationToken cancellation)
    {
        for (long began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(began) < LongestWait && File.Exists(path))
            {
                cancellation.WaitHandle.WaitOne(20);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
