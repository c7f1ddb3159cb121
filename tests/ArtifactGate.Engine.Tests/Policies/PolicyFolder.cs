using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Policies;

/// <summary>A folder with a policy in it, deleted afterwards.</summary>
internal sealed class PolicyFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("artifactgate-policy-").FullName;

    public static Policy Of(string json, GateOptions? options = null)
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", json);
        return Policy.Load((options ?? Options()) with { WorkingDirectory = folder.Root });
    }

    public static GateOptions Options() => new() { WorkingDirectory = "/", Now = Sample.Now };

    public string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
