using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Locating;

/// <summary>What a generator wrote is no file: its constants, and the text of it in the debug information, are told where the code of the same value is.</summary>
public sealed class GeneratedSourceTests : IDisposable
{
    private readonly string _repository = Directory.CreateTempSubdirectory("artifactgate-generated-").FullName;

    public GeneratedSourceTests() => Directory.CreateDirectory(Path.Combine(_repository, ".git"));

    public void Dispose() => Directory.Delete(_repository, recursive: true);

    [Theory]
    [InlineData("#line 3 \"PAGE\"", "Home.razor", 3)]
    [InlineData("", "Page.g.cs", 4)]
    public void Literal_constant_and_quoted_text_of_one_value_are_one_place(string line, string file, int at)
    {
        string token = SampleSecrets.GitHub(1), page = Path.Combine(_repository, "Home.razor"), source = Path.Combine(_repository, "Page.g.cs");
        File.WriteAllText(page, $"\n\n<p>{token}</p>");
        File.WriteAllText(source, $"class A\n{{\n{line.Replace("PAGE", page, StringComparison.Ordinal)}\nstring M() => \"{token}\";\n#line default\nconst string K = \"{token}\";\n}}\n");
        Directory.CreateDirectory(Path.Combine(_repository, "out"));
        Compiler.Compile(source, Path.Combine(_repository, "out", "Lib.dll"), "-debug:portable", "-embed");
        File.Delete(source);
        if (line.Length == 0)
        {
            File.Delete(page);
        }

        IReadOnlyList<Finding> findings = Scan("out").Findings;

        Assert.Contains(findings, f => f.Path.Inner == "Lib.dll");
        Assert.Contains(findings, f => f.Path.Inner.StartsWith("Lib.pdb!sources/", StringComparison.Ordinal));
        Assert.All(findings, f => Assert.Equal((file, at), (f.Source!.File, f.Source.Line)));
    }

    // A file of its own is told where it lies, whatever code holds the same value.
    [Fact]
    public void Another_file_with_the_same_value_keeps_its_place()
    {
        string token = SampleSecrets.GitHub(1), source = Path.Combine(_repository, "Page.cs");
        File.WriteAllText(source, $"class A {{ string M() => \"{token}\"; }}");
        Directory.CreateDirectory(Path.Combine(_repository, "out"));
        Compiler.Compile(source, Path.Combine(_repository, "out", "Lib.dll"), "-debug:portable");
        File.WriteAllBytes(Path.Combine(_repository, "out", "a.bin"), [0, 1, 2, 3, 0, .. System.Text.Encoding.ASCII.GetBytes(token), 0]);
        Assert.Equal(["Page.cs", "out/a.bin"], Scan("out").Findings.Select(f => f.Source!.File).Order(StringComparer.Ordinal));
    }

    private GateResult Scan(string artifact) => new Gate().Run(new GateOptions
    {
        Artifacts = [new ArtifactInput(artifact, Path.Combine(_repository, artifact))],
        WorkingDirectory = _repository,
        Now = DateTimeOffset.UnixEpoch,
        Provenance = new FilesAsTheyLie(Path.Combine(_repository, artifact)),
    });

    private sealed class FilesAsTheyLie(string folder) : IProvenance
    {
        public SourceLocation? SourceOf(ArtifactPath path, string? member) => path.Segments.IsEmpty ? null : new SourceLocation(Path.Combine(folder, path.Segments[0]));

        public string? FixFor(ArtifactPath path, string? member) => null;
    }
}
