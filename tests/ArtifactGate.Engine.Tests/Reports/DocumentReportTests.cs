using System.Xml.Linq;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

public sealed class DocumentReportTests
{
    [Fact]
    public void JUnit_counts_what_fails_what_is_skipped_and_what_passes()
    {
        GateResult result = Sample.Result(RunVerdict.Blocked, Sample.Finding(), Sample.Finding("b", Verdict.Warn), Sample.Finding("c", Verdict.Allowed)) with
        {
            Unread = [Sample.Unread(UnreadReason.Corrupt), Sample.Unread(UnreadReason.Unsupported, Verdict.Warn)],
            Artifacts = [Sample.Artifact(verdict: RunVerdict.Blocked), Sample.Artifact("out/Clean.nupkg")],
        };

        XElement root = XDocument.Parse(ReportAcceptanceTests.Text("junit", result)).Root!;

        Assert.Equal(("6", "1", "1", "2"), ((string?)root.Attribute("tests"), (string?)root.Attribute("failures"), (string?)root.Attribute("errors"), (string?)root.Attribute("skipped")));
        Assert.Equal(["out/App.1.0.0.nupkg", "out/Clean.nupkg"], root.Elements("testsuite").Select(s => (string?)s.Attribute("name")));
        Assert.Single(root.Descendants("failure"));
        Assert.Single(root.Descendants("error"));
        Assert.All(root.Elements("testsuite"), suite => Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count()));
    }

    [Theory]
    [InlineData(RunVerdict.Blocked)]
    [InlineData(RunVerdict.Incomplete)]
    [InlineData(RunVerdict.Error)]
    public void JUnit_never_shows_a_run_that_does_not_pass_as_green(RunVerdict verdict)
    {
        XElement root = XDocument.Parse(ReportAcceptanceTests.Text("junit", Sample.Result(verdict))).Root!;

        Assert.NotEmpty(root.Descendants("error"));
    }

    [Fact]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        string html = ReportAcceptanceTests.Text("html", HostileResult.Make());

        Assert.DoesNotMatch("(?i)<(script|link|img|iframe|object|embed|base|form|a)[\\s>]|\\son\\w+=\"|javascript:y\\)\"|url\\(", html);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_well_formed_labelled_and_filtered_by_severity()
    {
        string html = ReportAcceptanceTests.Text("html", Sample.Result(RunVerdict.Blocked, Sample.Finding(), Sample.Finding("b", Verdict.Warn)));
        foreach (string verdict in new[] { "block", "warn", "allowed" })
        {
            Assert.Contains($"<input class=\"filter\" type=\"checkbox\" id=\"show-{verdict}\" checked><label for=\"show-{verdict}\">", html, StringComparison.Ordinal);
            Assert.Contains($"#show-{verdict}:not(:checked) ~ section article.{verdict}", html, StringComparison.Ordinal);
        }

        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);

        // Apart from the elements that HTML leaves open, the page is XML.
        string xml = System.Text.RegularExpressions.Regex.Replace(html["<!DOCTYPE html>".Length..], "<(meta|input)([^>]*?)( checked)?>", "<$1$2/>");
        Assert.Equal(2, XDocument.Parse(xml).Descendants("article").Count());
    }

    [Fact]
    public void Markdown_keeps_its_tables_whatever_the_names_are()
    {
        string text = ReportAcceptanceTests.Text("markdown", HostileResult.Make());
        string[] rows = [.. text.Split('\n').Where(l => l.StartsWith('|'))];

        Assert.NotEmpty(rows);
        Assert.All(rows.Where(r => r.Contains("AG1001", StringComparison.Ordinal)), row => Assert.Equal(8, row.Count(c => c == '|')));
        string withoutOwn = text.Replace("<code>", "", StringComparison.Ordinal).Replace("</code>", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[<>`\[\]@]|javascript:", withoutOwn);
    }

    [Fact]
    public void Markdown_makes_no_link_of_a_name() =>
        Assert.Contains("www&#46;example.org", ReportAcceptanceTests.Text("markdown", Sample.Result(RunVerdict.Blocked, Sample.Finding("www.example.org"))), StringComparison.Ordinal);

    [Fact]
    public void Markdown_counts_what_it_does_not_list()
    {
        string text = ReportAcceptanceTests.Text("markdown", Sample.Result(RunVerdict.Blocked, [.. Enumerable.Range(0, 250).Select(i => Sample.Finding($"f{i}"))]));

        Assert.Contains("and 50 more", text, StringComparison.Ordinal);
    }
}
