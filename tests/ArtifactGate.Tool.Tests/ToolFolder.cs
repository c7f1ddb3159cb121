using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests;

/// <summary>A folder of its own, and the tool as a program of its own that runs in it.</summary>
internal abstract class ToolFolder(string prefix) : IDisposable
{
    private static readonly string Tool = typeof(ToolHost).Assembly.Location;

    /// <summary>The folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <summary>Changes to the environment of the tool: none of the build that runs the tests.</summary>
    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["CI"] = null,
        ["GITHUB_ACTIONS"] = null,
        ["TF_BUILD"] = null,
        ["ARTIFACTGATE_BASE_POLICY"] = null,
        ["ARTIFACTGATE_FINGERPRINT_KEY"] = null,
    };

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), content);
    }

    /// <summary>Runs the tool in the folder.</summary>
    public ProgramRun Run(params string[] arguments) => RunIn(Root, arguments);

    /// <summary>Runs the tool in another folder.</summary>
    public ProgramRun RunIn(string folder, params string[] arguments) => ProgramRun.Start("dotnet", ["exec", Tool, .. arguments], folder, Environment);

    public virtual void Dispose() => Directory.Delete(Root, recursive: true);
}
