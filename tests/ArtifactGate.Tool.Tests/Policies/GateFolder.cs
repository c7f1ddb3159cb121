using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>A repository, a protected place beside it, and the tool as a program of its own.</summary>
internal sealed class GateFolder : IDisposable
{
    private static readonly string Tool = typeof(ToolHost).Assembly.Location;

    public GateFolder() => Directory.CreateDirectory(PathOf(".git"));

    /// <summary>The repository.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("artifactgate-gate-").FullName;

    /// <summary>The protected place.</summary>
    public string Protected { get; } = Directory.CreateTempSubdirectory("artifactgate-protected-").FullName;

    /// <summary>Changes to the environment of the tool.</summary>
    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["CI"] = null,
        ["GITHUB_ACTIONS"] = null,
        ["TF_BUILD"] = null,
        ["ARTIFACTGATE_BASE_POLICY"] = null,
        ["ARTIFACTGATE_FINGERPRINT_KEY"] = null,
    };

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), content);
    }

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

    /// <summary>Runs the tool in the repository.</summary>
    public ProgramRun Run(params string[] arguments) => RunIn(Root, arguments);

    /// <summary>Runs the tool in a folder.</summary>
    public ProgramRun RunIn(string folder, params string[] arguments) => ProgramRun.Start("dotnet", ["exec", Tool, .. arguments], folder, Environment);

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

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        Directory.Delete(Protected, recursive: true);
    }
}
