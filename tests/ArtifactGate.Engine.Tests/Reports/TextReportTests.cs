using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

public sealed class TextReportTests
{
    [Fact]
    public void A_blocked_run_says_what_where_how_sure_and_what_to_do()
    {
        string text = ReportAcceptanceTests.Text("text", Sample.Result(
            RunVerdict.Blocked,
            Sample.Finding() with { Source = new SourceLocation("src/App/Client.cs", 42, 13), Location = new FindingLocation(1234, Member: "App.Client.Connect()") },
            Sample.Finding("content/settings.json") with { Location = new FindingLocation(10, 3, 7) }) with
        {
            Unread = [Sample.Unread(UnreadReason.Encrypted)],
        });

        Assert.Equal(
            """
            BLOCKED: Shipping this would hand out a credential.

            Blocking (1)

              AG1001 Sample access token
                artifact     out/App.1.0.0.nupkg
                path         lib/net10.0/App.dll
                position     App.Client.Connect(), offset 1234, utf-16le
                source       src/App/Client.cs(42,13)
                artifact     out/App.1.0.0.nupkg
                path         content/settings.json
                position     line 3, column 7, utf-16le
                evidence     proven: checksum valid
                value        smpl_…, 41 characters, fingerprint v1:abcdefghijklmnopqrstuvwxyz
                belongs to   Sample access token
                risk         Acts as its owner.
                revoke       Delete it in the settings.
                keep it out  Keep it out of what is packed or published, and hand it over at run time from the
                             environment or a secret store.
                accept it    artifactgate allow REPORT.json --fingerprint v1:abcdefghijklmnopqrstuvwxyz --reason
                             TEXT --owner NAME

            Not read (1)
              AG0001 block out/App.1.0.0.nupkg at inner.zip was not read (encrypted): no password is known. Ship
                           it unencrypted, leave it out, or accept this reason in the policy.

            ArtifactGate 0.1.0, 1 rule: 1 artifact, 12 items, 4.0 KiB in 1.3 s; 2 blocking, 0 warning, 0
            allowed; 1 item not read.

            """,
            text);
    }

    [Fact]
    public void Lines_stay_within_a_hundred_columns_unless_a_name_is_longer()
    {
        string text = ReportAcceptanceTests.Text("text", Sample.Result(RunVerdict.Blocked, Sample.Finding() with { Fix = string.Join(' ', Enumerable.Repeat("word", 100)) }));

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void A_path_is_never_broken()
    {
        string path = string.Join('/', Enumerable.Repeat("my long folder name", 8));

        Assert.Contains($"    path         {path}\n", ReportAcceptanceTests.Text("text", Sample.Result(RunVerdict.Blocked, Sample.Finding(path))), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_places_are_counted_and_not_listed()
    {
        string text = ReportAcceptanceTests.Text("text", Sample.Result(RunVerdict.Blocked, [.. Enumerable.Range(0, 25).Select(i => Sample.Finding($"f{i}.txt"))]));

        Assert.Contains("and 15 more places", text, StringComparison.Ordinal);
        Assert.DoesNotContain("f10.txt", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunVerdict.Passed, "PASSED: ")]
    [InlineData(RunVerdict.Observed, "OBSERVED: ")]
    [InlineData(RunVerdict.Blocked, "BLOCKED: ")]
    [InlineData(RunVerdict.Incomplete, "INCOMPLETE: ")]
    [InlineData(RunVerdict.Error, "ERROR: ")]
    public void The_verdict_comes_first(RunVerdict verdict, string start) =>
        Assert.StartsWith(start, ReportAcceptanceTests.Text("text", Sample.Result(verdict)), StringComparison.Ordinal);
}
