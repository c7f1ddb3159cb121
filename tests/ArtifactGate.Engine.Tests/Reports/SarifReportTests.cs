using System.Text.Json;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

public sealed class SarifReportTests
{
    [Fact]
    public void Results_refer_to_their_rules_and_have_level_place_and_fingerprint()
    {
        JsonElement run = Run(Sample.Result(
            RunVerdict.Blocked,
            Sample.Finding() with { Source = new SourceLocation("src/My App/Client.cs", 42, 13), Location = new FindingLocation(1, Member: "App.Connect()") },
            Sample.Finding("a.json", Verdict.Warn) with { Rule = Sample.Rule("AG2001", "key"), Location = new FindingLocation(1, 3, 4) },
            Sample.Finding("", Verdict.Allowed, "/abs/x.txt") with { Allowance = "rotated", Location = new FindingLocation(1, 3, 4) }));
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];

        Assert.Equal(["AG1001", "AG2001"], driver.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        Assert.Equal(["error", "warning", "note"], results.Select(r => r.GetProperty("level").GetString()));
        Assert.All(results, r => Assert.Equal(r.GetProperty("ruleId").GetString(), driver.GetProperty("rules")[r.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.All(results, r => Assert.StartsWith("v1:", r.GetProperty("partialFingerprints").GetProperty("artifactGate/v1").GetString(), StringComparison.Ordinal));
        Assert.Equal(("src/My%20App/Client.cs", 42, 13), PlaceOf(results[0]));
        Assert.Equal(("out/App.1.0.0.nupkg", 0, 0), PlaceOf(results[1]));
        Assert.Equal(("file:///abs/x.txt", 3, 4), PlaceOf(results[2]));
        Assert.Equal("out/App.1.0.0.nupkg!lib/net10.0/App.dll", results[0].GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
        Assert.Contains("lib/net10.0/App.dll", results[0].GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        JsonElement suppression = results[2].GetProperty("suppressions")[0];
        Assert.Equal(("external", "rotated"), (suppression.GetProperty("kind").GetString(), suppression.GetProperty("justification").GetString()));
        Assert.False(results[0].TryGetProperty("suppressions", out _));
    }

    [Fact]
    public void A_rule_carries_help_tags_and_severity()
    {
        JsonElement rule = Run(Sample.Result(RunVerdict.Blocked, Sample.Finding())).GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];

        Assert.Contains("Delete it in the settings.", rule.GetProperty("help").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(["security", "external/cwe/cwe-798", "external/owasp/nhi2-2025", "external/owasp/nhi7-2025"], rule.GetProperty("properties").GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("9.1", rule.GetProperty("properties").GetProperty("security-severity").GetString());
        Assert.Equal("https://example.org/tokens", rule.GetProperty("helpUri").GetString());
    }

    [Theory]
    [InlineData(RunVerdict.Passed, Verdict.Warn, true)]
    [InlineData(RunVerdict.Incomplete, Verdict.Block, false)]
    [InlineData(RunVerdict.Blocked, Verdict.Block, false)]
    public void What_was_not_read_is_a_notification(RunVerdict verdict, Verdict unread, bool successful)
    {
        JsonElement invocation = Run(Sample.Result(verdict) with { Unread = [Sample.Unread(UnreadReason.Size, unread)] }).GetProperty("invocations")[0];
        JsonElement notification = invocation.GetProperty("toolExecutionNotifications")[0];

        Assert.Equal(successful, invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("AG0002", notification.GetProperty("descriptor").GetProperty("id").GetString());
        Assert.Equal(unread == Verdict.Block ? "error" : "warning", notification.GetProperty("level").GetString());
        Assert.Contains("inner.zip", notification.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_artifacts_was_not_successful() =>
        Assert.False(Run(Sample.Result(RunVerdict.Passed) with { Artifacts = [] }).GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());

    [Fact]
    public void Hostile_names_keep_every_place_a_uri_reference()
    {
        JsonElement run = Run(HostileResult.Make());

        Assert.All(run.GetProperty("results").EnumerateArray(), r => Assert.True(Uri.IsWellFormedUriString(PlaceOf(r).Uri, UriKind.RelativeOrAbsolute)));
    }

    [Theory]
    [InlineData("out/a b.nupkg", "out/a%20b.nupkg")]
    [InlineData("/abs/a#b", "file:///abs/a%23b")]
    [InlineData(@"C:\out\a.nupkg", "file:///C:/out/a.nupkg")]
    [InlineData("../x:y", "../x%3Ay")]
    [InlineData("oci://registry.example/app:1.0", "oci://registry.example/app%3A1.0")]
    [InlineData("//host/share", "file:///host/share")]
    public void Paths_become_uri_references(string path, string expected) => Assert.Equal(expected, SarifLocation.UriOf(path));

    private static JsonElement Run(GateResult result)
    {
        using JsonDocument document = JsonDocument.Parse(ReportAcceptanceTests.Text("sarif", result));
        JsonElement root = document.RootElement.Clone();
        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        return root.GetProperty("runs").EnumerateArray().Single();
    }

    private static (string Uri, int Line, int Column) PlaceOf(JsonElement result)
    {
        JsonElement physical = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        string uri = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        return physical.TryGetProperty("region", out JsonElement region)
            ? (uri, region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32())
            : (uri, 0, 0);
    }
}
