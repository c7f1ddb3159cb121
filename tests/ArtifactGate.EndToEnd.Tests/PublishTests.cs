using System.Globalization;
using System.Text.RegularExpressions;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The real SDK publishes real projects that reference the package.</summary>
public sealed partial class PublishTests(Feed feed) : IDisposable
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

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void The_scan_at_the_end_spares_itself_what_the_one_before_knows_and_finds_what_was_written_since(string host)
    {
        _work.Host = host;
        _work.Project("App.csproj", """
            <PropertyGroup><UseAppHost>false</UseAppHost></PropertyGroup>
            <Target Name="WriteMore" AfterTargets="Publish"><WriteLinesToFile File="$(PublishDir)late.txt" Lines="$(Late)" Overwrite="true" /></Target>
            """, "Microsoft.NET.Sdk.Web");
        Plant("from user secrets", "from the environment");
        string[] publish = ["publish", "-o", "out", "-v:detailed"];
        AssertSpared(host, _work.Dotnet([.. publish, "-p:Late=nothing"]), 0);

        // A server may have built before: what it knew then is gone.
        ProgramRun blocked = _work.Dotnet([.. publish, "--no-restore", $"-p:Late={SampleSecrets.GitHub(1)}"]);
        AssertSpared(host, blocked, 1);
        _work.AssertDiagnostics(blocked, "error AG1001 out/late.txt(1,1)");
        Assert.Equal(["out/late.txt.blocked"], _work.Files("*.blocked"));
    }

    [Fact]
    public void A_tools_package_spares_itself_what_was_published_and_finds_what_was_packed_besides()
    {
        _work.Project("App.csproj", """
            <PropertyGroup><OutputType>Exe</OutputType><PackAsTool>true</PackAsTool></PropertyGroup>
            <ItemGroup><None Include="more.txt" Pack="true" PackagePath="tools/net10.0/any/" /></ItemGroup>
            """);
        Plant("from user secrets", "from the environment");
        _work.Write("more.txt", SampleSecrets.GitHub(1));
        ProgramRun pack = _work.Dotnet("pack", "-o", "out", "-v:detailed");
        Workspace.AssertExit(1, pack);
        Assert.Contains("more.txt(1,1): ArtifactGate error AG1001: ", pack.Output, StringComparison.Ordinal);
        Assert.Matches(@"App\.net10\.0\.pack: [3-9] of \d+ contents were already scanned in this build", pack.Output);
    }

    // Once, by the second of two scans, and all but the file that came between them and the web.config that the SDK writes there.
    private static void AssertSpared(string host, ProgramRun run, int exit)
    {
        Workspace.AssertExit(exit, run);
        MatchCollection told = Spared().Matches(run.Output);
        Assert.True(told.Count == (host == "Task" ? 1 : 0), run.Output);
        foreach (Match line in told)
        {
            int known = int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.InRange(known, 3, int.MaxValue);
            Assert.InRange(int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture) - known, 1, 2);
        }
    }

    [GeneratedRegex(@"(\d+) of (\d+) contents were already scanned in this build")]
    private static partial Regex Spared();

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
