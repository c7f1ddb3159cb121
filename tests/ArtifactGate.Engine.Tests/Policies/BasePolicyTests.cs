using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Policies;

/// <summary>A base policy is judged first, and everything else may only be stricter.</summary>
public sealed class BasePolicyTests
{
    private const string Digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("{}", "{\n\"mode\": \"warn\"}", 2, "'mode' would relax the base policy: it says 'warn' where that says 'enforce'")]
    [InlineData("""{"mode":"warn"}""", "{\n\"mode\": \"observe\"}", 2, "'mode' would relax the base policy: it says 'observe' where that says 'warn'")]
    [InlineData("{}", "{\"failOn\": \"never\"}", 1, "'failOn' would relax the base policy: it says 'never' where that says 'block'")]
    [InlineData("""{"failOn":"warn"}""", "{\"failOn\": \"block\"}", 1, "it says 'block' where that says 'warn'")]
    [InlineData("{}", "{\"rules\": {\n\"AG1001\": \"warn\"}}", 2, "'rules.AG1001' would relax the base policy: it says 'warn' where that comes to 'block' (AG1001)")]
    [InlineData("{}", "{\"rules\": {\n\"*\": \"off\"}}", 2, "'rules.*' would relax the base policy")]
    [InlineData("{}", "{\"rules\": {\n\"AG300?\": \"off\"}}", 2, "'rules.AG300?' would relax the base policy: it says 'off' where that comes to")]
    [InlineData("{}", "{\"rules\": {\n\"own.*\": \"block\", \"AG1002\": \"off\"}}", 2, "'rules.AG1002' would relax")]
    [InlineData("""{"rules":{"AG1*":"block","AG10*":"warn"}}""", "{\"rules\": {\n\"AG1*\": \"warn\"}}", 2, "it says 'warn' where that comes to 'block' (AG11")]
    [InlineData("""{"rules":{"AG1001":"warn"}}""", "{\"rules\": {\n\"AG1001\": \"off\"}}", 2, "it says 'off' where that comes to 'warn' (AG1001)")]
    [InlineData("{}", "{\"rules\": {\n\"asOf\": \"0.0.1\"}}", 2, "'rules.asOf' would relax the base policy")]
    [InlineData("{}", "{\"unread\": {\n\"encrypted\": \"warn\"}}", 2, "'unread.encrypted' would relax the base policy: it says 'warn' where that says 'block'")]
    [InlineData("""{"unread":{"unsupported":"block"}}""", "{\"unread\": {\"unsupported\": \"warn\"}}", 1, "'unread.unsupported' would relax the base policy")]
    [InlineData("{}", "{\"limits\": {\n\"maxDepth\": 17}}", 2, "'limits.maxDepth' would relax the base policy: it raises a limit")]
    [InlineData("""{"limits":{"maxBytes":"1GiB"}}""", "{\"limits\": {\n\"maxDepth\": 3,\n\"maxBytes\": \"2GiB\"}}", 3, "'limits.maxBytes' would relax")]
    [InlineData("""{"limits":{"maxTime":"10m"}}""", "{\"limits\": {\n\"maxTime\": \"off\"}}", 2, "'limits.maxTime' would relax")]
    [InlineData("""{"unread":{"depth":"warn"}}""", "{\"limits\": {\n\"maxDepth\": 1}}", 2, "'limits.maxDepth' would relax the base policy: less would be read")]
    [InlineData("{}", "{\n\"knownValues\": \"off\"}", 2, "'knownValues' would relax the base policy")]
    [InlineData("""{"fingerprintSalt":"a"}""", "{\n\"fingerprintSalt\": \"b\"}", 2, "'fingerprintSalt' is not the base policy's")]
    [InlineData("{}", "{\n\"allowances\": {}}", 2, "'allowances' is for a base policy alone")]
    [InlineData("""{"allowances":{"requireOwner":true}}""", "{\"allow\": [\n{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\"}]}", 2, "'allow[0]' has no 'owner'")]
    [InlineData("""{"allowances":{"maxDays":30}}""", "{\"allow\": [\n{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\"}]}", 2, "'allow[0]' must end ('expires') within 30 days")]
    [InlineData("""{"allowances":{"maxDays":30}}""", "{\"allow\": [\n{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\", \"expires\": \"2026-04-01\"}]}", 2, "'allow[0]' must end")]
    [InlineData("""{"allowances":{"maxDays":30}}""", "{\"allow\": [\n{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\", \"created\": \"2026-02-01\", \"expires\": \"2026-03-20\"}]}", 2, "'allow[0]' must end")]
    [InlineData("""{"allowances":{"maxDays":30}}""", "{\"allow\": [\n{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\", \"created\": \"2026-03-05\", \"expires\": \"2026-03-20\"}]}", 2, "'allow[0]' must end")]
    public void What_would_relax_it_is_refused_with_its_place(string standard, string own, int line, string complaint)
    {
        GateException error = Assert.Throws<GateException>(() => Checked(standard, own));

        Assert.Equal(("AG0004", "artifactgate.json", line), (error.Code, Path.GetFileName(error.File), error.Line));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", """{"mode":"enforce","failOn":"warn","rules":{"AG4*":"block","AG1001":"block"},"unread":{"unsupported":"block","encrypted":"block"}}""")]
    [InlineData("""{"mode":"observe"}""", """{"mode":"warn","failOn":"never"}""")]
    [InlineData("""{"rules":{"AG1*":"off"}}""", """{"rules":{"AG1001":"off"}}""")]
    [InlineData("""{"rules":{"asOf":"0.0.1"}}""", """{"rules":{"asOf":"0.0.2"}}""")]
    [InlineData("""{"unread":{"encrypted":"warn"}}""", """{"unread":{"encrypted":"warn"}}""")]
    [InlineData("""{"limits":{"maxDepth":20}}""", """{"limits":{"maxDepth":18,"maxTime":"5m"}}""")]
    [InlineData("{}", """{"knownValues":["DEPLOY_*"],"fingerprintSalt":"a"}""")]
    [InlineData("""{"allowances":{"requireOwner":true,"maxDays":30}}""", """{"allow":[{"fingerprint":"v1:abcabcabcabcabcabcabcabcab","owner":"ops","created":"2026-02-20","expires":"2026-03-20"}]}""")]
    public void What_is_stricter_or_the_same_is_welcome(string standard, string own) => Checked(standard, own);

    [Fact]
    public void It_may_be_laxer_than_nothing_at_all() =>
        Assert.Equal(Verdict.Warn, Checked("""{"mode":"warn"}""", "{}").Judge(Sample.Finding(), Match()).Verdict);

    [Fact]
    public void In_an_environment_of_the_run_nothing_relaxes_and_in_others_nobody_asks()
    {
        const string Own = """{"environments":{"pr":{"mode":"observe"}}}""";

        Checked("{}", Own, Options() with { Environment = "release" });
        Assert.Contains("'environments.pr.mode' would relax", Assert.Throws<GateException>(() => Checked("{}", Own, Options() with { Environment = "pr" })).Message, StringComparison.Ordinal);
        Checked("""{"environments":{"pr":{"mode":"warn"}}}""", """{"environments":{"pr":{"mode":"warn"}}}""", Options() with { Environment = "pr" });
    }

    [Fact]
    public void No_option_relaxes_it()
    {
        Refused("{}", o => o with { FailOn = FailOn.Never }, "fail-on 'never' (--fail-on, ArtifactGateFailOn) would relax");
        Refused("""{"failOn":"warn"}""", o => o with { FailOn = FailOn.Block }, "fail-on 'block'");
        Refused("{}", o => o with { Limits = new GivenLimits { MaxEntries = 2_000_001 } }, "The limit maxEntries of the command line or the project would relax");
        Refused("{}", o => o with { KnownValues = Engine.Known.KnownValueRequest.Off }, "--no-known-values");
        Refused("""{"allowances":{"maxDays":1}}""", o => o with { AllowedFingerprints = ["v1:abcabcabcabcabcabcabcabcab"] }, "ArtifactGateAllow");
        Checked("{}", "{}", Options() with { FailOn = FailOn.Warn, Limits = new GivenLimits { MaxEntries = 7 }, AllowedFingerprints = ["v1:abcabcabcabcabcabcabcabcab"] });
        Checked("""{"mode":"observe","knownValues":"off"}""", "{}", Options() with { FailOn = FailOn.Never, KnownValues = Engine.Known.KnownValueRequest.Off });
    }

    [Theory]
    [InlineData("{}", Evidence.Proven, "AG1001", "AG1001 with proven evidence")]
    [InlineData("{}", Evidence.Proven, "AG2001", "AG2001 with proven evidence")]
    [InlineData("{}", Evidence.Proven, "AG5001", "AG5001 with proven evidence")]
    [InlineData("{}", Evidence.Format, "AG1001", null)]
    [InlineData("{}", Evidence.Context, "AG4001", null)]
    [InlineData("""{"allowances":{"codes":["AG1*"]}}""", Evidence.Proven, "AG1001", "AG1001 with proven evidence")]
    [InlineData("""{"allowances":{"evidence":["proven"]}}""", Evidence.Proven, "AG1001", "AG1001 with proven evidence")]
    [InlineData("""{"allowances":{"codes":["AG1*"],"evidence":["proven"]}}""", Evidence.Proven, "AG1001", null)]
    [InlineData("""{"allowances":{"codes":["AG1*"],"evidence":["proven"]}}""", Evidence.Format, "AG1001", "AG1001 with format evidence")]
    [InlineData("""{"allowances":{"codes":["AG4*"]}}""", Evidence.Format, "AG1001", "AG1001 with format evidence")]
    [InlineData("""{"allowances":{"codes":[]}}""", Evidence.Context, "AG4001", "AG4001 with context evidence")]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz"}],"allowances":{"codes":[]}}""", Evidence.Proven, "AG1001", null)]
    public void The_repository_accepts_what_it_permits(string standard, Evidence evidence, string code, string? refusal)
    {
        Finding finding = Sample.Finding() with { Evidence = evidence, Rule = Sample.Rule(code) };
        Policy byFile = Checked(standard, """{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","reason":"r"}]}""");
        Policy byBuild = Checked(standard, "{}", Options() with { AllowedFingerprints = [finding.Fingerprint] });

        Assert.All([byFile.Judge(finding, Match(finding)), byBuild.Judge(finding, Match(finding))], judged =>
        {
            Assert.Equal(refusal is null, judged.Verdict == Verdict.Allowed);
            Assert.Equal(refusal is null ? null : "the base policy permits no allowance for " + refusal, judged.Details.GetValueOrDefault("notAllowed"));
        });
    }

    [Theory]
    [InlineData("{}", Verdict.Block)]
    [InlineData("""{"allowances":{"codes":["*"]}}""", Verdict.Block)]
    [InlineData("""{"allowances":{"codes":["AG0001"]}}""", Verdict.Allowed)]
    public void Unread_content_is_accepted_only_where_it_is_meant(string standard, Verdict expected)
    {
        UnreadItem item = Sample.Unread(UnreadReason.Encrypted) with { Sha256 = Digest };

        Assert.Equal(expected, Checked(standard, $$"""{"allow":[{"path":"*.zip","sha256":"{{Digest}}"}]}""").Judge(item, isArtifact: false).Verdict);
        Assert.Equal(Verdict.Allowed, Checked($$"""{"allow":[{"path":"*.zip","sha256":"{{Digest}}"}]}""", "{}").Judge(item, isArtifact: false).Verdict);
    }

    [Fact]
    public void It_comes_first_in_the_report_with_its_role_and_its_salt_counts()
    {
        Policy policy = Checked("""{"fingerprintSalt":"of base"}""", "{}");

        Assert.Equal([("base.json", "base"), ("artifactgate.json", "repository")], policy.References.Select(r => (Path.GetFileName(r.Path), r.Role)));
        Assert.Equal("of base", policy.FingerprintSalt);
    }

    [Fact]
    public void One_that_is_missing_is_an_error_and_one_inside_an_artifact_too()
    {
        using var folder = new PolicyFolder();
        string inside = folder.Write("out/base.json", "{}");
        GateOptions options = Options() with { WorkingDirectory = folder.Root, Artifacts = [new ArtifactInput("out", Path.GetDirectoryName(inside)!)] };

        Assert.Contains("does not exist", Assert.Throws<GateException>(() => Policy.Load(options with { BasePolicy = "nowhere.json" })).Message, StringComparison.Ordinal);
        Assert.Contains("lies inside a scanned artifact", Assert.Throws<GateException>(() => Policy.Load(options with { BasePolicy = "out/base.json" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_cannot_be_replaced()
    {
        static string? Choose(string? given, string? variable, string? folder = "/work") => Engine.Inputs.BasePolicyName.Choose(given, _ => variable, folder, "/work");

        Assert.Null(Choose(null, null));
        Assert.Equal("a.json", Choose("a.json", ""));
        Assert.Equal("/etc/base.json", Choose(null, "/etc/base.json", null));
        Assert.Equal("a.json", Choose("/work/a.json", "a.json"));
        Assert.Contains("cannot be replaced by 'b.json'", Assert.Throws<GateException>(() => Choose("b.json", "a.json")).Message, StringComparison.Ordinal);
        Assert.Contains("must be an absolute path", Assert.Throws<GateException>(() => Choose(null, "a.json", null)).Message, StringComparison.Ordinal);
    }

    private static void Refused(string standard, Func<GateOptions, GateOptions> ask, string complaint)
    {
        GateException error = Assert.Throws<GateException>(() => Checked(standard, "{}", ask(Options())));
        Assert.Equal("AG0004", error.Code);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    private static GateOptions Options() => PolicyFolder.Options();

    private static Policy Checked(string standard, string own, GateOptions? options = null)
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", own);
        using var place = new PolicyFolder();
        Policy policy = Policy.Load((options ?? Options()) with { WorkingDirectory = folder.Root, BasePolicy = place.Write("base.json", standard) });
        policy.Check(RuleBook.Default);
        return policy;
    }

    private static Match Match(Finding? finding = null) => VerdictTests.MatchOf(finding ?? Sample.Finding());
}
