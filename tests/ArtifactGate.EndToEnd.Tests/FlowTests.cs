using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>The ways in which projects come to be packed and published, each with a credential on its way out and without.</summary>
public sealed class FlowTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed);
    private readonly string _token = SampleSecrets.GitHub(1);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void In_a_solution_that_is_packed_in_parallel_only_the_project_that_leaks_is_stopped()
    {
        foreach (string name in new[] { "One", "Two", "Three" })
        {
            _work.ContentPackage($"{name}/{name}.csproj");
            _work.Write($"{name}/settings.json", Settings(name == "Two" ? _token : "none"));
        }

        _work.Write("All.slnx", "<Solution><Project Path=\"One/One.csproj\" /><Project Path=\"Two/Two.csproj\" /><Project Path=\"Three/Three.csproj\" /></Solution>");
        string[] merged = [$"-p:ArtifactGateMergedReport={Path.Combine(_work.Root, "reports", "all.sarif")}"];
        ProgramRun blocked = _work.Dotnet(["pack", "All.slnx", "-o", "out", "-m:2", "-graph", .. merged]);
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 Two/settings.json(2,9)");
        Assert.Equal(["out/One.1.0.0.nupkg", "out/Three.1.0.0.nupkg", "out/Two.1.0.0.nupkg.blocked"], _work.Files("*", "out"));

        Assert.Equal([("artifactgate/One.net10.0.pack/", 0), ("artifactgate/Three.net10.0.pack/", 0), ("artifactgate/Two.net10.0.pack/", 1)], Runs());

        _work.Write("Two/settings.json", Settings("none"));
        Workspace.AssertExit(0, _work.Dotnet(["pack", "All.slnx", "-o", "out", "-m:2", "--no-restore", .. merged]));
        Assert.Equal([("artifactgate/One.net10.0.pack/", 0), ("artifactgate/Three.net10.0.pack/", 0), ("artifactgate/Two.net10.0.pack/", 0)], Runs());
        Assert.Equal(["out/One.1.0.0.nupkg", "out/Three.1.0.0.nupkg", "out/Two.1.0.0.nupkg"], _work.Files("*", "out"));
    }

    [Theory]
    [InlineData("Task", 0)]
    [InlineData("Process", 0)]
    [InlineData("Task", 300)]
    public void Names_with_anything_in_them_are_only_names(string host, int length)
    {
        Assert.SkipWhen(length > 0 && OperatingSystem.IsWindows(), "Long paths are a setting of the machine.");

        // The SDK itself does not bear a percent sign with two hex digits after it.
        string folder = "a b#c% d(1)\u00fc@g,h;i'j$k" + string.Concat(Enumerable.Repeat("/" + new string('d', 59), length / 60));
        _work.Host = host;
        _work.ContentPackage(folder + "/Lib.csproj");
        _work.Write(folder + "/settings.json", Settings(_token));
        _work.Folder = folder;
        ProgramRun blocked = _work.Dotnet("pack");
        Workspace.AssertExit(1, blocked);
        Assert.Contains($"{folder}/settings.json(2,9): ArtifactGate error AG1001:", blocked.Output, StringComparison.Ordinal);
        Assert.Equal([folder + "/bin/Release/Lib.1.0.0.nupkg.blocked"], _work.Files("*.nupkg*", folder + "/bin"));
        Assert.Equal([folder + "/obj/artifactgate/Lib.net10.0.pack.json"], _work.Files("*", folder + "/obj/artifactgate"));
        _work.Write(folder + "/settings.json", Settings("none"));
        Workspace.AssertExit(0, _work.Dotnet("pack", "--no-restore"));
        Assert.Equal([folder + "/bin/Release/Lib.1.0.0.nupkg"], _work.Files("*.nupkg*", folder + "/bin"));
    }

    [Fact]
    public void A_build_that_packs_is_stopped_with_its_symbols()
    {
        _work.Project("Lib.csproj", """
            <PropertyGroup><GeneratePackageOnBuild>true</GeneratePackageOnBuild><PackageOutputPath>out</PackageOutputPath><IncludeSymbols>true</IncludeSymbols><SymbolPackageFormat>symbols.nupkg</SymbolPackageFormat></PropertyGroup>
            """);
        _work.Write("Client.cs", Client(_token));
        ProgramRun blocked = _work.Dotnet("build");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 Client.cs(4,36)");
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked", "out/Lib.1.0.0.symbols.nupkg.blocked"], _work.Files("*", "out"));
        _work.Write("Client.cs", Client("none"));
        Workspace.AssertExit(0, _work.Dotnet("build", "--no-restore"));
        Assert.Equal(["out/Lib.1.0.0.nupkg", "out/Lib.1.0.0.symbols.nupkg"], _work.Files("*", "out"));
    }

    [Theory]
    [InlineData("<IncludeSymbols>true</IncludeSymbols><SymbolPackageFormat>snupkg</SymbolPackageFormat>")]
    [InlineData("<DebugType>embedded</DebugType>")]
    public void A_source_that_symbols_quote_is_stopped_at_its_line(string symbols)
    {
        _work.Project("Lib.csproj", $"<PropertyGroup><EmbedAllSources>true</EmbedAllSources>{symbols}</PropertyGroup>");
        _work.Write("Client.cs", Client("none") + $"\n// {_token}\n");
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, blocked);
        int line = File.ReadAllText(Path.Combine(_work.Root, "Client.cs")).Split('\n').Index().Single(l => l.Item.Contains(_token, StringComparison.Ordinal)).Index + 1;
        _work.AssertDiagnostics(blocked, $"error AG1001 Client.cs({line},4)");
        Assert.Contains("Read the value at run time", blocked.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data/keys.json", "", "2,9")]
    [InlineData("Texts.resx", "", "2,48")]
    [InlineData("data/keys.json", "<ItemGroup><EmbeddedResource Update=\"data/keys.json\" LogicalName=\"other\" /></ItemGroup>", "2,9")]
    public void An_embedded_resource_is_stopped_at_its_file_with_the_edit_that_leaves_it_out(string file, string more, string place)
    {
        _work.Project("Lib.csproj", $"<ItemGroup><EmbeddedResource Include=\"data/keys.json\" /></ItemGroup>{more}");
        _work.Write("Client.cs", Client("none"));
        _work.Write("data/keys.json", Settings("none"));
        _work.Write(file, file.EndsWith(".resx", StringComparison.Ordinal) ? $"""
            <root><resheader name="resmimetype"><value>text/microsoft-resx</value></resheader><resheader name="version"><value>2.0</value></resheader><resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms</value></resheader><resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms</value></resheader>
              <data name="Key" xml:space="preserve"><value>{_token}</value></data>
            </root>
            """ : Settings(_token));
        foreach (string[] again in new string[][] { [], ["--no-build"] })
        {
            ProgramRun blocked = _work.Dotnet(["pack", "-o", "out", .. again]);
            Workspace.AssertExit(1, blocked);
            _work.AssertDiagnostics(blocked, $"error AG1001 {file}({place})");
            string advice = file == "Texts.resx" ? "Take <data name=\"Key\"> out of Texts.resx, and read the value at run time" : $"<EmbeddedResource Remove=\"{file}\" />";
            Assert.Contains(advice, blocked.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_template_is_stopped_at_the_file_that_it_would_copy()
    {
        _work.ContentPackage("Templates.csproj", """
            <PropertyGroup><PackageType>Template</PackageType><IncludeContentInPack>true</IncludeContentInPack><ContentTargetFolders>content</ContentTargetFolders></PropertyGroup>
            <ItemGroup><Content Include="templates/**/*" /></ItemGroup>
            """);
        _work.Write("settings.json", "{}");
        _work.Write("templates/app/.template.config/template.json", "{}");
        _work.Write("templates/app/appsettings.json", Settings(_token));
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 templates/app/appsettings.json(2,9)");
        Assert.Contains("<Content Update=\"templates/app/appsettings.json\" Pack=\"false\" />", blocked.Output, StringComparison.Ordinal);
        _work.Write("templates/app/appsettings.json", Settings("none"));
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore"));
    }

    [Fact]
    public void A_tool_that_its_build_packs_is_stopped_although_nothing_is_published()
    {
        _work.Project("Tool.csproj", """
            <PropertyGroup><OutputType>Exe</OutputType><PackAsTool>true</PackAsTool><UseAppHost>false</UseAppHost><GeneratePackageOnBuild>true</GeneratePackageOnBuild><PackageOutputPath>out</PackageOutputPath></PropertyGroup>
            """);
        _work.Write("Program.cs", $"System.Console.WriteLine(\"{_token}\");\n");
        ProgramRun blocked = _work.Dotnet("build");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 Program.cs(1,27)");
        Assert.Equal(["out/Tool.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        Workspace.AssertExit(0, _work.Dotnet("build", "--no-restore"));
        Assert.Equal(["out/Tool.1.0.0.nupkg"], _work.Files("*", "out"));
    }

    [Fact]
    public void A_tool_for_several_platforms_is_stopped_before_any_of_its_packages_is_left()
    {
        _work.Project("Tool.csproj", """
            <PropertyGroup>
              <OutputType>Exe</OutputType><PackAsTool>true</PackAsTool><UseAppHost>false</UseAppHost><PackageOutputPath>out</PackageOutputPath><RuntimeIdentifiers>linux-x64;any</RuntimeIdentifiers>
              <EnableAppHostPackDownload>false</EnableAppHostPackDownload><EnableRuntimePackDownload>false</EnableRuntimePackDownload><SelfContained>false</SelfContained>
            </PropertyGroup>
            """);
        _work.Write("Program.cs", $"System.Console.WriteLine(\"{_token}\");\n");
        ProgramRun blocked = _work.Dotnet("pack");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 Program.cs(1,27)");
        Assert.DoesNotContain(_work.Files("*.nupkg"), f => f.Contains("linux-x64", StringComparison.Ordinal) || f.Contains("any", StringComparison.Ordinal));
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        Workspace.AssertExit(0, _work.Dotnet("pack", "--no-restore"));
        Assert.Equal(["out/Tool.1.0.0.nupkg", "out/Tool.any.1.0.0.nupkg", "out/Tool.linux-x64.1.0.0.nupkg"], _work.Files("*.nupkg*", "out"));

        // Of the build before, the one that points to the others must not outlive them.
        _work.Write("Program.cs", $"System.Console.WriteLine(\"{_token}\");\n");
        Workspace.AssertExit(1, _work.Dotnet("pack", "--no-restore"));
        Assert.Empty(_work.Files("*.nupkg", "out"));
    }

    [Theory]
    [InlineData("pack")]
    [InlineData("publish")]
    public void A_program_that_is_one_file_is_stopped_at_its_line(string command)
    {
        string Program(string key) => $"""
            #:package ArtifactGate@{feed.Version}
            #:property PublishAot=false
            #:property UseAppHost=false
            System.Console.WriteLine("{key}");
            """;
        _work.Write("app.cs", Program(_token));
        ProgramRun blocked = _work.Dotnet(command, "app.cs", "-o", "out");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 app.cs(4,27)");
        Assert.Empty(_work.Files("*.nupkg"));
        _work.Write("app.cs", Program("none"));
        Workspace.AssertExit(0, _work.Dotnet(command, "app.cs", "-o", "out"));
    }

    [Fact]
    public void One_line_for_a_whole_repository_is_enough_and_no_setting_of_the_build_goes_past_it()
    {
        _work.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><GlobalPackageReference Include="ArtifactGate" Version="{feed.Version}" /></ItemGroup>
            </Project>
            """);
        _work.Write("Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><IncludeBuildOutput>false</IncludeBuildOutput><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
              <ItemGroup><None Include="settings.json" Pack="true" PackagePath="content/" /></ItemGroup>
              <Target Name="Push" AfterTargets="Pack"><WriteLinesToFile File="pushed.txt" Lines="pushed" /></Target>
            </Project>
            """);
        _work.Write("settings.json", Settings(_token));
        foreach (string[] settings in new string[][] { ["-p:ContinueOnError=true"], ["-mt", "-p:MSBuildWarningsAsMessages=AG1001"] })
        {
            ProgramRun blocked = _work.Dotnet(["pack", "-o", "out", .. settings]);
            Workspace.AssertExit(1, blocked);
            _work.AssertDiagnostics(blocked, "error AG1001 settings.json(2,9)");
            Assert.Empty(_work.Files("pushed.txt"));
        }

        _work.Write("settings.json", Settings("none"));
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "-mt"));
        Assert.NotEmpty(_work.Files("pushed.txt"));
    }

    [Fact]
    public void A_deterministic_build_is_mapped_back_to_the_source()
    {
        Assert.SkipWhen(ProgramRun.Find("git") is null, "git must be installed.");
        _work.Project("src/Lib.csproj", "<PropertyGroup><ContinuousIntegrationBuild>true</ContinuousIntegrationBuild></PropertyGroup>");
        _work.Write("src/Client.cs", Client(_token));
        Workspace.AssertExit(0, _work.Run("git", "init", "-q"));
        Workspace.AssertExit(0, _work.Run("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "first"));
        ProgramRun blocked = _work.Dotnet("pack", "src", "-o", "out");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 src/Client.cs(4,36)");
        Assert.Contains("/_/", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(_work.Root, "src/obj/Release/net10.0/Lib.dll"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_builds_one_after_another_each_is_scanned_and_what_is_pushed_between_them_has_passed()
    {
        _work.Project("Lib.csproj", """
            <ItemGroup><Content Include="settings.json" Pack="true" /></ItemGroup>
            <Target Name="Protect" AfterTargets="GenerateNuspec" Condition="'$(OS)' != 'Windows_NT'"><Exec Command="chmod 444 $(PackageOutputAbsolutePath)/Lib.1.0.0.nupkg" /></Target>
            """);
        Directory.CreateDirectory(Path.Combine(_work.Root, "feed"));
        string[] push = ["nuget", "push", "out/*.nupkg", "--source", Path.Combine(_work.Root, "feed"), "--skip-duplicate"];
        void Passes(params string[] more)
        {
            ProgramRun run = _work.Dotnet(["pack", "-o", "out", "--no-restore", .. more]);
            Workspace.AssertExit(0, run);
            _work.AssertDiagnostics(run);
            Assert.Equal(["out/Lib.1.0.0.nupkg"], _work.Files("*", "out"));
        }

        void IsStopped(params string[] more)
        {
            ProgramRun run = _work.Dotnet(["pack", "-o", "out", "--no-restore", .. more]);
            Workspace.AssertExit(1, run);
            _work.AssertDiagnostics(run, "error AG1001 settings.json(2,9)");
            Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
            Assert.NotEqual(0, _work.Dotnet(push).ExitCode);
            Assert.Empty(_work.Files("*.nupkg", "feed"));
        }

        _work.Write("Client.cs", Client("none"));
        _work.Write("settings.json", Settings("none"));
        Workspace.AssertExit(0, _work.Dotnet("restore"));
        Passes();
        Passes();

        _work.Write("settings.json", Settings(_token));
        IsStopped();
        IsStopped();

        // A build that fails packs nothing; what it built before is packed without building, and scanned.
        _work.Write("Client.cs", "no C#");
        ProgramRun broken = _work.Dotnet("pack", "-o", "out", "--no-restore");
        Workspace.AssertExit(1, broken);
        _work.AssertDiagnostics(broken);
        Assert.Empty(_work.Files("*.nupkg", "out"));
        IsStopped("--no-build");

        _work.Write("Client.cs", Client("none"));
        _work.Write("settings.json", Settings("none"));
        Passes();
        Workspace.AssertExit(0, _work.Dotnet(push));
        Assert.Single(_work.Files("*.nupkg", "feed"));
    }

    // What the file for all projects has: the name of each run, and how many results are in it.
    private (string Id, int Results)[] Runs() => [.. System.Text.Json.JsonDocument.Parse(_work.Read("reports/all.sarif")).RootElement.GetProperty("runs").EnumerateArray()
        .Select(r => (r.GetProperty("automationDetails").GetProperty("id").GetString()!, r.GetProperty("results").GetArrayLength()))];

    private static string Settings(string key) => $"{{\n  \"a\": \"{key}\"\n}}";

    private static string Client(string key) => $$"""
        namespace Lib;
        public static class Client
        {
            public static string Token => "{{key}}";
        }
        """;
}
