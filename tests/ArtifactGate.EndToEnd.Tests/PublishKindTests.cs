using System.Runtime.InteropServices;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>One application, published in every form that the SDK gives it: a credential in its code is stopped at its line, whatever became of the assembly.</summary>
public sealed class PublishKindTests(Feed feed) : IDisposable
{
    private const string Settings = "error AG1001 appsettings.json(2,13)";
    private const string Code = "error AG1001 Program.cs(1,27)";

    private readonly Workspace _work = new(feed, registry: true);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("one file", "App", "-p:SelfContained=false", "-p:PublishSingleFile=true", "-p:IncludeAllContentForSelfExtract=true")]
    [InlineData("compiled ahead of time beside its IL", "App.dll", "-p:SelfContained=false", "-p:PublishReadyToRun=true")]
    [InlineData("trimmed", "App.dll", "-p:PublishTrimmed=true")]
    [InlineData("trimmed and compressed into one file", "App", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:EnableCompressionInSingleFile=true")]
    [InlineData("native", "App", "-p:PublishAot=true")]
    public void An_application_is_stopped_in_every_form_and_a_clean_one_is_not(string kind, string product, params string[] properties)
    {
        Assert.SkipWhen(kind == "native" && !OperatingSystem.IsWindows() && ProgramRun.Find("clang") is null && ProgramRun.Find("gcc") is null, "A linker must be installed.");
        string suffix = product == "App" && OperatingSystem.IsWindows() ? ".exe" : "";
        _work.Project("App.csproj", """
            <PropertyGroup><OutputType>Exe</OutputType><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup>
            <ItemGroup><Content Include="appsettings.json" CopyToPublishDirectory="Always" /></ItemGroup>
            <Target Name="Deploy" AfterTargets="Publish"><WriteLinesToFile File="deployed.txt" Lines="deployed" /></Target>
            """);
        ProgramRun Publish(string inFile, string inCode)
        {
            _work.Write("appsettings.json", $"{{\n  \"Token\": \"{inFile}\"\n}}");
            _work.Write("Program.cs", $"System.Console.WriteLine(\"{inCode}\");\n");
            return _work.Dotnet(["publish", "-o", "out", "-r", RuntimeInformation.RuntimeIdentifier, .. properties]);
        }

        ProgramRun blocked = Publish(SampleSecrets.GitHub(1), SampleSecrets.GitHub(2));
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, Code, Settings);
        Assert.Contains("Read the value at run time from the environment", blocked.Output, StringComparison.Ordinal);
        Assert.Contains("<Content Update=\"appsettings.json\" CopyToPublishDirectory=\"Never\" />", blocked.Output, StringComparison.Ordinal);
        Assert.Contains($"out/{product}{suffix}.blocked", _work.Files("*.blocked", "out"));
        Assert.DoesNotContain($"out/{product}{suffix}", _work.Files("*", "out"));
        Assert.Empty(_work.Files("deployed.txt"));

        ProgramRun clean = Publish("from the environment", "from user secrets");
        Workspace.AssertExit(0, clean);
        _work.AssertDiagnostics(clean);
        Assert.NotEmpty(_work.Files("deployed.txt"));
        Assert.Contains($"out/{product}{suffix}", _work.Files("*", "out"));
        Assert.Empty(_work.Files("*.blocked", "out"));
    }

    [Fact]
    public void An_application_for_browsers_is_stopped_at_its_sources_with_its_compressed_copies()
    {
        // The level only makes the test quicker: the files are the same.
        _work.Project("Site.csproj", """
            <PropertyGroup><_BlazorBrotliCompressionLevel>Fastest</_BlazorBrotliCompressionLevel></PropertyGroup>
            <ItemGroup><PackageReference Include="Microsoft.AspNetCore.Components.WebAssembly" Version="10.0.*" /></ItemGroup>
            """, "Microsoft.NET.Sdk.BlazorWebAssembly");
        _work.Write("wwwroot/index.html", "<html></html>");
        void Plant(string inFile, string inCode)
        {
            _work.Write("wwwroot/appsettings.json", $"{{\n  \"Token\": \"{inFile}\"\n}}");
            _work.Write("Program.cs", $"System.Console.WriteLine(\"{inCode}\");\n");
        }

        Plant(SampleSecrets.GitHub(1), SampleSecrets.GitHub(2));
        ProgramRun blocked = _work.Dotnet("publish", "-o", "out");
        Workspace.AssertExit(1, blocked);
        _work.AssertDiagnostics(blocked, Code, "error AG1001 wwwroot/appsettings.json(2,13)");
        Assert.Contains("<Content Update=\"wwwroot/appsettings.json\" CopyToPublishDirectory=\"Never\" />", blocked.Output, StringComparison.Ordinal);
        string[] aside = _work.Files("*.blocked", "out");
        Assert.Equal(["out/wwwroot/appsettings.json.blocked", "out/wwwroot/appsettings.json.br.blocked", "out/wwwroot/appsettings.json.gz.blocked"], aside.Where(f => f.Contains("appsettings", StringComparison.Ordinal)));
        Assert.Equal(3, aside.Count(f => f.StartsWith("out/wwwroot/_framework/Site.", StringComparison.Ordinal)));
        Assert.Equal(6, aside.Length);

        // The edit that the error names.
        string project = _work.Read("Site.csproj");
        _work.Write("Site.csproj", project.Replace("</Project>", "<ItemGroup><Content Update=\"wwwroot/appsettings.json\" CopyToPublishDirectory=\"Never\" /></ItemGroup></Project>", StringComparison.Ordinal));
        _work.Write("Program.cs", "System.Console.WriteLine();\n");
        ProgramRun clean = _work.Dotnet("publish", "-o", "out");
        Workspace.AssertExit(0, clean);
        _work.AssertDiagnostics(clean);
        Assert.Empty(_work.Files("*.blocked", "out"));
        Assert.Empty(_work.Files("appsettings.json*", "out"));
        Assert.NotEmpty(_work.Files("Site.*.wasm", "out"));
    }
}
