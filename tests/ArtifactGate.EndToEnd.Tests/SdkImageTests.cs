using System.Text;
using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The real SDK makes images, as an archive and in a registry, and the installed tool scans them.</summary>
public sealed class SdkImageTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed, registry: true);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("OCI", "oci-image", "^sha256:[0-9a-f]{64}$")]
    [InlineData("Docker", "docker-image", "^[0-9a-f]{64}/layer.tar$")]
    public void An_archive_of_the_SDK_is_read_to_its_last_value(string format, string kind, string layerName)
    {
        using RegistryServer registry = Start();
        Project(registry, SampleSecrets.GitHub);
        Workspace.AssertExit(0, Publish($"-p:ContainerImageFormat={format}", "-p:ContainerArchiveOutputPath=out/app.tar.gz"));
        AssertAllFound(Scan(1, "out/app.tar.gz"), kind, layerName);

        Project(registry, _ => "none");
        Workspace.AssertExit(0, Publish($"-p:ContainerImageFormat={format}", "-p:ContainerArchiveOutputPath=out/app.tar.gz"));
        AssertNothingFound(Scan(0, "out/app.tar.gz"));
    }

    [Fact]
    public void An_image_that_the_SDK_pushed_is_scanned_where_it_is()
    {
        using RegistryServer registry = Start();
        string[] target = [$"-p:ContainerRegistry={Host(registry)}", "-p:ContainerRepository=team/app", "-p:ContainerImageTag=1.0"];
        Project(registry, SampleSecrets.GitHub);
        Workspace.AssertExit(0, Publish(target));
        AssertAllFound(Scan(1, $"oci://{Host(registry)}/team/app:1.0"), "oci-image", "^sha256:[0-9a-f]{64}$");

        Project(registry, _ => "none");
        Workspace.AssertExit(0, Publish(target));
        AssertNothingFound(Scan(0, $"oci://{Host(registry)}/team/app:1.0"));
    }

    // What the base image had and deleted, what the project puts into its layer, and what it makes the configuration say.
    private static void AssertAllFound(JsonElement report, string kind, string layerName)
    {
        Assert.Equal(kind, report.GetProperty("artifacts")[0].GetProperty("kind").GetString());
        Assert.Empty(report.GetProperty("unread").EnumerateArray());
        JsonElement[] findings = [.. report.GetProperty("findings").EnumerateArray()];
        JsonElement deleted = Assert.Single(findings, f => PathOf(f).EndsWith("!app/base.json", StringComparison.Ordinal));
        JsonElement own = Assert.Single(findings, f => PathOf(f).EndsWith("!app/appsettings.json", StringComparison.Ordinal));
        string lower = Detail(deleted, "layer"), upper = Detail(own, "layer");
        Assert.Matches(layerName, lower);
        string[] expected =
        [
            "config Cmd[0]", "config Env[1]", "config Labels.build.token", "config history[1]",
            $"{lower}!app/base.json ", $"{upper}!app/App.dll Program.Main()", $"{upper}!app/appsettings.json ",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), findings.Select(f => $"{PathOf(f)} {f.GetProperty("location").GetProperty("member").GetString()}").Order(StringComparer.Ordinal));

        Assert.Equal(("1 of 3", "COPY, history[0]"), (Detail(deleted, "layerIndex"), Detail(deleted, "instruction")));
        Assert.EndsWith(", layer 2 of 3 (RUN, history[1])", Detail(deleted, "deletedIn"), StringComparison.Ordinal);
        Assert.Equal(("3 of 3", "history[3]"), (Detail(own, "layerIndex"), Detail(own, "instruction")));
    }

    private static void AssertNothingFound(JsonElement report)
    {
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
        Assert.Empty(report.GetProperty("unread").EnumerateArray());
    }

    private static string PathOf(JsonElement finding) => finding.GetProperty("path").GetString()!;

    private static string Detail(JsonElement finding, string name) =>
        finding.GetProperty("details").TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static RegistryServer Start()
    {
        Assert.SkipWhen(ProgramRun.Find("docker-registry") is null || ProgramRun.Find("skopeo") is null, "docker-registry and skopeo must be installed.");
        return RegistryServer.Start()!;
    }

    // Spelled so, the SDK asks it without TLS.
    private static string Host(RegistryServer registry) => registry.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private void Project(RegistryServer registry, Func<int, string> secret)
    {
        PushBase(registry, secret(1), secret(2));
        _work.Project("App.csproj", $"""
            <PropertyGroup>
              <OutputType>Exe</OutputType>
              <UseAppHost>false</UseAppHost>
              <ContainerBaseImage>{Host(registry)}/team/base:1</ContainerBaseImage>
            </PropertyGroup>
            <ItemGroup>
              <Content Include="appsettings.json" CopyToPublishDirectory="Always" />
              <ContainerEnvironmentVariable Include="API_TOKEN" Value="{secret(3)}" />
              <ContainerLabel Include="build.token" Value="{secret(4)}" />
              <ContainerDefaultArgs Include="--token={secret(5)}" />
            </ItemGroup>
            """);
        _work.Write("appsettings.json", $$"""{ "Token": "{{secret(6)}}" }""");
        _work.Write("Program.cs", $"System.Console.WriteLine(\"{secret(7)}\");\n");
    }

    private ProgramRun Publish(params string[] options) =>
        _work.Dotnet(["publish", "-t:PublishContainer", "-p:ArtifactGateEnabled=false", .. options]);

    private void PushBase(RegistryServer registry, string inFile, string inHistory)
    {
        var image = new TestImage { Name = "base" };
        image.AddEnvironment("PATH=/bin");
        image.AddLayer("COPY base.json /app/ # buildkit", compress: true, ("app/base.json", Encoding.UTF8.GetBytes($"token = {inFile}\n")));
        image.AddLayer($"RUN |1 TOKEN={inHistory} /bin/sh -c rm /app/base.json # buildkit", compress: true, ("app/.wh.base.json", []));
        foreach ((string name, byte[] content) in image.Layout())
        {
            _work.Write($"base/{name}", content);
        }

        Workspace.AssertExit(0, _work.Run("skopeo", "copy", "-q", "--insecure-policy", "--dest-tls-verify=false", "oci:base:base", $"docker://{registry.Address}/team/base:1"));
    }

    private JsonElement Scan(int exit, string artifact)
    {
        ProgramRun run = _work.Tool("scan", artifact, "--quiet", "--report", "report.json");
        Workspace.AssertExit(exit, run);
        return JsonDocument.Parse(_work.Read("report.json")).RootElement;
    }
}
