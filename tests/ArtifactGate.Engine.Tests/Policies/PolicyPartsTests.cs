using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Policies;

/// <summary>Environments, included files, new rules, and names of rules.</summary>
public sealed class PolicyPartsTests
{
    [Theory]
    [InlineData(null, Verdict.Warn)]
    [InlineData("pr", Verdict.Warn)]
    [InlineData("main", Verdict.Block)]
    [InlineData("release", Verdict.Allowed)]
    public void An_environment_comes_before_the_rest_of_the_file(string? environment, Verdict expected)
    {
        const string Json = """
            { "rules": { "AG1001": "warn" },
              "environments": { "main": { "rules": { "AG1*": "block" } }, "release": { "rules": { "*": "off" } } } }
            """;

        Assert.Equal(expected, Judge(PolicyFolder.Of(Json, Options(environment))));
    }

    [Fact]
    public void An_environment_changes_the_mode_what_fails_and_what_unread_content_comes_to()
    {
        const string Json = """
            { "mode": "enforce", "unread": { "encrypted": "block", "corrupt": "block" },
              "environments": { "pr": { "mode": "observe", "failOn": "warn", "unread": { "encrypted": "warn" } } } }
            """;
        Policy policy = PolicyFolder.Of(Json, Options("pr"));

        Assert.Equal((PolicyMode.Observe, FailOn.Warn), (policy.Mode, policy.FailOn));
        Assert.Equal(Verdict.Warn, policy.Judge(Sample.Unread(UnreadReason.Encrypted), isArtifact: false).Verdict);
        Assert.Equal(Verdict.Block, policy.Judge(Sample.Unread(UnreadReason.Corrupt), isArtifact: false).Verdict);
        Assert.Equal((PolicyMode.Enforce, FailOn.Block), (PolicyFolder.Of(Json).Mode, PolicyFolder.Of(Json, Options("main")).FailOn));
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("Release")]
    [InlineData("")]
    public void An_environment_that_does_not_exist_is_an_error(string environment) =>
        Assert.Contains("there are pr, main, release", Assert.Throws<GateException>(() => PolicyFolder.Of("{}", Options(environment))).Message, StringComparison.Ordinal);

    [Fact]
    public void Included_files_add_up_and_the_including_one_wins()
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", """{ "include": ["teams/a.json", "teams/b.json"], "rules": { "AG1001": "warn" }, "limits": { "maxDepth": 5 } }""");
        folder.Write("teams/a.json", """{ "mode": "observe", "rules": { "AG1001": "off", "AG1*": "off" }, "allow": [{ "fingerprint": "v1:aaaaaaaaaaaaaaaaaaaaaaaaaa" }], "limits": { "maxDepth": 3, "maxRatio": 7 } }""");
        folder.Write("teams/b.json", """{ "mode": "warn", "include": ["more/c.json", "a.json"], "allow": [{ "fingerprint": "v1:bbbbbbbbbbbbbbbbbbbbbbbbbb", "expires": "2026-03-02" }], "ruleFiles": ["own.toml"] }""");
        folder.Write("teams/more/c.json", """{ "knownValues": ["C_*"], "ruleFiles": ["own.toml"] }""");

        Policy policy = Policy.Load(Options() with { WorkingDirectory = folder.Root });

        Assert.Equal(["artifactgate.json", "teams/a.json", "teams/b.json", "teams/more/c.json"], policy.References.Select(r => r.Path));
        Assert.All(policy.References, r => Assert.Equal(("repository", 64), (r.Role, r.Sha256.Length)));
        Assert.Equal(PolicyMode.Warn, policy.Mode);
        Assert.Equal(Verdict.Warn, Judge(policy));
        Assert.Equal(Verdict.Allowed, Judge(policy, "AG1002"));
        Assert.Equal((5, 7), (policy.Limits.MaxDepth, policy.Limits.MaxRatio));
        Assert.Equal(["C_*"], policy.KnownValues.Patterns);
        Assert.Equal(["teams/more/own.toml", "teams/own.toml"], policy.RuleFiles.Select(f => Path.GetRelativePath(folder.Root, f).Replace('\\', '/')));
        Assert.EndsWith("b.json", Assert.Single(policy.Notices()).File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_files_is_an_error_that_shows_it()
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", """{ "include": ["a.json"] }""");
        folder.Write("a.json", "{\n\"include\": [\n\"b/b.json\"] }");
        folder.Write("b/b.json", "{\n\"include\": [\"../a.json\"] }");

        GateException error = Assert.Throws<GateException>(() => Policy.Load(Options() with { WorkingDirectory = folder.Root }));

        Assert.Equal(("AG0004", "b.json", 2), (error.Code, Path.GetFileName(error.File), error.Line));
        Assert.Contains("artifactgate.json, a.json, b/b.json, a.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_included_file_never_lies_in_what_is_judged()
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", """{ "include": ["out/mine.json"] }""");
        string inside = folder.Write("out/mine.json", """{ "mode": "observe" }""");
        GateOptions options = Options() with { WorkingDirectory = folder.Root, Artifacts = [new ArtifactInput("out", Path.GetDirectoryName(inside)!)] };

        Assert.Contains("'include[0]' is 'out/mine.json', which lies inside a scanned artifact", Assert.Throws<GateException>(() => Policy.Load(options)).Message, StringComparison.Ordinal);
        Assert.Equal(PolicyMode.Observe, Policy.Load(options with { Artifacts = [new ArtifactInput(".", folder.Root)], Policy = "artifactgate.json" }).Mode);
    }

    [Theory]
    [InlineData("""{"rules":{"asOf":"0.0.9"}}""", "2026-12-01", Verdict.Warn)]
    [InlineData("""{"rules":{"asOf":"0.1.0"}}""", "2026-12-01", Verdict.Block)]
    [InlineData("""{"rules":{"asOf":"2026-11-25"}}""", "2026-12-01", Verdict.Warn)]
    [InlineData("""{"rules":{"asOf":"2026-11-26"}}""", "2026-12-01", Verdict.Block)]
    [InlineData("""{"rules":{"asOf":"0.0.9","newRules":"block"}}""", "2026-12-01", Verdict.Block)]
    [InlineData("""{"rules":{"asOf":"0.0.9","graceDays":30}}""", "2026-12-26", Verdict.Warn)]
    [InlineData("""{"rules":{"asOf":"0.0.9","graceDays":30}}""", "2026-12-27", Verdict.Block)]
    [InlineData("""{"rules":{"asOf":"0.0.9","AG1*":"block"}}""", "2026-12-01", Verdict.Warn)]
    [InlineData("""{"rules":{"asOf":"0.0.9","AG1001":"block"}}""", "2026-12-01", Verdict.Block)]
    [InlineData("""{"rules":{"asOf":"0.0.9","AG1*":"off"}}""", "2026-12-01", Verdict.Allowed)]
    public void A_rule_that_came_later_warns_for_a_while(string json, string today, Verdict expected)
    {
        // Every rule there is came with the first release, on 26 November 2026.
        Policy policy = PolicyFolder.Of(json, Options() with { Now = DateTimeOffset.Parse(today + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(expected, Judge(policy));
    }

    [Fact]
    public void A_new_rule_says_why_it_only_warns() =>
        Assert.Equal("newRules: warn", PolicyFolder.Of("""{"rules":{"asOf":"0.0.9"}}""").Judge(Sample.Finding(), VerdictTests.MatchOf(Sample.Finding())).Details["policy"]);

    [Theory]
    [InlineData("{\"rules\": {\n\"AG1000000\": \"off\"}}", 2, "'rules.AG1000000' is no rule")]
    [InlineData("{\"rules\": {\n\"github-pat\": \"off\"}}", 2, "'rules.github-pat' is no rule")]
    [InlineData("{\"rules\": {\n\"AG9*\": \"off\"}}", 2, "'rules.AG9*' is a pattern that fits no rule")]
    [InlineData("{\"rules\": {\n\"AG0001\": \"off\"}}", 2, "'rules.AG0001' is about the gate itself")]
    [InlineData("{\"environments\": {\"pr\": {\"rules\": {\n\"AG1000000\": \"off\"}}}}", 2, "'environments.pr.rules.AG1000000' is no rule")]
    public void A_severity_of_no_rule_is_an_error(string json, int line, string complaint)
    {
        GateException error = Assert.Throws<GateException>(() => PolicyFolder.Of(json).Check(RuleBook.Default));

        Assert.Equal(("AG0004", line), (error.Code, error.Line));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Severities_of_own_rules_wait_for_a_run_that_has_such_rules()
    {
        Policy policy = PolicyFolder.Of("""{"rules":{"own.*":"warn","AG4*":"off","ag1001":"warn"}}""");

        policy.Check(RuleBook.Default);
    }

    [Fact]
    public void What_others_may_accept_is_no_business_of_a_repository() =>
        Assert.Contains("'allowances' is for a base policy alone", Assert.Throws<GateException>(() => PolicyFolder.Of("""{"allowances":{}}""").Check(RuleBook.Default)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_limit_that_is_asked_for_leaves_the_others_to_the_policy()
    {
        Policy policy = PolicyFolder.Of("""{"limits":{"maxDepth":3,"maxTime":"10m"}}""", Options() with { Limits = new GivenLimits { MaxRatio = 5, MaxTime = GivenLimits.NoTime } });

        Assert.Equal(new Limits { MaxDepth = 3, MaxRatio = 5 }, policy.Limits);
    }

    private static Verdict Judge(Policy policy, string code = "AG1001")
    {
        Finding finding = Sample.Finding() with { Rule = Sample.Rule(code) };
        return policy.Judge(finding, VerdictTests.MatchOf(finding)).Verdict;
    }

    private static GateOptions Options(string? environment = null) => PolicyFolder.Options() with { Environment = environment };
}
