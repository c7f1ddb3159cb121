using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests;

public sealed class KnownValueOptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-known-").FullName;
    private readonly string _value = BuildSecrets.Password(1, 36);
    private readonly Dictionary<string, string> _environment;

    public KnownValueOptionTests()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), $"x {_value}");
        _environment = new() { ["DEPLOY_SECRET"] = _value, ["PLAIN"] = _value[2..], ["WEAK"] = "correct-horse-battery-staple" };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "DEPLOY_SECRET", "--known-values", "DEPLOY_*")]
    [InlineData(1, "DEPLOY_SECRET, PLAIN", "--known-values", "NONE", "--known-values", "PLAIN")]
    [InlineData(0, "", "--no-known-values")]
    public void Elsewhere_it_is_searched_when_it_is_asked_for(int code, string variables, params string[] options)
    {
        ToolRun run = Scan(["a.txt", "--format", "json", .. options]);
        Assert.Equal((code, ""), (run.ExitCode, run.Error));
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(variables, report.GetProperty("knownValues") is { ValueKind: JsonValueKind.Object } known
            ? string.Join(", ", known.GetProperty("searched").EnumerateArray().Select(v => v.GetString()))
            : "");
        Assert.Equal(code, report.GetProperty("findings").GetArrayLength());
        Assert.DoesNotContain(_value[4..], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_build_server_it_is_searched_unless_it_is_switched_off()
    {
        _environment["CI"] = "true";
        Assert.Equal(1, Scan("a.txt").ExitCode);
        Assert.Equal(0, Scan("a.txt", "--no-known-values").ExitCode);
    }

    [Theory]
    [InlineData("--known-values and --no-known-values exclude each other", "--known-values", "X", "--no-known-values")]
    [InlineData("--known-values takes names", "--known-values", "")]
    [InlineData("AG0010: The value of the environment variable WEAK cannot be looked for: it is too easy to guess", "--known-values", "WEAK")]
    [InlineData("AG0004: The known value 'a**b' is no pattern", "--known-values", "a**b")]
    public void What_cannot_be_searched_is_one_line_and_exit_2(string says, params string[] options)
    {
        ToolRun run = Scan(["a.txt", .. options]);
        run.AssertOneLine(says);
        Assert.DoesNotContain("correct-horse", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_itself_reads_its_environment_and_standard_input()
    {
        string tool = typeof(ToolHost).Assembly.Location;
        KeyValuePair<string, string?>[] environment = [new("DEPLOY_SECRET", _value), new("CI", "true")];
        ProgramRun blocked = ProgramRun.Start("dotnet", ["exec", tool, "scan", "a.txt"], _folder, environment);
        Assert.True(blocked.ExitCode == 1, blocked.Output);
        Assert.Contains("AG5001", blocked.Output, StringComparison.Ordinal);
        Assert.Contains("DEPLOY_SECRET", blocked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_value[4..], blocked.Output, StringComparison.Ordinal);
        ProgramRun piped = ProgramRun.Start("dotnet", ["exec", tool, "scan", "-"], _folder, environment, System.Text.Encoding.Unicode.GetBytes($"x {_value}"));
        Assert.True(piped.ExitCode == 1, piped.Output);
        Assert.Equal(0, ProgramRun.Start("dotnet", ["exec", tool, "scan", "a.txt", "--no-known-values"], _folder, environment).ExitCode);
    }

    private ToolRun Scan(params string[] arguments) => ToolRun.Start(_folder, ["scan", .. arguments], environment: _environment);
}
