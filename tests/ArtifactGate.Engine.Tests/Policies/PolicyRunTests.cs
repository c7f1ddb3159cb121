using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Tests.Policies;

/// <summary>The policy in a real run.</summary>
public sealed class PolicyRunTests
{
    [Fact]
    public void A_finding_that_is_allowed_by_its_fingerprint_lets_the_run_pass()
    {
        using var folder = new PolicyFolder();
        string fingerprint = Assert.Single(Run(folder).Findings).Fingerprint;
        folder.Write("artifactgate.json", $$"""{ "allow": [{ "fingerprint": "{{fingerprint}}", "reason": "rotated", "owner": "ops", "expires": "2026-12-31" }] }""");

        GateResult result = Run(folder);

        Assert.Equal(RunVerdict.Passed, result.Verdict);
        Assert.Equal((Verdict.Allowed, "rotated"), (result.Findings[0].Verdict, result.Findings[0].Allowance));
        Assert.Equal("artifactgate.json", Assert.Single(result.Policies).Path);
    }

    [Fact]
    public void An_allowance_that_expired_blocks_again_and_says_so()
    {
        using var folder = new PolicyFolder();
        string fingerprint = Assert.Single(Run(folder).Findings).Fingerprint;
        folder.Write("artifactgate.json", $$"""{ "allow": [{ "fingerprint": "{{fingerprint}}", "reason": "rotated", "expires": "2026-01-31" }] }""");

        GateResult result = Run(folder);

        Assert.Equal(RunVerdict.Blocked, result.Verdict);
        Assert.Equal("AG0005", Assert.Single(result.Notices).Code);
    }

    [Theory]
    [InlineData("""{"mode":"observe"}""", RunVerdict.Observed, Verdict.Block)]
    [InlineData("""{"mode":"warn"}""", RunVerdict.Passed, Verdict.Warn)]
    [InlineData("""{"mode":"enforce"}""", RunVerdict.Blocked, Verdict.Block)]
    [InlineData("""{"rules":{"AG1001":"off"}}""", RunVerdict.Passed, Verdict.Allowed)]
    public void The_policy_decides_what_the_run_comes_to(string policy, RunVerdict run, Verdict finding)
    {
        using var folder = new PolicyFolder();
        folder.Write("artifactgate.json", policy);

        GateResult result = Run(folder);

        Assert.Equal((run, finding), (result.Verdict, Assert.Single(result.Findings).Verdict));
    }

    [Fact]
    public void Another_salt_gives_another_fingerprint()
    {
        using var folder = new PolicyFolder();
        string before = Assert.Single(Run(folder).Findings).Fingerprint;
        folder.Write("artifactgate.json", """{ "fingerprintSalt": "this repository" }""");

        Assert.NotEqual(before, Assert.Single(Run(folder).Findings).Fingerprint);
    }

    private static GateResult Run(PolicyFolder folder)
    {
        var random = new Random(11);
        var rule = (TokenRule)RuleBook.Default.Find("AG1001")!;
        string file = folder.Write("out/settings.txt", $"token = {rule.Proof!.Complete(rule.Shape.Sample(random), random)}\n");
        return new Gate().Run(PolicyFolder.Options() with { WorkingDirectory = folder.Root, Artifacts = [new ArtifactInput("out/settings.txt", file)] });
    }
}
