using System.Text.Json;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests;

/// <summary>A run that could not be made, and a report that could not be written, lose nothing and say so to machines too.</summary>
public sealed class ReportFailureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("AG0003", "missing.nupkg")]
    [InlineData("AG0003", "*.nupkg")]
    [InlineData("AG0004", "a.txt", "--policy", "missing.json")]
    public void A_run_that_could_not_be_made_is_an_error_in_json(string code, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "nothing");

        ToolRun run = ToolRun.Start(_folder, ["scan", .. arguments, "--format", "json", "--report", "r.json"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        foreach (string json in new[] { run.Output, File.ReadAllText(Path.Combine(_folder, "r.json")) })
        {
            using JsonDocument report = JsonDocument.Parse(json);
            Assert.Equal("error", report.RootElement.GetProperty("verdict").GetString());
            Assert.Equal(code, Assert.Single(report.RootElement.GetProperty("notices").EnumerateArray()).GetProperty("code").GetString());
            Assert.Equal(0, report.RootElement.GetProperty("artifacts").GetArrayLength());
        }
    }

    [Fact]
    public void A_report_that_cannot_be_written_costs_no_finding()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), $"token = {SampleSecrets.GitHub(1)}\n");
        Directory.CreateDirectory(Path.Combine(_folder, "taken.json"));

        ToolRun run = ToolRun.Start(_folder, ["scan", "a.txt", "--format", "json", "--report", "taken.json", "--report", "r.sarif"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("taken.json' cannot be written", run.Error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(run.Output);
        Assert.Equal("error", report.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("AG1001", Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.Contains("AG1001", File.ReadAllText(Path.Combine(_folder, "r.sarif")), StringComparison.Ordinal);
    }
}
