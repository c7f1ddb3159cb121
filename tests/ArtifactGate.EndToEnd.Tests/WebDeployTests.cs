using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>Web projects deploy inside publish, after publish itself has ended, and write more files for it.</summary>
public sealed class WebDeployTests(Feed feed) : IDisposable
{
    private const string WrittenInProfile = "error AG1001 Properties/PublishProfiles/Live.pubxml(3,126)";

    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void A_zip_is_stopped_before_it_is_deployed_for_what_the_profile_wrote_into_it()
    {
        using var site = new DeploySite();
        Site();
        Profile($"<WebPublishMethod>ZipDeploy</WebPublishMethod><PublishUrl>{site.Address}</PublishUrl><UserName>u</UserName><Password>p</Password>", SampleSecrets.GitHub(1));
        ProgramRun blocked = _work.Dotnet("publish", "-p:PublishProfile=Live");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, WrittenInProfile);
        Assert.Contains("at appsettings.production.json", blocked.Output, StringComparison.Ordinal);
        Assert.Equal(0, site.Deployed);
        Assert.Empty(_work.Files("appsettings.production.json"));
        Assert.Empty(_work.Files("*.zip"));
        Assert.Single(_work.Files("*.zip.blocked"));

        Profile($"<WebPublishMethod>ZipDeploy</WebPublishMethod><PublishUrl>{site.Address}</PublishUrl><UserName>u</UserName><Password>p</Password>", null);
        ProgramRun clean = _work.Dotnet("publish", "-p:PublishProfile=Live");
        Workspace.AssertExit(0, clean);
        _work.AssertDiagnostics(clean);
        Assert.Equal(1, site.Deployed);
    }

    [Theory]
    [InlineData("bin/Release/net10.0/publish", "publish")]
    [InlineData("out", "build", "-c", "Release", "-p:DeployOnBuild=true")]
    public void A_file_below_wwwroot_and_what_a_profile_writes_last_are_stopped_at_their_places(string deployed, params string[] command)
    {
        Site();
        Profile("<WebPublishMethod>FileSystem</WebPublishMethod><PublishUrl>out</PublishUrl><DeleteExistingFiles>false</DeleteExistingFiles>", null);
        _work.Write("wwwroot/config.js", $"const settings =\n  \"{SampleSecrets.GitHub(2)}\";\n");
        ProgramRun blocked = _work.Dotnet([.. command, "-p:PublishProfile=Live"]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 wwwroot/config.js(2,4)");
        Assert.Contains("<Content Update=\"wwwroot/config.js\" CopyToPublishDirectory=\"Never\" />", blocked.Output, StringComparison.Ordinal);
        Assert.Empty(_work.Files("*", "out"));
        Assert.Equal(3, _work.Files("config.js*.blocked").Length);

        _work.Write("wwwroot/config.js", "const settings = 1;\n");
        Profile("<WebPublishMethod>FileSystem</WebPublishMethod><PublishUrl>out</PublishUrl><DeleteExistingFiles>false</DeleteExistingFiles>", SampleSecrets.GitHub(1));
        blocked = _work.Dotnet([.. command, "-p:PublishProfile=Live"]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, WrittenInProfile);
        Assert.Contains("Take the value out of <DestinationConnectionStrings> in Properties/PublishProfiles/Live.pubxml", blocked.Output, StringComparison.Ordinal);
        Assert.Empty(_work.Files("appsettings.production.json"));
        Assert.Empty(_work.Files("*", "out"));

        Profile("<WebPublishMethod>FileSystem</WebPublishMethod><PublishUrl>out</PublishUrl><DeleteExistingFiles>false</DeleteExistingFiles>", null);
        ProgramRun clean = _work.Dotnet([.. command, "-p:PublishProfile=Live"]);
        Workspace.AssertExit(0, clean);
        _work.AssertDiagnostics(clean);
        Assert.NotEmpty(_work.Files("config.js", deployed));
    }

    private void Site()
    {
        _work.Project("Site.csproj", "<PropertyGroup><UseAppHost>false</UseAppHost></PropertyGroup>", "Microsoft.NET.Sdk.Web");
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        _work.Write("appsettings.json", "{}");
        Directory.CreateDirectory(Path.Combine(_work.Root, "out"));
    }

    private void Profile(string method, string? password) => _work.Write("Properties/PublishProfiles/Live.pubxml", $"""
        <Project>
          <PropertyGroup>{method}</PropertyGroup>
          {(password is null ? "" : $"<ItemGroup><DestinationConnectionStrings Include=\"Main\"><Value>Server=sql.contoso-live.net;Database=a;User Id=app;Password={password}</Value></DestinationConnectionStrings></ItemGroup>")}
        </Project>
        """);
}
