using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

public sealed class MSBuildReportTests
{
    [Fact]
    public void A_finding_is_one_canonical_line() =>
        Assert.Equal(
            "src/App/Client.cs(42,13): error AG1001: Sample access token here would ship in out/App.1.0.0.nupkg at lib/net10.0/App.dll in App.Client.Connect() "
            + "(proven: checksum valid). Delete it in the settings. Take it out. "
            + "To accept it: artifactgate allow REPORT.json --fingerprint v1:abcdefghijklmnopqrstuvwxyz --reason TEXT --owner NAME.\n",
            ReportAcceptanceTests.Text("msbuild", Sample.Result(RunVerdict.Blocked, Sample.Finding() with
            {
                Source = new SourceLocation("src/App/Client.cs", 42, 13),
                Location = new FindingLocation(1, Member: "App.Client.Connect()"),
                Fix = "Take it out.",
            })));

    [Fact]
    public void A_colon_in_a_file_name_does_not_make_another_diagnostic()
    {
        string text = ReportAcceptanceTests.Text("msbuild", Sample.Result(RunVerdict.Passed, Sample.Finding("", Verdict.Warn, "x: error AG1001: y")));

        Assert.StartsWith("x%3A error AG1001%3A y: warning AG1001: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drive_letter_stays() =>
        Assert.StartsWith(@"C:\out\App.nupkg: error AG1001: ", ReportAcceptanceTests.Text("msbuild", Sample.Result(RunVerdict.Blocked, Sample.Finding("a", artifact: @"C:\out\App.nupkg"))), StringComparison.Ordinal);
}
