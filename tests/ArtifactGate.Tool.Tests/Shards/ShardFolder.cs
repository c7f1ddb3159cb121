using System.Globalization;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Shards;

/// <summary>A folder with many artifacts, two of which the gate stops or cannot read, and the tool.</summary>
internal sealed class ShardFolder : IDisposable
{
    public ShardFolder()
    {
        Directory.CreateDirectory(PathOf("out/folder"));
        for (int i = 0; i < 12; i++)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"out/{i:00}.txt"), $"artifact {i}\n");
        }

        Write("out/twin.txt", "artifact 3\n");
        Write("out/folder/x.txt", "a file of a folder");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("artifactgate-shards-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Write(string name, string content) => File.WriteAllText(PathOf(name), content);

    /// <summary>One more artifact that blocks, and one that cannot be read whole.</summary>
    public void Spoil()
    {
        Write("out/bad.txt", $"token = {SampleSecrets.GitHub(1)}\n");
        Write("out/empty.txt", "");
    }

    public ToolRun Run(params string[] arguments) => ToolRun.Start(Root, arguments);

    /// <summary>Scans everything in parts; each writes its report, and a receipt where that is asked for.</summary>
    public int[] Scan(int count, params string[] more) =>
    [
        .. Enumerable.Range(1, count).Select(k => Run(["scan", "out/*.txt", "out/folder", "--shard", Text(k, count), "--report", $"s{k}.json", "--quiet", .. more]).ExitCode),
    ];

    /// <summary>A report without what two runs over the same bytes may differ in.</summary>
    public JsonNode Report(string name)
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        report["run"]!.AsObject().Remove("startedUtc");
        report["statistics"]!.AsObject().Remove("seconds");
        return report;
    }

    /// <summary>Changes a report.</summary>
    public void Edit(string name, Action<JsonNode> edit)
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        edit(report);
        Write(name, report.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Text(int k, int count) => string.Create(CultureInfo.InvariantCulture, $"{k}/{count}");
}
