using System.Collections;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>
/// A folder outside of the repository with nothing of it in reach: own settings at its root, the run's feed as the only source, and an
/// environment without what the test host inherited.
/// </summary>
internal sealed partial class Workspace : IDisposable
{
    // What the SDK needs for some forms of publish is large, and the machine may have it already.
    private static readonly string MachinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly Feed _feed;

    /// <param name="feed">The packages of this run.</param>
    /// <param name="registry">Whether the machine's own package sources are in reach too: some ways to publish need packages of the SDK's.</param>
    public Workspace(Feed feed, bool registry = false)
    {
        _feed = feed;
        Root = Directory.CreateTempSubdirectory("artifactgate-e2e-").FullName;
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("global.json", "{}");
        Write(".editorconfig", "root = true");
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{feed.PackageFolder}" /></config>
              <packageSources>{(registry ? "" : "<clear />")}<add key="local" value="{feed.Folder}" /></packageSources>
              <fallbackPackageFolders><clear />{(registry && Directory.Exists(MachinePackages) ? $"<add key=\"machine\" value=\"{MachinePackages}\" />" : "")}</fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Where the tasks run: <c>Task</c> or <c>Process</c>; empty to leave it to the package.</summary>
    public string Host { get; set; } = "";

    /// <summary>Whether builds run in processes of their own, which end with them, instead of those that serve this run.</summary>
    public bool Fresh { get; set; }

    /// <summary>Where below the root programs are started.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Variables that the SDK is started with.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    /// <summary>The folder, absolute.</summary>
    public string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Writes a text file and the folders it needs.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file and the folders it needs.</summary>
    public string Write(string name, byte[] content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Reads a text file.</summary>
    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Writes a project that references the package.</summary>
    /// <param name="name">The file.</param>
    /// <param name="body">Properties, items and targets.</param>
    /// <param name="sdk">The SDK of the project.</param>
    /// <param name="framework">Its target framework, or frameworks.</param>
    public void Project(string name, string body = "", string sdk = "Microsoft.NET.Sdk", string framework = "net10.0")
    {
        string frameworks = framework.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";
        Write(name, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <{frameworks}>{framework}</{frameworks}>
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ArtifactGate" Version="{_feed.Version}" PrivateAssets="all" />
              </ItemGroup>
              {body}
            </Project>
            """);
    }

    /// <summary>Writes a project that packs <c>settings.json</c> and compiles nothing, which is quick.</summary>
    public void ContentPackage(string name, string body = "", string framework = "net10.0") => Project(name, $"""
        <PropertyGroup><IncludeBuildOutput>false</IncludeBuildOutput><EnableDefaultItems>false</EnableDefaultItems><SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking><NoWarn>$(NoWarn);NU5128</NoWarn></PropertyGroup>
        <ItemGroup><None Include="settings.json" Pack="true" PackagePath="content/" /></ItemGroup>
        {body}
        """, framework: framework);

    /// <summary>How often values stand in a binary log.</summary>
    public int Occurrences(string log, params string[] values)
    {
        using var plain = new StreamReader(new GZipStream(File.OpenRead(PathOf(log)), CompressionMode.Decompress), Encoding.Latin1);
        string text = plain.ReadToEnd();
        return values.Sum(v => text.Split(v).Length - 1);
    }

    /// <summary>Runs the SDK in the folder.</summary>
    public ProgramRun Dotnet(params string[] arguments) => ProgramRun.Start("dotnet", arguments, PathOf(Folder), CleanEnvironment());

    /// <summary>Runs the SDK in the folder and presses Ctrl+C when it says a certain line.</summary>
    /// <returns>The run, and the time from the signal to its end.</returns>
    public (ProgramRun Run, TimeSpan Took) Interrupt(Predicate<string> when, params string[] arguments)
    {
        // Whoever starts tests in the background may have them ignore the signal, which every process below would inherit.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", .. arguments]) { WorkingDirectory = PathOf(Folder), RedirectStandardOutput = true };
        foreach ((string name, string? value) in CleanEnvironment())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        long? sent = null;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output.AppendLine(line);
            if (sent is null && when(line))
            {
                sent = Stopwatch.GetTimestamp();
                AssertExit(0, ProgramRun.Start("kill", ["-INT", $"{process.Id}"], Root));
            }
        }

        process.WaitForExit();
        Assert.True(sent is not null, output.ToString());
        return (new ProgramRun(process.ExitCode, output.ToString()), Stopwatch.GetElapsedTime(sent.Value));
    }

    /// <summary>Runs the tool, which is installed into the folder first.</summary>
    public ProgramRun Tool(params string[] arguments)
    {
        string tool = PathOf(Path.Combine("tools", OperatingSystem.IsWindows() ? "artifactgate.exe" : "artifactgate"));
        if (!File.Exists(tool))
        {
            AssertExit(0, Dotnet("tool", "install", "ArtifactGate.Tool", "--version", _feed.Version, "--tool-path", "tools"));
        }

        return Run(tool, arguments);
    }

    /// <summary>Runs another program in the folder with the same environment.</summary>
    public ProgramRun Run(string program, params string[] arguments) => ProgramRun.Start(program, arguments, PathOf(Folder), CleanEnvironment());

    /// <summary>The files below a folder whose names fit, relative to the root and sorted.</summary>
    public string[] Files(string pattern, string folder = "") => [.. Directory
        .EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The coded diagnostics in a build's output, each once: <c>error AG1001 appsettings.json(3,12)</c>.</summary>
    public string[] Diagnostics(ProgramRun run) => [.. DiagnosticLine().Matches(run.Output)
        .Select(m => $"{m.Groups["kind"].Value} {m.Groups["code"].Value} {Relative(m.Groups["file"].Value)}{m.Groups["place"].Value}")
        .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Fails with the whole output when the program did not end as it should.</summary>
    public static void AssertExit(int expected, ProgramRun run) => Assert.True(expected == run.ExitCode, $"Exit {run.ExitCode}, expected {expected}:\n{run.Output}");

    /// <summary>Fails with the whole output when a build did not say exactly this.</summary>
    public void AssertDiagnostics(ProgramRun run, params string[] expected) => Assert.True(Diagnostics(run).SequenceEqual(expected.Order(StringComparer.Ordinal)),
        $"Said:\n{string.Join('\n', Diagnostics(run))}\nExpected:\n{string.Join('\n', expected)}\n{run.Output}");

    private string PathOf(string name) => Path.Combine(Root, name);

    private string Relative(string file) => file.StartsWith(Root, StringComparison.Ordinal) ? file[(Root.Length + 1)..].Replace('\\', '/') : file;

    // Variables of the test host's own SDK would send a child to the wrong one.
    private IEnumerable<KeyValuePair<string, string?>> CleanEnvironment()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => (string)e.Key))
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("NUGET_", StringComparison.Ordinal)
                || name.StartsWith("DOTNET_CLI_", StringComparison.Ordinal) || name.StartsWith("ARTIFACTGATE_", StringComparison.Ordinal)
                || name is "DOTNET_HOST_PATH" or "DOTNET_ROOT" or "CI" or "TF_BUILD" or "GITHUB_ACTIONS")
            {
                yield return new(name, null);
            }
        }

        foreach (KeyValuePair<string, string?> served in Fresh ? BuildServer.None : _feed.Server.Environment)
        {
            yield return served;
        }

        yield return new("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
        yield return new("DOTNET_NOLOGO", "1");
        yield return new("DOTNET_CLI_UI_LANGUAGE", "en");
        yield return new("MSBUILDTERMINALLOGGER", "off");
        yield return new("NUGET_CERT_REVOCATION_MODE", "offline");
        yield return new("ArtifactGateHost", Host);
        foreach (KeyValuePair<string, string?> variable in Variables)
        {
            yield return variable;
        }
    }

    [GeneratedRegex(@"^\s*(?:\d+>)?(?<file>[^\r\n(]*?)(?<place>\(\d+(?:,\d+)*\))?\s*: (?:ArtifactGate )?(?<kind>error|warning) (?<code>AG\d{4}):", RegexOptions.Multiline)]
    private static partial Regex DiagnosticLine();
}
