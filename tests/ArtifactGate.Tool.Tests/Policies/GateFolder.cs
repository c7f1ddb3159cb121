using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>A repository, a protected place beside it, and the tool.</summary>
internal sealed class GateFolder : ToolFolder
{
    public GateFolder()
        : base("artifactgate-gate-") => Directory.CreateDirectory(PathOf(".git"));

    /// <summary>The protected place.</summary>
    public string Protected { get; } = Directory.CreateTempSubdirectory("artifactgate-protected-").FullName;

    /// <summary>Writes a file that a GitHub token would ship in.</summary>
    public void Plant(string name, int seed = 1) => Write(name, $"token = {SampleSecrets.GitHub(seed)}\n");

    /// <summary>Writes the base policy and makes it hold by the variable.</summary>
    public string Base(string json)
    {
        string path = Path.Combine(Protected, "base.json");
        File.WriteAllText(path, json);
        Environment["ARTIFACTGATE_BASE_POLICY"] = path;
        return path;
    }

    /// <summary>A zip of texts.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }

    /// <summary>A zip whose only entry, <c>secret.txt</c>, is encrypted.</summary>
    public static byte[] Encrypted(int seed = 1)
    {
        byte[] zip = Zip(("secret.txt", Encoding.UTF8.GetBytes($"nobody knows, number {seed}")));
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        return zip;
    }

    /// <summary>Runs the tool and expects how it ends, and what it says.</summary>
    public string Ends(int exit, string says, params string[] arguments) => Expect(exit, says, Run(arguments));

    /// <summary>Scans with a JSON report.</summary>
    public JsonNode Scan(int exit, params string[] arguments)
    {
        Ends(exit, "", ["scan", "--report", "report.json", .. arguments]);
        return JsonNode.Parse(Read("report.json"))!;
    }

    public static string Expect(int exit, string says, ProgramRun run)
    {
        Assert.True(run.ExitCode == exit && run.Output.Contains(says, StringComparison.Ordinal), $"exit {run.ExitCode}, expected {exit} and '{says}': {run.Output}");
        return run.Output;
    }

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(Protected, recursive: true);
    }
}
