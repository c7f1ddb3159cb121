using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The real SDK makes images of real projects and pushes them to a real registry, or does not.</summary>
public sealed class ContainerTests(Feed feed, ContainerRegistry registry) : IClassFixture<ContainerRegistry>, IDisposable
{
    private const string Console = "<PropertyGroup><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost></PropertyGroup>";

    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("", "items")]
    [InlineData("Process", "items-process")]
    public void What_items_and_properties_put_into_the_image_is_stopped_at_them_before_anything_is_pushed(string host, string repository)
    {
        _work.Host = host;
        string[] tokens = [.. Enumerable.Range(1, 5).Select(SampleSecrets.GitHub)];
        Write(tokens);
        ProgramRun blocked = Publish(repository, "-bl:on.binlog;ProjectImports=None");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 App.csproj(12,5)", "error AG1001 App.csproj(15,5)", "error AG1001 App.csproj(16,5)", "error AG1001 App.csproj(17,5)",
            "error AG1001 Directory.Build.props(4,5)");
        Assert.Empty(registry.Tags(repository));
        Assert.All(tokens, t => Assert.DoesNotContain(t, blocked.Output, StringComparison.Ordinal));
        string report = _work.Read("obj/artifactgate/App.net10.0.image.json");
        Assert.Contains("Env[0]", report, StringComparison.Ordinal);
        Assert.All(tokens, t => Assert.DoesNotContain(t, report, StringComparison.Ordinal));
        Assert.Contains("ContainerEnvironmentVariable Include=\"API_KEY\"", blocked.Output, StringComparison.Ordinal);

        Write([.. Enumerable.Range(1, 5).Select(i => $"value{i}")]);
        ProgramRun clean = Publish(repository);
        Workspace.AssertExit(0, clean);
        _work.AssertDiagnostics(clean);
        Assert.Equal(["latest"], registry.Tags(repository));

        // The gate hands the items on; what the build's own log says of them must not become more by that.
        Write(tokens);
        Workspace.AssertExit(0, Publish(repository + "-off", "-p:ArtifactGateOnContainer=false", "-bl:off.binlog;ProjectImports=None"));
        Assert.True(_work.Occurrences("on.binlog", tokens) <= _work.Occurrences("off.binlog", tokens));
    }

    [Fact]
    public void A_web_project_with_a_container_profile_is_stopped_before_the_push()
    {
        _work.Project("App.csproj", "<PropertyGroup><UseAppHost>false</UseAppHost></PropertyGroup><ItemGroup><ContainerEnvironmentVariable Include=\"API_KEY\" Value=\"$(Key)\" /></ItemGroup>", "Microsoft.NET.Sdk.Web");
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        string[] arguments = ["publish", "-p:PublishProfile=DefaultContainer", .. Images("web")];
        ProgramRun blocked = _work.Dotnet([.. arguments, $"-p:Key={SampleSecrets.GitHub(1)}"]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 App.csproj(11,75)");
        Assert.Empty(registry.Tags("web"));
        Workspace.AssertExit(0, _work.Dotnet([.. arguments, "-p:Key=none"]));
        Assert.Equal(["latest"], registry.Tags("web"));
    }

    [Fact]
    public void Of_an_image_for_several_platforms_all_are_scanned_before_the_first_is_pushed()
    {
        _work.Project("App.csproj", Console + """
            <PropertyGroup><ContainerRuntimeIdentifiers>linux-x64;linux-arm64</ContainerRuntimeIdentifiers><RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers><ContainerPublishInParallel>false</ContainerPublishInParallel><EnableAppHostPackDownload>false</EnableAppHostPackDownload><EnableRuntimePackDownload>false</EnableRuntimePackDownload></PropertyGroup>
            <ItemGroup Condition="'$(RuntimeIdentifier)' == 'linux-arm64'"><ContainerLabel Include="key" Value="$(Key)" /></ItemGroup>
            """);
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        ProgramRun blocked = Publish("many", $"-p:Key={SampleSecrets.GitHub(1)}");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 App.csproj(12,64)");
        Assert.Empty(registry.Tags("many"));
        ProgramRun clean = Publish("many", "-p:Key=none", "-clp:PerformanceSummary");
        Workspace.AssertExit(0, clean);
        Assert.Equal(["latest", "latest-linux-arm64", "latest-linux-x64"], registry.Tags("many"));

        // For each platform once and once for the whole: the SDK finds done what the gate had it do.
        Assert.Matches(@"ScanContainer\s+3 calls", clean.Output);
        Assert.Equal(["obj/artifactgate/App.net10.0.image.json", "obj/artifactgate/App.net10.0.linux-arm64.image.json", "obj/artifactgate/App.net10.0.linux-x64.image.json"],
            _work.Files("*.image.json", "obj/artifactgate"));

        // In an archive all platforms are together, and it is scanned as one.
        string[] archive = ["-p:ContainerArchiveOutputPath=many.tar.gz"];
        blocked = Publish("many", [.. archive, $"-p:Key={SampleSecrets.GitHub(2)}"]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 App.csproj(12,64)");
        Assert.Empty(_work.Files("many.tar.gz"));
        blocked = Publish("many", [.. archive, "-p:Key=none", $"-p:ContainerBaseImage={registry.Address}/base/leaking:1"]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 many.tar.gz");
        Assert.Equal(["many.tar.gz.blocked"], _work.Files("many.tar.gz*"));
        Workspace.AssertExit(0, Publish("many", [.. archive, "-p:Key=none"]));
        Assert.Equal(["many.tar.gz"], _work.Files("many.tar.gz*"));
    }

    [Theory]
    [InlineData("image.tar.gz", "image.tar.gz")]
    [InlineData("images", "images/archive.tar.gz")]
    public void An_archive_with_a_credential_in_the_base_image_is_set_aside_before_it_is_loaded(string path, string archive)
    {
        // MSBuild goes on to this target although the archive's scan has failed; so there must be nothing left to load.
        _work.Project("App.csproj", Console + $"""<Target Name="Load" AfterTargets="PublishContainer"><WriteLinesToFile Condition="Exists('{archive}')" File="loaded.txt" Lines="loaded" /></Target>""");
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        ProgramRun blocked = Publish("archive", $"-p:ContainerArchiveOutputPath={path}", $"-p:ContainerBaseImage={registry.Address}/base/leaking:1");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, $"error AG1001 {archive}");
        Assert.Contains("base image", blocked.Output, StringComparison.Ordinal);
        Assert.Equal([archive + ".blocked"], _work.Files("*.tar.gz*"));
        Assert.Empty(_work.Files("loaded.txt"));
        Workspace.AssertExit(0, Publish("archive", $"-p:ContainerArchiveOutputPath={path}"));
        Assert.Equal([archive], _work.Files("*.tar.gz*"));
        Assert.NotEmpty(_work.Files("loaded.txt"));
    }

    [Fact]
    public void With_a_preflight_the_base_image_is_scanned_before_the_push_too()
    {
        _work.Project("App.csproj", Console);
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        string[] preflight = ["-p:ArtifactGateContainerPreflight=true"];
        ProgramRun blocked = Publish("preflight", [.. preflight, $"-p:ContainerBaseImage={registry.Address}/base/leaking:1"]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 obj/Release/net10.0/artifactgate/image.tar.gz");
        Assert.Empty(registry.Tags("preflight"));
        Workspace.AssertExit(0, Publish("preflight", preflight));
        Assert.Equal(["latest"], registry.Tags("preflight"));
        Assert.Empty(_work.Files("image.tar.gz"));
    }

    [Fact]
    public void What_came_into_the_publish_folder_since_is_scanned_also_where_only_the_image_is_made()
    {
        _work.Project("App.csproj", Console);
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        Workspace.AssertExit(0, _work.Dotnet("publish"));
        _work.Write("bin/Release/net10.0/publish/late.json", SampleSecrets.GitHub(1));
        string[] build = ["build", "-t:PublishContainer", "-c", "Release", "--no-restore", .. Images("late")];
        ProgramRun blocked = _work.Dotnet(build);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 bin/Release/net10.0/publish/late.json(1,1)");
        Assert.Empty(registry.Tags("late"));

        // Without the gate over publish it is the image's own.
        _work.Write("bin/Release/net10.0/publish/late.json", SampleSecrets.GitHub(1));
        blocked = _work.Dotnet([.. build, "-p:ArtifactGateOnPublish=false"]);
        Workspace.AssertExit(1, blocked);
        Assert.Empty(registry.Tags("late"));
        Assert.Contains("AG0007", _work.Dotnet([.. build, "-p:ArtifactGateOnPublish=false", "-p:ArtifactGateOnContainer=false"]).Output, StringComparison.Ordinal);
        Assert.Equal(["latest"], registry.Tags("late"));
    }

    private ProgramRun Publish(string repository, params string[] more) => _work.Dotnet(["publish", "-t:PublishContainer", .. Images(repository), .. more]);

    private string[] Images(string repository) =>
        [$"-p:ContainerBaseImage={registry.Address}/base/clean:1", $"-p:ContainerRegistry={registry.Address}", $"-p:ContainerRepository={repository}"];

    private void Write(string[] values)
    {
        _work.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup><ApiKey>{values[0]}</ApiKey></PropertyGroup>
              <ItemGroup>
                <ContainerEnvironmentVariable Include="API_KEY" Value="$(ApiKey)" />
              </ItemGroup>
            </Project>
            """);
        _work.Project("App.csproj", $"""
            <PropertyGroup><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>
                <ContainerDescription>{values[4]}</ContainerDescription>
              </PropertyGroup>
              <ItemGroup>
                <ContainerEnvironmentVariable Include="OTHER" Value="{values[1]}" />
                <ContainerLabel Include="build.key" Value="{values[2]}" />
                <ContainerAppCommandArgs Include="--key={values[3]}" />
              </ItemGroup>
            """);
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
    }
}
