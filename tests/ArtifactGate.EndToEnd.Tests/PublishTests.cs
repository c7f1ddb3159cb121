using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The real SDK publishes real projects that reference the package.</summary>
public sealed class PublishTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed, registry: true);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Microsoft.NET.Sdk", "")]
    [InlineData("Microsoft.NET.Sdk", "Process")]
    [InlineData("Microsoft.NET.Sdk.Web", "")]
    [InlineData("Microsoft.NET.Sdk.Worker", "")]
    public void A_token_in_a_published_file_and_one_in_the_code_stop_the_publish_at_their_sources(string sdk, string host)
    {
        _work.Host = host;
        _work.Project("App.csproj", """
            <PropertyGroup><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost></PropertyGroup>
            <ItemGroup><Content Update="appsettings.json" CopyToPublishDirectory="Always" /></ItemGroup>
            <ItemGroup Condition="'$(UsingMicrosoftNETSdkWeb)$(UsingMicrosoftNETSdkWorker)' == ''"><Content Include="appsettings.json" CopyToPublishDirectory="Always" /></ItemGroup>
            <Target Name="Deploy" AfterTargets="Publish"><WriteLinesToFile File="deployed.txt" Lines="deployed" /></Target>
            """, sdk);
        Plant(SampleSecrets.GitHub(1), SampleSecrets.GitHub(2));
        ProgramRun blocked = _work.Dotnet("publish", "-o", "out");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 Program.cs(1,27)", "error AG1001 appsettings.json(2,13)");
        Assert.Equal(["out/App.dll.blocked", "out/appsettings.json.blocked"], _work.Files("*.blocked"));
        Assert.Empty(_work.Files("deployed.txt"));

        Plant("from the environment", "from user secrets");
        ProgramRun clean = _work.Dotnet("publish", "-o", "out");
        Workspace.AssertExit(0, clean);
        Assert.Empty(_work.Diagnostics(clean));
        Assert.Equal(["deployed.txt"], _work.Files("deployed.txt"));
        Assert.Empty(_work.Files("*.blocked"));
    }

    private void Plant(string inFile, string inCode)
    {
        _work.Write("appsettings.json", $$"""
            {
              "Token": "{{inFile}}"
            }
            """);
        _work.Write("Program.cs", $"System.Console.WriteLine(\"{inCode}\");\n");
    }
}
