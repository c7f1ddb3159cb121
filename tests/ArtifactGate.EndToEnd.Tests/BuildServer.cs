using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>
/// The processes that serve the builds of this run and of no other: MSBuild, its nodes and the compiler stay loaded between builds, as they do for
/// whoever builds twice in a row. Most of what a build in a fresh process costs is compiling MSBuild itself.
/// </summary>
internal sealed class BuildServer : IDisposable
{
    private readonly string _name = "artifactgate-" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>What a build must be started with to be served.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Environment =>
    [
        new("DOTNET_CLI_USE_MSBUILD_SERVER", "1"),
        new("MSBUILDNODEHANDSHAKESALT", _name),
        new("UseSharedCompilation", "true"),
        new("SharedCompilationId", _name),
    ];

    /// <summary>What a build must be started with to leave no process behind.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> None =>
    [
        new("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        new("MSBUILDDISABLENODEREUSE", "1"),
        new("UseSharedCompilation", "false"),
    ];

    /// <summary>Ends the processes: those that answer to the name, so never another's.</summary>
    public void Dispose()
    {
        string folder = Directory.CreateTempSubdirectory("artifactgate-servers-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "None.csproj"), Encoding.UTF8.GetBytes("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"));
            string compiler = ProgramRun.Start("dotnet", ["msbuild", "-getProperty:RoslynTargetsPath"], folder, None).Output.Trim();
            ProgramRun.Start("dotnet", ["build-server", "shutdown", "--msbuild"], folder, Environment);
            ProgramRun.Start("dotnet", ["exec", Path.Combine(compiler, "bincore", "VBCSCompiler.dll"), "-shutdown", "-pipename:" + _name], folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
