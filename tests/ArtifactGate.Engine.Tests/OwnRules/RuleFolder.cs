using ArtifactGate.Engine.OwnRules;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.OwnRules;

/// <summary>A folder with rule files and artifacts, deleted afterwards.</summary>
internal sealed class RuleFolder : IDisposable
{
    /// <summary>A rule for values that nothing else knows.</summary>
    public const string Acme = """
        [[rules]]
        id = "acme-token"
        description = "Acme deployment token"
        regex = '''\bacme_[a-z0-9]{32}\b'''
        keywords = ["acme_"]
        """;

    public string Root { get; } = Directory.CreateTempSubdirectory("artifactgate-rules-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public RuleFiles Load(string toml)
    {
        Write("rules.toml", toml);
        return RuleFiles.Load(["rules.toml"], Root);
    }

    public GateResult Scan(string toml, params string[] artifacts)
    {
        Write("rules.toml", toml);
        return new Gate().Run(Options(artifacts) with { Rules = ["rules.toml"] });
    }

    public GateOptions Options(params string[] artifacts) => new()
    {
        WorkingDirectory = Root,
        Now = Sample.Now,
        Artifacts = [.. artifacts.Select(a => new ArtifactInput(a, Path.Combine(Root, a)))],
    };
}
