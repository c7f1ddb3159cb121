using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>What the build writes for itself, packs by a pattern or bundles is told where somebody wrote it, once, and with the edit that keeps it out.</summary>
public sealed class SourcePlaceTests(Feed feed) : IDisposable
{
    private readonly Workspace _work = new(feed, registry: true);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Task", "net10.0", "")]
    [InlineData("Process", "net10.0", "")]
    [InlineData("Task", "net10.0;net10.0-windows", "")]
    [InlineData("Task", "net10.0", "<DebugType>none</DebugType>")]
    public void A_value_in_the_project_is_told_there_and_not_in_what_the_build_writes_of_it(string host, string frameworks, string more)
    {
        _work.Host = host;
        _work.Project("Lib.csproj", $"""
            <Import Project="eng/common.props" />
              <PropertyGroup>{more}
                <Description>Talks to {SampleSecrets.GitHub(1)} at night</Description>
              </PropertyGroup>
              <ItemGroup>
                <AssemblyMetadata Include="Api" Value="{SampleSecrets.GitHub(2)}" />
              </ItemGroup>
            """, framework: frameworks);
        _work.Write("eng/common.props", $"<Project>\n  <PropertyGroup>\n    <Company>{SampleSecrets.GitHub(3)}</Company>\n  </PropertyGroup>\n</Project>\n");
        _work.Write("Directory.Build.props", $"""
            <Project>
              <ItemGroup>
                <AssemblyAttribute Include="System.Reflection.AssemblyDefaultAliasAttribute"><_Parameter1>{SampleSecrets.GitHub(4)}</_Parameter1></AssemblyAttribute>
              </ItemGroup>
            </Project>
            """);
        _work.Write("Client.cs", "namespace Lib; public class Client;");
        string project = _work.Read("Lib.csproj");
        string[] expected =
        [
            $"error AG1001 Lib.csproj{PlaceOf(project, SampleSecrets.GitHub(1))}",
            $"error AG1001 Lib.csproj{PlaceOf(project, SampleSecrets.GitHub(2))}",
            $"error AG1001 eng/common.props{PlaceOf(_work.Read("eng/common.props"), SampleSecrets.GitHub(3))}",
            $"error AG1001 Directory.Build.props{PlaceOf(_work.Read("Directory.Build.props"), SampleSecrets.GitHub(4))}",
        ];
        foreach (string command in frameworks.Contains(';', StringComparison.Ordinal) ? new[] { "pack" } : ["pack", "publish"])
        {
            ProgramRun blocked = _work.Dotnet(command, "-o", "out/" + command);
            Workspace.AssertExit(1, blocked);
            _work.AssertDiagnostics(blocked, expected);
            Assert.Equal(4, blocked.Output.Split('\n').Where(l => l.Contains("error AG1001", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct().Count());
            Assert.DoesNotContain("instead of writing it into the code", blocked.Output, StringComparison.Ordinal);
            foreach (string advice in new[] { "<Description> in Lib.csproj", "<AssemblyMetadata> in Lib.csproj", "<Company> in eng/common.props", "<AssemblyAttribute> in Directory.Build.props" })
            {
                Assert.Contains($"Take the value out of {advice}, which the build writes into what ships", blocked.Output, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void A_file_that_a_pattern_packs_is_told_at_its_line_with_the_edit_that_leaves_it_out(string host)
    {
        _work.Host = host;
        _work.Project("Lib.csproj", "<PropertyGroup><NuspecFile>Own.nuspec</NuspecFile><IncludeBuildOutput>false</IncludeBuildOutput></PropertyGroup>");
        _work.Write("Own.nuspec", """
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Other.Name</id><version>2.0</version><authors>a</authors><description>d</description></metadata>
              <files>
                <file src="settings/*.json" target="content" />
                <file src="more/**" target="more" exclude="more/x.txt" />
              </files>
            </package>
            """);
        _work.Write("settings/good.json", "{}");
        _work.Write("settings/bad.json", $"{{\n  \"a\": \"{SampleSecrets.GitHub(1)}\"\n}}");
        _work.Write("more/x.txt", "x");
        _work.Write("more/deep/bad.txt", $"key: {SampleSecrets.GitHub(2)}");
        _work.Write("more/deep/good.txt", "none");
        ProgramRun blocked = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, "error AG1001 settings/bad.json(2,9)", "error AG1001 more/deep/bad.txt(1,6)");
        Assert.Contains("Put exclude=\"settings/bad.json\" into <file src=\"settings/*.json\"> of Own.nuspec", blocked.Output, StringComparison.Ordinal);
        Assert.Contains("Write exclude=\"more/x.txt;more/deep/bad.txt\" in <file src=\"more/**\"> of Own.nuspec", blocked.Output, StringComparison.Ordinal);

        // The edits that the errors name.
        _work.Write("Own.nuspec", _work.Read("Own.nuspec").Replace("src=\"settings/*.json\"", "src=\"settings/*.json\" exclude=\"settings/bad.json\"", StringComparison.Ordinal)
            .Replace("exclude=\"more/x.txt\"", "exclude=\"more/x.txt;more/deep/bad.txt\"", StringComparison.Ordinal));
        Workspace.AssertExit(0, _work.Dotnet("pack", "-o", "out", "--no-restore"));
        using var package = System.IO.Compression.ZipFile.OpenRead(Path.Combine(_work.Root, "out/Other.Name.2.0.0.nupkg"));
        Assert.Equal(["content/good.json", "more/deep/good.txt"], package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("content/", StringComparison.Ordinal) || n.StartsWith("more/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Task", "false")]
    [InlineData("Process", "false")]
    [InlineData("Task", "true")]
    public void Content_beside_or_in_a_bundle_is_one_error_that_one_fingerprint_accepts(string host, string inBundle)
    {
        _work.Host = host;
        _work.Project("App.csproj", """
            <PropertyGroup><OutputType>Exe</OutputType><SelfContained>false</SelfContained><PublishSingleFile>true</PublishSingleFile></PropertyGroup>
            <ItemGroup><Content Include="appsettings.json" CopyToPublishDirectory="Always" /></ItemGroup>
            """);
        _work.Write("Program.cs", "System.Console.WriteLine();");
        _work.Write("appsettings.json", $"{{\n  \"Db\": \"Server=tcp:db1.contoso.net,1433;Initial Catalog=a;User ID=app;Password={BuildSecrets.Token(1)};Encrypt=True;\"\n}}");
        string[] publish = ["publish", "-o", "out", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, $"-p:IncludeAllContentForSelfExtract={inBundle}"];

        // The second time, the SDK finds its bundle up to date.
        foreach (int _ in new[] { 1, 2 })
        {
            ProgramRun blocked = _work.Dotnet(publish);
            Workspace.AssertExit(1, blocked);
            Assert.Single(blocked.Output.Split('\n').Where(l => l.Contains("error AG", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct());
            Assert.StartsWith("error AG1212 appsettings.json(2,", Assert.Single(_work.Diagnostics(blocked)), StringComparison.Ordinal);
            Assert.Contains(_work.Files("*.blocked", "out"), f => f.StartsWith(inBundle == "true" ? "out/App" : "out/appsettings.json", StringComparison.Ordinal));
            // Nothing but reports is called as one: whoever merges them takes them all.
            string report = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_work.Root, "obj/artifactgate"), "*.json")));
            using var json = System.Text.Json.JsonDocument.Parse(report);
            string fingerprint = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("fingerprint").GetString()!).Distinct());
            _work.Write("allowed.txt", fingerprint);
            Directory.Delete(Path.Combine(_work.Root, "out"), recursive: true);
        }

        _work.Write("artifactgate.json", $$"""{ "allow": [ { "fingerprint": "{{_work.Read("allowed.txt")}}", "reason": "made for this test", "owner": "tests" } ] }""");
        Workspace.AssertExit(0, _work.Dotnet(publish));
        Workspace.AssertExit(0, _work.Dotnet(publish));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void An_allowance_that_accepts_nothing_is_told_at_its_line(string host)
    {
        _work.Host = host;
        _work.ContentPackage("Lib.csproj", "<ItemGroup>\n    <ArtifactGateAllow Include=\"nonsense\" />\n  </ItemGroup>");
        _work.Write("settings.json", "{}");
        ProgramRun run = _work.Dotnet("pack", "-o", "out");
        Workspace.AssertExit(1, run);
        int line = _work.Read("Lib.csproj").Split('\n').Index().Single(l => l.Item.Contains("nonsense", StringComparison.Ordinal)).Index + 1;
        _work.AssertDiagnostics(run, $"error AG0004 Lib.csproj({line})");
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
        _work.ContentPackage("Lib.csproj");
        _work.Write("artifactgate.json", "{ \"allow\": [\n  { \"fingerprint\": \"v1:abc\", \"reason\": \"r\" } ] }");
        run = _work.Dotnet("pack", "-o", "out", "--no-restore");
        Workspace.AssertExit(1, run);
        _work.AssertDiagnostics(run, "error AG0004 artifactgate.json(2)");
        run = _work.Tool("scan", "settings.json");
        Workspace.AssertExit(2, run);
        Assert.Contains("artifactgate.json", run.Output, StringComparison.Ordinal);
    }

    private static string PlaceOf(string text, string value)
    {
        (int index, string line) = text.Split('\n').Index().Single(l => l.Item.Contains(value, StringComparison.Ordinal));
        return $"({index + 1},{line.IndexOf(value, StringComparison.Ordinal) + 1})";
    }
}
