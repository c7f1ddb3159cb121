using System.Text;
using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Registry;

/// <summary>A folder for a test with a registry: its logins are in it, and none of the machine's are used.</summary>
public sealed class RegistryFolder : IDisposable
{
    /// <summary>The planted credential.</summary>
    public static string Token { get; } = SampleSecrets.GitHub(5);

    /// <summary>The folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("artifactgate-pull-").FullName;

    /// <summary>More of the environment.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>An image for two platforms with a credential in the second layer of each, and one in the configuration of the second.</summary>
    public static IReadOnlyDictionary<string, byte[]> Layout()
    {
        var first = new TestImage { Name = "linux-amd64" };
        first.AddLayer("COPY base", compress: true, ("etc/base", "nothing"u8.ToArray()));
        first.AddLayer("COPY app", compress: true, ("app/settings.json", Settings(1)));
        var second = new TestImage { Name = "linux-arm64" };
        second.AddLayer("COPY app", compress: false, ("app/settings.json", Settings(2)));
        return TestImage.Layout(first, second);
    }

    /// <summary>Files of a layout, on disk, for other programs.</summary>
    public string Write(IReadOnlyDictionary<string, byte[]> layout)
    {
        foreach ((string name, byte[] content) in layout)
        {
            string path = Path.Combine(Root, "layout", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return Path.Combine(Root, "layout");
    }

    /// <summary>Writes the file in which a login is kept.</summary>
    public void LogIn(string registry, string login) => WriteConfig(
        JsonSerializer.Serialize(new { auths = new Dictionary<string, object> { [registry] = new { auth = Convert.ToBase64String(Encoding.UTF8.GetBytes(login)) } } }));

    /// <summary>Writes a file of logins as it is given.</summary>
    public void WriteConfig(string json) => File.WriteAllText(Path.Combine(Root, "config.json"), json);

    /// <summary>Scans an image, and gives the JSON report.</summary>
    public (int ExitCode, JsonElement Report) Scan(string address, params string[] options)
    {
        ToolRun run = Start(["scan", address, "--format", "json", .. options]);
        Assert.Equal("", run.Error);
        return (run.ExitCode, JsonDocument.Parse(run.Output).RootElement);
    }

    /// <summary>Runs a command line with the logins of this folder.</summary>
    internal ToolRun Start(params string[] arguments) =>
        ToolRun.Start(Root, arguments, environment: new Dictionary<string, string>(Variables)
        {
            ["PATH"] = Root,
            ["DOCKER_CONFIG"] = Root,
            ["REGISTRY_AUTH_FILE"] = Path.Combine(Root, "none.json"),
        });

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static byte[] Settings(int number) => Encoding.UTF8.GetBytes($$"""{ "number": {{number}}, "key": "{{Token}}" }""");
}
