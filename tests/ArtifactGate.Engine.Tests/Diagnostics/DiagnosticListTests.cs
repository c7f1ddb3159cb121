using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Diagnostics;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Diagnostics;

public sealed class DiagnosticListTests
{
    [Fact]
    public void Places_of_one_credential_from_one_source_are_one_diagnostic()
    {
        var source = new SourceLocation("src/App/Client.cs", 42, 13);
        GateResult result = Sample.Result(
            RunVerdict.Blocked,
            Sample.Finding("content/a.json") with { Source = source },
            Sample.Finding("contentFiles/any/net10.0/a.json") with { Source = source },
            Sample.Finding("tools/a.json") with { Source = source },
            Sample.Finding("tools/b.json") with { Source = source with { Line = 43 } });

        IReadOnlyList<Diagnostic> list = DiagnosticList.From(result);

        Assert.Equal(2, list.Count);
        Assert.Equal(("AG1001", DiagnosticSeverity.Error, "src/App/Client.cs", 42, 13), (list[0].Code, list[0].Severity, list[0].File, list[0].Line, list[0].Column));
        Assert.Contains("out/App.1.0.0.nupkg at content/a.json and 2 more places", list[0].Message, StringComparison.Ordinal);
        Assert.Equal(43, list[1].Line);
    }

    // A password in one line that ships twice: each place has a fingerprint of its own, and all of them are needed to accept it.
    [Fact]
    public void What_could_be_guessed_is_one_diagnostic_for_its_line_too()
    {
        (string a, string b) = ("loc:" + new string('a', 26), "loc:" + new string('b', 26));
        var source = new SourceLocation("settings.json", 2, 9);
        GateResult result = Sample.Result(
            RunVerdict.Blocked,
            Sample.Finding("content/a.json") with { Source = source, Fingerprint = a },
            Sample.Finding("contentFiles/any/net10.0/a.json") with { Source = source, Fingerprint = b },
            Sample.Finding("b.json") with { Source = source with { Column = null }, Fingerprint = b });

        IReadOnlyList<Diagnostic> list = DiagnosticList.From(result, "/a b/obj/artifactgate/Lib.pack.json");

        Assert.Equal(2, list.Count);
        Assert.Contains("at content/a.json and 1 more place ", list[0].Message, StringComparison.Ordinal);
        Assert.EndsWith($"To accept it: artifactgate allow \"/a b/obj/artifactgate/Lib.pack.json\" --fingerprint {a} --fingerprint {b} --reason TEXT --owner NAME.", list[0].Message, StringComparison.Ordinal);
        Assert.EndsWith($"artifactgate allow /obj/a.json --fingerprint {b} --reason TEXT --owner NAME.", DiagnosticList.From(result, "/obj/a.json")[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_source_the_artifact_is_named_and_no_line_is_pretended()
    {
        Diagnostic only = Assert.Single(DiagnosticList.From(Sample.Result(
            RunVerdict.Blocked, Sample.Finding("a/settings.json") with { Location = new FindingLocation(10, 3, 7) })));

        Assert.Equal(("out/App.1.0.0.nupkg", 0, 0), (only.File, only.Line, only.Column));
    }

    [Fact]
    public void A_file_of_a_scanned_folder_is_named_with_its_line()
    {
        GateResult result = Sample.Result(
            RunVerdict.Blocked, Sample.Finding("appsettings.json", artifact: "/app/publish/") with { Location = new FindingLocation(10, 3, 7) }) with
        {
            Artifacts = [Sample.Artifact("/app/publish/", "folder")],
        };

        Diagnostic only = Assert.Single(DiagnosticList.From(result));

        Assert.Equal(("/app/publish/appsettings.json", 3, 7), (only.File, only.Line, only.Column));
    }

    [Theory]
    [InlineData(RunVerdict.Blocked, Verdict.Block, DiagnosticSeverity.Error)]
    [InlineData(RunVerdict.Blocked, Verdict.Warn, DiagnosticSeverity.Error)]
    [InlineData(RunVerdict.Passed, Verdict.Warn, DiagnosticSeverity.Warning)]
    [InlineData(RunVerdict.Observed, Verdict.Block, DiagnosticSeverity.Warning)]
    public void A_finding_is_an_error_when_it_is_why_the_run_does_not_pass(RunVerdict run, Verdict verdict, DiagnosticSeverity expected) =>
        Assert.Equal(expected, Assert.Single(DiagnosticList.From(Sample.Result(run, Sample.Finding(verdict: verdict)))).Severity);

    [Fact]
    public void A_warning_beside_a_blocking_finding_stays_a_warning()
    {
        IReadOnlyList<Diagnostic> list = DiagnosticList.From(Sample.Result(
            RunVerdict.Blocked, Sample.Finding(), Sample.Finding("b", Verdict.Warn) with { Fingerprint = "v1:other" }));

        Assert.Equal([DiagnosticSeverity.Error, DiagnosticSeverity.Warning], list.Select(d => d.Severity));
    }

    [Fact]
    public void Allowed_findings_are_silent() =>
        Assert.Empty(DiagnosticList.From(Sample.Result(RunVerdict.Passed, Sample.Finding(verdict: Verdict.Allowed))));

    [Theory]
    [InlineData(UnreadReason.Encrypted, "AG0001")]
    [InlineData(UnreadReason.Corrupt, "AG0001")]
    [InlineData(UnreadReason.Unsupported, "AG0001")]
    [InlineData(UnreadReason.Changed, "AG0001")]
    [InlineData(UnreadReason.Empty, "AG0001")]
    [InlineData(UnreadReason.Cancelled, "AG0001")]
    [InlineData(UnreadReason.Depth, "AG0002")]
    [InlineData(UnreadReason.Entries, "AG0002")]
    [InlineData(UnreadReason.Size, "AG0002")]
    [InlineData(UnreadReason.Ratio, "AG0002")]
    [InlineData(UnreadReason.Time, "AG0002")]
    [InlineData(UnreadReason.Spool, "AG0002")]
    public void What_was_not_read_is_an_error_by_its_reason(UnreadReason reason, string code)
    {
        Diagnostic only = Assert.Single(DiagnosticList.From(Sample.Result(RunVerdict.Incomplete) with { Unread = [Sample.Unread(reason)] }));

        Assert.Equal((code, DiagnosticSeverity.Error), (only.Code, only.Severity));
        Assert.Contains($"({reason.ToString().ToLowerInvariant()})", only.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunVerdict.Blocked)]
    [InlineData(RunVerdict.Incomplete)]
    [InlineData(RunVerdict.Error)]
    public void A_run_that_does_not_pass_always_has_an_error(RunVerdict verdict) =>
        Assert.Contains(DiagnosticList.From(Sample.Result(verdict)), d => d.Severity == DiagnosticSeverity.Error);

    [Fact]
    public void A_run_without_artifacts_has_an_error_whatever_it_says() =>
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(DiagnosticList.From(Sample.Result(RunVerdict.Passed) with { Artifacts = [] })).Severity);

    [Fact]
    public void Hostile_names_stay_on_one_printable_line()
    {
        Diagnostic only = Assert.Single(DiagnosticList.From(Sample.Result(
            RunVerdict.Blocked, Sample.Finding("a\nb\u001b[2J\u202e##vso[task.complete]::set-env"))));

        Assert.DoesNotContain(only.Message, c => char.IsControl(c) || c == '\u202e');
        Assert.DoesNotContain("##vso", only.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("::", only.Message, StringComparison.Ordinal);
        Assert.Contains("a\\u{a}b\\u{1b}[2J\\u{202e}#\\u{23}vso", only.Message, StringComparison.Ordinal);
    }
}
