using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Whole applications in the forms in which they ship: to browsers, in one file, as native code; and the log of their build.</summary>
public sealed class ApplicationLeakTests : AssemblyLeakTest
{
    [Fact]
    public void The_log_of_a_build_carries_its_environment_and_its_project()
    {
        string token = SampleSecrets.GitHub(1), other = SampleSecrets.GitHub(2);
        GateResult result = Scan("logs.zip", Zip(("logs/build.binlog", BuildLog(token, other))));
        Assert.Empty(result.Unread);
        Assert.Contains("AG3015 logs/build.binlog warn", Described(result));
        Finding[] credentials = [.. result.Findings.Where(f => f.Rule.Code == "AG1001")];
        Assert.Equal(result.Findings.Count - 1, credentials.Length);
        Assert.Contains(credentials, f => f.Path.Inner == "logs/build.binlog" && f.Location.Member == "Environment[DEPLOY_TOKEN]");
        Assert.Contains(credentials, f => f.Path.Inner.StartsWith("logs/build.binlog!ProjectImports.zip!", StringComparison.Ordinal) && f.Path.Inner.EndsWith("/log.proj", StringComparison.Ordinal));
        Assert.Equal(2, credentials.Select(f => f.Fingerprint).Distinct().Count());

        Assert.Equal(["AG3015 logs/build.binlog warn"], FindingsOf("clean.zip", Zip(("logs/build.binlog", BuildLog("none", "none")))));
    }

    [Fact]
    public void The_settings_and_the_code_of_a_browser_application_are_public_and_so_are_their_compressed_twins()
    {
        byte[] Build(string secret)
        {
            byte[] settings = Bytes($$"""{ "Api": { "Key": "{{secret}}" } }""");
            byte[] code = TestWebcil.Wrap(TestWebcil.Convert(Compile($"class Client {{ string Key() => \"{secret}\"; }}")));
            return Zip(
                ("wwwroot/appsettings.json", settings), ("wwwroot/appsettings.json.br", Brotli(settings)), ("wwwroot/appsettings.json.gz", TestImage.Gzip(settings)),
                ("wwwroot/_framework/App.wasm", code), ("wwwroot/_framework/App.wasm.br", Brotli(code)), ("wwwroot/_framework/App.wasm.gz", TestImage.Gzip(code)));
        }

        IReadOnlyList<Finding> found = Leaks("app.zip", SampleSecrets.Token("stripe-secret-key", 3), Build,
            "AG1321 wwwroot/_framework/App.wasm block", "AG1321 wwwroot/_framework/App.wasm.br!App.wasm block", "AG1321 wwwroot/_framework/App.wasm.gz!App.wasm block",
            "AG1321 wwwroot/appsettings.json block", "AG1321 wwwroot/appsettings.json.br!appsettings.json block", "AG1321 wwwroot/appsettings.json.gz!appsettings.json block");
        Assert.All(found.Take(3), f => Assert.Equal("Client.Key()", f.Location.Member));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_application_in_one_file_holds_its_assemblies(bool packed)
    {
        byte[] Build(string token) => new TestBundle().Add("App.dll", Compile($"class A {{ string M() => \"{token}\"; }}"), packed).Add("App.deps.json", "{}"u8.ToArray(), packed).Build();
        Finding finding = Assert.Single(Leaks("App", SampleSecrets.GitHub(4), Build, "AG1001 App.dll block"));
        Assert.Equal(("utf-16le", "A.M()"), (finding.Encoding, finding.Location.Member));
    }

    [Fact]
    public void What_the_SDK_compressed_into_one_file_is_unpacked()
    {
        string host = Publish(SampleSecrets.GitHub(5), "-p:PublishSingleFile=true", "-p:EnableCompressionInSingleFile=true", "-p:PublishTrimmed=true", "--self-contained");
        Assert.Equal(-1, File.ReadAllBytes(host).AsSpan().IndexOf(Encoding.Unicode.GetBytes(SampleSecrets.GitHub(5))));
        GateResult result = ScanPath(host);
        Assert.Equal(["AG1001 App.dll block"], Described(result));
        Assert.Equal("Program.Main()", result.Findings[0].Location.Member);
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void What_the_SDK_compiled_to_native_code_keeps_its_literals()
    {
        Assert.SkipWhen(ProgramRun.Find("gcc") is null && ProgramRun.Find("clang") is null, "A linker for native code must be installed.");
        GateResult result = ScanPath(Publish(SampleSecrets.GitHub(6), "-p:PublishAot=true"));
        Assert.Equal(["AG1001  block"], Described(result));
        Assert.Equal(("native-aot", "utf-16le"), (result.Artifacts[0].Kind, result.Findings[0].Encoding));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void A_native_image_keeps_its_literals()
    {
        byte[] Build(string token) => new TestNativeAot().String("hello").String($"key {token} end").Build();
        Leaks("App", SampleSecrets.GitHub(7), Build, "AG1001  block");
    }

    [Fact]
    public void Whatever_a_linker_of_native_code_makes_of_a_literal()
    {
        string? gcc = ProgramRun.Find("gcc");
        Assert.SkipWhen(gcc is null, "gcc is not installed");
        byte[] Build(string token)
        {
            string source = Path.Combine(Folder, "a.c"), program = Path.Combine(Folder, "a.out");
            File.WriteAllText(source, $"#include <stdio.h>\nint main(void) {{ puts(\"{token}\"); return 0; }}\n");
            ProgramRun run = ProgramRun.Start(gcc!, ["-O2", "-o", program, source], Folder);
            Assert.True(run.ExitCode == 0, run.Output);
            return File.ReadAllBytes(program);
        }

        Leaks("app.so", SampleSecrets.GitHub(9), Build, "AG1001  block");
    }

    // MSBuild logs the variables that a build asks for, and the text of its projects.
    private byte[] BuildLog(string inVariable, string inProject)
    {
        File.WriteAllText(Path.Combine(Folder, "log.proj"),
            $"<Project>\n  <!-- {inProject} -->\n  <Target Name=\"Build\"><Message Text=\"to $(DEPLOY_TOKEN.Length) places\" /></Target>\n</Project>\n");
        ProgramRun run = ProgramRun.Start("dotnet", ["msbuild", "log.proj", "-bl:made.binlog"], Folder,
            new Dictionary<string, string?> { ["DEPLOY_TOKEN"] = inVariable, ["MSBUILDDISABLENODEREUSE"] = "1", ["MSBUILDTERMINALLOGGER"] = "off" });
        Assert.True(run.ExitCode == 0, run.Output);
        return File.ReadAllBytes(Path.Combine(Folder, "made.binlog"));
    }

    private string Publish(string token, params string[] options)
    {
        DotNetProject project = new DotNetProject(Path.Combine(Folder, "app")).Write($"System.Console.WriteLine(\"{token}\");\n");
        Assert.Null(project.Publish(["-r", RuntimeInformation.RuntimeIdentifier, .. options]));
        return Directory.GetFiles(project.Published).Single(f => Path.GetFileNameWithoutExtension(f) == "App" && Path.GetExtension(f) is "" or ".exe");
    }

    private static byte[] Brotli(byte[] content)
    {
        var stream = new MemoryStream();
        using (var brotli = new BrotliStream(stream, CompressionLevel.Optimal))
        {
            brotli.Write(content);
        }

        return stream.ToArray();
    }
}
