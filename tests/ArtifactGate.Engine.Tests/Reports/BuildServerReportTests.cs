using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

public sealed class BuildServerReportTests
{
    private static readonly Finding Sourced = Sample.Finding() with { Source = new SourceLocation("src/a,b:c;d]%/Client.cs", 42, 13), Fix = "100% out." };

    [Fact]
    public void GitHub_gets_an_annotation_with_its_place()
    {
        string line = ReportAcceptanceTests.Text("github", Sample.Result(RunVerdict.Blocked, Sourced)).Split('\n')[0];

        Assert.StartsWith("::error file=src/a%2Cb%3Ac;d]%25/Client.cs,line=42,col=13,title=ArtifactGate AG1001::Sample access token here would ship", line, StringComparison.Ordinal);
        Assert.EndsWith("100%25 out. To accept it: artifactgate allow REPORT.json --fingerprint v1:abcdefghijklmnopqrstuvwxyz --reason TEXT --owner NAME.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_gets_an_issue_with_its_place()
    {
        string line = ReportAcceptanceTests.Text("azure", Sample.Result(RunVerdict.Passed, Sourced with { Verdict = Verdict.Warn })).Split('\n')[0];

        Assert.StartsWith(
            "##vso[task.logissue type=warning;sourcepath=src/a,b:c%3Bd%5D%AZP25/Client.cs;linenumber=42;columnnumber=13;code=AG1001;]Sample access token here would ship",
            line,
            StringComparison.Ordinal);
        Assert.EndsWith("100%AZP25 out. To accept it: artifactgate allow REPORT.json --fingerprint v1:abcdefghijklmnopqrstuvwxyz --reason TEXT --owner NAME.", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github", "::")]
    [InlineData("azure", "##vso[")]
    public void A_hostile_name_adds_no_command(string writer, string start)
    {
        GateResult result = HostileResult.Make();
        string[] lines = ReportAcceptanceTests.Text(writer, result).TrimEnd('\n').Split('\n');

        Assert.Equal(lines.Length, Diagnostics() + 1);
        Assert.All(lines[..^1], line => Assert.Equal(0, line.LastIndexOf(start + (writer == "azure" ? "task" : ""), StringComparison.Ordinal) is var at && writer == "azure" ? at : 0));
        Assert.DoesNotContain(start, lines[^1], StringComparison.Ordinal);

        int Diagnostics() => ArtifactGate.Engine.Diagnostics.DiagnosticList.From(result).Count;
    }
}
