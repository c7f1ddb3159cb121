using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The real SDK packs real projects that reference the package.</summary>
public sealed class PackTests(Feed feed) : IDisposable
{
    private const string PackedSettings = """<ItemGroup><Content Include="appsettings.json" Pack="true" /></ItemGroup>""";

    private readonly Workspace _work = new(feed);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("net10.0", "Task")]
    [InlineData("net10.0", "Process")]
    [InlineData("net10.0;net10.0-windows", "")]
    [InlineData("net10.0;net10.0-windows", "Process")]
    public void A_token_in_a_packed_file_and_one_in_the_code_stop_the_pack_at_their_sources(string frameworks, string host)
    {
        _work.Host = host;
        _work.Project("Lib.csproj", PackedSettings, framework: frameworks);
        PlantBoth();
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, blocked);
        Assert.Equal(["error AG1001 Client.cs(4,36)", "error AG1001 appsettings.json(3,15)"], _work.Diagnostics(blocked));
        Assert.Empty(_work.Files("*.nupkg"));
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*.blocked"));
        Assert.DoesNotContain(SampleSecrets.GitHub(1), blocked.Output, StringComparison.Ordinal);

        PlantNone();
        ProgramRun clean = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(0, clean);
        Assert.Empty(_work.Diagnostics(clean));
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _work.Files("Lib*", "out"));
    }

    [Fact]
    public void The_symbol_package_is_set_aside_with_the_package()
    {
        _work.Project("Lib.csproj", PackedSettings + "<PropertyGroup><IncludeSymbols>true</IncludeSymbols><SymbolPackageFormat>snupkg</SymbolPackageFormat></PropertyGroup>");
        PlantBoth();
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out"));
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked", "out/Lib.1.0.0.snupkg.blocked"], _work.Files("*", "out"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Process")]
    public void Packing_again_without_building_is_stopped_again_and_nothing_is_pushed(string host)
    {
        _work.Host = host;
        _work.Project("Lib.csproj", PackedSettings + """
            <Target Name="Push" AfterTargets="Pack"><WriteLinesToFile File="pushed.txt" Lines="pushed" /></Target>
            """);
        PlantBoth();
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out"));
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out", "--no-build"));
        Assert.Empty(_work.Files("pushed.txt"));
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
    }

    [Theory]
    [InlineData("false", "Other.Name.2.0.0.nupkg")]
    [InlineData("true", "Other.Name.nupkg")]
    public void A_nuspec_of_the_users_own_is_scanned_under_the_name_that_it_makes(string withoutVersion, string package)
    {
        _work.Project("Lib.csproj", $"<PropertyGroup><NuspecFile>Own.nuspec</NuspecFile><IncludeBuildOutput>false</IncludeBuildOutput><OutputFileNamesWithoutVersion>{withoutVersion}</OutputFileNamesWithoutVersion></PropertyGroup>");
        _work.Write("Own.nuspec", """
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Other.Name</id><version>2.0</version><authors>a</authors><description>d</description></metadata>
              <files><file src="appsettings.json" target="content/settings.json" /></files>
            </package>
            """);
        PlantBoth();
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, blocked);
        Assert.Equal(["error AG1001 appsettings.json(3,15)"], _work.Diagnostics(blocked));
        Assert.Equal([$"out/{package}.blocked"], _work.Files("*", "out"));
        Assert.Contains("<file src=\"appsettings.json\"> out of Own.nuspec", blocked.Output, StringComparison.Ordinal);
        PlantNone();
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore"));
        Assert.Equal([$"out/{package}"], _work.Files("*", "out"));
    }

    [Fact]
    public void A_package_without_a_version_in_its_name_is_scanned()
    {
        _work.Project("Lib.csproj", PackedSettings + "<PropertyGroup><OutputFileNamesWithoutVersion>true</OutputFileNamesWithoutVersion></PropertyGroup>");
        PlantBoth();
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out"));
        Assert.Equal(["out/Lib.nupkg.blocked"], _work.Files("*", "out"));
    }

    [Fact]
    public void A_package_that_vanished_before_the_scan_is_an_error()
    {
        _work.Project("Lib.csproj", """<Target Name="Lose" AfterTargets="_PackAsBuildOutput;GenerateNuspec;PackTask"><Delete Files="out/Lib.1.0.0.nupkg" /></Target>""");
        PlantNone();
        ProgramRun run = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, run);
        Assert.Equal(["error AG0003 Lib.csproj"], _work.Diagnostics(run));
    }

    [Fact]
    public void A_tool_package_is_stopped_where_it_is_published_and_an_older_package_does_not_survive()
    {
        _work.Project("Lib.csproj", """
            <PropertyGroup><OutputType>Exe</OutputType><PackAsTool>true</PackAsTool><PackageOutputPath>out</PackageOutputPath><UseAppHost>false</UseAppHost></PropertyGroup>
            <ItemGroup><Content Include="appsettings.json" CopyToPublishDirectory="Always" /></ItemGroup>
            """);
        _work.Write("Program.cs", "return 0;");
        PlantNone();
        Workspace.AssertExit(0, _work.Dotnet("pack"));
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _work.Files("*", "out"));

        PlantBoth();
        ProgramRun blocked = _work.Dotnet("pack");
        Workspace.AssertExit(1, blocked);
        Assert.Equal(["error AG1001 Client.cs(4,36)", "error AG1001 appsettings.json(3,15)"], _work.Diagnostics(blocked));
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
    }

    [Fact]
    public void An_accepted_fingerprint_passes_and_stays_in_the_report()
    {
        _work.Project("Lib.csproj", PackedSettings);
        PlantBoth();
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out"));
        string report = File.ReadAllText(Path.Combine(_work.Root, "obj/artifactgate/Lib.net10.0.pack.json"));
        using var json = System.Text.Json.JsonDocument.Parse(report);
        IEnumerable<string> entries = json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(f => f.GetProperty("fingerprint").GetString()!).Distinct()
            .Select(f => $$"""{ "fingerprint": "{{f}}", "reason": "made for this test", "owner": "tests", "expires": "2999-01-01" }""");
        _work.Write("artifactgate.json", $$"""{ "allow": [ {{string.Join(", ", entries)}} ] }""");
        ProgramRun allowed = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(0, allowed);
        Assert.Equal(["out/Lib.1.0.0.nupkg"], _work.Files("*", "out"));
        Assert.Contains("\"allowed\"", File.ReadAllText(Path.Combine(_work.Root, "obj/artifactgate/Lib.net10.0.pack.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Process")]
    public void Every_library_of_ours_is_loaded_from_the_package(string host)
    {
        _work.Host = host;
        _work.Fresh = true;
        _work.Project("Lib.csproj");
        PlantNone();
        ProgramRun run = _work.Dotnet("pack", "-o", "out", "-v:detailed");
        Workspace.AssertExit(0, run);
        string folder = System.Text.RegularExpressions.Regex.Escape(Path.Combine(feed.PackageFolder, "artifactgate", feed.Version, "tools", "net10.0", "any") + Path.DirectorySeparatorChar);
        Assert.All(["ArtifactGate.Tasks", "ArtifactGate.Engine", "NuGet.Packaging", "SharpCompress"],
            // The plain library, or the one that is compiled for this system.
            name => Assert.Matches($@"{name} [\d.]+ from {folder}(runtimes.[a-z0-9-]+.lib.net10.0.)?{name}\.dll", run.Output));
    }

    [Fact]
    public void A_gate_that_is_off_says_so()
    {
        _work.Project("Lib.csproj", PackedSettings);
        PlantBoth();
        ProgramRun run = _work.Dotnet("pack", "-o", "out", "-p:ArtifactGateEnabled=false");
        Workspace.AssertExit(0, run);
        Assert.Contains("AG0007", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Process")]
    public void The_gate_adds_no_copy_of_a_secret_to_the_binary_log(string host)
    {
        _work.Host = host;
        _work.Project("Lib.csproj", PackedSettings);
        PlantBoth();
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "-p:ArtifactGateEnabled=false", "-bl:off.binlog;ProjectImports=None"));
        Workspace.AssertExit(1, _work.Dotnet("pack", "-o", "out", "-bl:on.binlog;ProjectImports=None"));
        Assert.Equal(_work.Occurrences("off.binlog", SampleSecrets.GitHub(1)), _work.Occurrences("on.binlog", SampleSecrets.GitHub(1)));
        string[] reports = _work.Files("*", "obj/artifactgate");
        Assert.NotEmpty(reports);
        Assert.All(reports, r => Assert.DoesNotContain(SampleSecrets.GitHub(1), File.ReadAllText(Path.Combine(_work.Root, r)), StringComparison.Ordinal));
    }

    private void PlantBoth() => Plant(SampleSecrets.GitHub(1), SampleSecrets.GitHub(2));

    private void PlantNone() => Plant("from the environment", "from user secrets");

    private void Plant(string inFile, string inCode)
    {
        _work.Write("appsettings.json", $$"""
            {
              "Api": {
                "Token": "{{inFile}}"
              }
            }
            """);
        _work.Write("Client.cs", $$"""
            namespace Lib;
            public static class Client
            {
                public static string Token => "{{inCode}}";
            }
            """);
    }
}
