using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

public sealed class ReceiptCheckTests
{
    private static readonly VerifyOptions Standard = new() { Inputs = [], Now = SampleReceipt.Noon };

    [Fact]
    public void A_sound_receipt_has_no_complaint() => Assert.Empty(Complaints(SampleReceipt.Make(), Standard));

    [Fact]
    public void Another_outcome_than_passed_is_refused()
    {
        Says("'observed', and must be of one that is 'passed'", SampleReceipt.Make() with { Verdict = "observed" });
        Says("'FAILED', and must have 'PASSED'", SampleReceipt.Make() with { Result = "FAILED" });
        Says("lists no artifact", SampleReceipt.Make() with { Artifacts = [] });
        ReceiptArtifact first = SampleReceipt.Make().Artifacts[0];
        Says("of 2 items in it that were not read only 1 are tolerated", SampleReceipt.Make() with { Artifacts = [first with { Tolerated = 1 }] });
        Says("nothing in it was looked at", SampleReceipt.Make() with { Artifacts = [first with { Coverage = new Coverage(0, 0, 0) }] });
    }

    [Theory]
    [InlineData(24 * 60, null)]
    [InlineData((24 * 60) + 1, "too old: it was made at 2026-03-01T12:00:00Z, 24h1m ago, and may be 24h old")]
    [InlineData(-5, null)]
    [InlineData(-6, "from the future: it was made at 2026-03-01T12:00:00Z, and it is 2026-03-01T11:54:00Z")]
    public void Its_age_counts_in_both_directions(int minutesLater, string? says)
    {
        VerifyOptions options = Standard with { Now = SampleReceipt.Noon.AddMinutes(minutesLater) };
        string[] complaints = Complaints(SampleReceipt.Make(), options);
        Assert.Equal(says is null ? 0 : 1, complaints.Length);
        Assert.All(complaints, c => Assert.Contains(says!, c, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_age_is_none_that_lies_ahead()
    {
        VerifyOptions any = Standard with { MaxAge = null, Now = SampleReceipt.Noon.AddYears(1) };
        Assert.Empty(Complaints(SampleReceipt.Make(), any));
        Assert.Single(Complaints(SampleReceipt.Make(), any with { Now = SampleReceipt.Noon.AddDays(-1) }));
        Says("before it began", SampleReceipt.Make() with { Started = SampleReceipt.Noon.AddSeconds(1) });
    }

    [Fact]
    public void Another_rule_set_is_refused_unless_it_is_named()
    {
        Receipt other = SampleReceipt.Make() with { RulesDigest = "sha256:other" };
        Says("expected is sha256:own, there is sha256:other", other);
        Assert.Empty(Complaints(other, Standard with { RulesDigests = ["sha256:more", "sha256:other"] }));
        Assert.Single(Complaints(other, Standard with { RulesDigests = ["sha256:more"] }));
    }

    [Fact]
    public void Every_policy_must_be_one_that_is_accepted()
    {
        string own = SampleReceipt.Sha("policy"), other = SampleReceipt.Sha("other");
        VerifyOptions strict = Standard with { PolicyDigests = [own] };
        Assert.Empty(Complaints(SampleReceipt.Make(), strict));
        Assert.Contains("without a policy", Assert.Single(Complaints(SampleReceipt.Make() with { Policies = [] }, strict)), StringComparison.Ordinal);
        Receipt two = SampleReceipt.Make() with { Policies = [new("artifactgate.json", own, PolicyReference.Repository), new("team.json", other, PolicyReference.Repository)] };
        Assert.Contains($"expected is sha256:{own}, there is sha256:{other} ('team.json')", Assert.Single(Complaints(two, strict)), StringComparison.Ordinal);
        Assert.Empty(Complaints(two, strict with { PolicyDigests = [own, other] }));
    }

    [Fact]
    public void Of_a_run_under_a_base_policy_that_one_is_the_measure()
    {
        string ofBase = SampleReceipt.Sha("base"), own = SampleReceipt.Sha("policy");
        Receipt both = SampleReceipt.Make() with { Policies = [new("base.json", ofBase, PolicyReference.Base), new("artifactgate.json", own, PolicyReference.Repository)] };
        Assert.Empty(Complaints(both, Standard with { PolicyDigests = [ofBase] }));
        Assert.Contains($"there is sha256:{ofBase} ('base.json')", Assert.Single(Complaints(both, Standard with { PolicyDigests = [own] })), StringComparison.Ordinal);
        Assert.Single(Complaints(both with { Policies = [both.Policies[1]] }, Standard with { PolicyDigests = [ofBase] }));
    }

    private static void Says(string text, Receipt receipt) => Assert.Contains(text, Assert.Single(Complaints(receipt, Standard)), StringComparison.Ordinal);

    private static string[] Complaints(Receipt receipt, VerifyOptions options) => [.. new ReceiptCheck(options, SampleReceipt.OwnRules).Complaints(receipt)];
}
