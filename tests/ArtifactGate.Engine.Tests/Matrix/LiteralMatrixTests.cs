using System.Globalization;
using ArtifactGate.Detection;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>Every rule in every form that a literal can have in a program: found once, under its member and at its line of the source.</summary>
public sealed class LiteralMatrixTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-literals-").FullName;

    public LiteralMatrixTests() => Directory.CreateDirectory(Path.Combine(_folder, ".git"));

    public static TheoryData<string> Forms => [.. LiteralForm.All.Select(f => f.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_rule_is_found_under_its_member_and_line(string name)
    {
        LiteralForm form = LiteralForm.All.Single(f => f.Name == name);
        RuleSample[] samples = [.. RuleBook.Default.Rules.Where(RuleSample.IsFor).Select((r, i) => RuleSample.Of(r, i + 7000))];
        bool raw = form.Declaration.Contains("{bytes}", StringComparison.Ordinal);
        IEnumerable<string> lines = samples.Select((s, i) => "    " + form.Declare(i,
            CSharpText.Literal(s.IsText ? s.Text : Convert.ToBase64String(s.Bytes)), CSharpText.Bytes(s.Bytes)));
        string source = Path.Combine(_folder, "Client.cs");
        File.WriteAllLines(source, ["namespace App;", "class Client", "{", .. lines, "}"]);
        Compiler.Compile(source, Path.Combine(_folder, "Lib.dll"), "-debug:portable");

        var gate = new Gate();
        GateResult result = gate.Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = DateTimeOffset.UnixEpoch,
            Artifacts = [new ArtifactInput("Lib.dll", Path.Combine(_folder, "Lib.dll"))],
            Reveal = true,
        });
        Assert.Empty(result.Unread);
        // Names have nothing to say here, see MatrixExceptions: what only they make a credential would be one that was not planted.
        string[] expected = [.. samples.Select((s, i) => (Sample: s, Number: i)).Where(s => s.Sample.Rule is not ContextRule).Select(s =>
            Described(s.Sample.Rule.Code, form.MemberOf(s.Number), "Client.cs", s.Number + 4, s.Sample.IsText ? s.Sample.Value : Convert.ToBase64String(s.Sample.Bytes)))];
        string[] found = [.. result.Findings.Select(f => Described(f.Rule.Code, f.Location.Member, f.Source?.File, f.Source?.Line, gate.Revealed!.Find(f)))];
        string[] wrong = [.. expected.Except(found).Select(e => "missing: " + e), .. found.Except(expected).Select(f => "not planted: " + f)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        Assert.Equal(expected.Length, found.Length);
    }

    private static string Described(string rule, string? member, string? file, int? line, string? value) =>
        string.Create(CultureInfo.InvariantCulture, $"{rule} {member} {file}:{line} {value}");
}
