using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Policies;

public sealed class VerdictTests
{
    private static readonly DateTimeOffset Past = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Evidence.Proven, Verdict.Block)]
    [InlineData(Evidence.Format, Verdict.Block)]
    [InlineData(Evidence.Context, Verdict.Warn)]
    public void Evidence_decides(Evidence evidence, Verdict expected) => Assert.Equal(expected, Judge("{}", Finding(evidence)).Verdict);

    [Theory]
    [InlineData(Evidence.Proven, Verdict.Warn)]
    [InlineData(Evidence.Context, Verdict.Allowed)]
    public void An_expired_credential_counts_one_step_less(Evidence evidence, Verdict expected)
    {
        Finding judged = Judge("{}", Expired(Finding(evidence)));

        Assert.Equal((expected, "expired 2025-01-01"), (judged.Verdict, judged.Details["downgraded"]));
        Assert.Equal("valid", judged.Details["checksum"]);
    }

    [Fact]
    public void An_encrypted_key_counts_one_step_less()
    {
        Finding judged = Judge("{}", Finding(), encrypted: true);

        Assert.Equal((Verdict.Warn, "encrypted"), (judged.Verdict, judged.Details["downgraded"]));
    }

    [Fact]
    public void Two_reasons_are_one_step()
    {
        Finding judged = Judge("{}", Expired(Finding()), encrypted: true);

        Assert.Equal((Verdict.Warn, "expired 2025-01-01, encrypted"), (judged.Verdict, judged.Details["downgraded"]));
    }

    [Fact]
    public void Signing_keys_in_clear_and_known_values_never_count_less()
    {
        Finding signing = Judge("{}", Expired(Finding()), signing: true);
        Finding known = Judge("{}", Expired(Finding()) with { Rule = Sample.Rule("AG5001", "known-value") }, encrypted: true);

        Assert.Equal((Verdict.Block, false), (signing.Verdict, signing.Details.ContainsKey("downgraded")));
        Assert.Equal(Verdict.Block, known.Verdict);
    }

    [Fact]
    public void A_credential_that_has_not_ended_yet_blocks() =>
        Assert.Equal(Verdict.Block, Judge("{}", Finding() with { Identity = new Identity("i", "k", Expires: Sample.Now.AddMinutes(1)) }).Verdict);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"rules":{"*":"block"}}""")]
    public void A_published_value_is_allowed(string policy)
    {
        Finding judged = Judge(policy, Finding(), published: "the emulator's documentation");

        Assert.Equal((Verdict.Allowed, "the emulator's documentation"), (judged.Verdict, judged.Details["public"]));
    }

    [Theory]
    [InlineData("""{"rules":{"AG1001":"warn"}}""", Verdict.Warn)]
    [InlineData("""{"rules":{"AG1*":"off"}}""", Verdict.Allowed)]
    [InlineData("""{"rules":{"AG1*":"off","AG1001":"block"}}""", Verdict.Block)]
    [InlineData("""{"rules":{"AG1001":"block","*":"off"}}""", Verdict.Block)]
    [InlineData("""{"rules":{"AG2*":"off"}}""", Verdict.Block)]
    [InlineData("""{"mode":"warn"}""", Verdict.Warn)]
    [InlineData("""{"mode":"observe"}""", Verdict.Block)]
    public void The_policy_sets_severities(string policy, Verdict expected) => Assert.Equal(expected, Judge(policy, Finding()).Verdict);

    [Fact]
    public void A_context_rule_can_be_made_to_block() =>
        Assert.Equal(Verdict.Block, Judge("""{"rules":{"AG1001":"block"}}""", Finding(Evidence.Context)).Verdict);

    [Fact]
    public void What_the_policy_changed_is_named() =>
        Assert.Equal("AG1*: warn", Judge("""{"rules":{"AG1*":"warn"}}""", Finding()).Details["policy"]);

    [Theory]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","reason":"rotated"}]}""", Verdict.Allowed)]
    [InlineData("""{"allow":[{"fingerprint":"v1:otherotherotherotherothero","reason":"rotated"}]}""", Verdict.Block)]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","artifacts":"out/*.nupkg","reason":"rotated"}]}""", Verdict.Allowed)]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","artifacts":"*.nupkg","reason":"rotated"}]}""", Verdict.Allowed)]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","artifacts":"*.zip","reason":"rotated"}]}""", Verdict.Block)]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","reason":"rotated","expires":"2026-03-01"}]}""", Verdict.Allowed)]
    [InlineData("""{"allow":[{"fingerprint":"v1:abcdefghijklmnopqrstuvwxyz","reason":"rotated","expires":"2026-02-28"}]}""", Verdict.Block)]
    public void An_allowance_by_fingerprint_holds_where_and_while_it_says(string policy, Verdict expected)
    {
        Finding judged = Judge(policy, Finding());

        Assert.Equal(expected, judged.Verdict);
        Assert.Equal(expected == Verdict.Allowed ? "rotated" : null, judged.Allowance);
    }

    [Theory]
    [InlineData(Evidence.Context, Verdict.Allowed)]
    [InlineData(Evidence.Format, Verdict.Block)]
    [InlineData(Evidence.Proven, Verdict.Block)]
    public void A_glob_allowance_covers_context_evidence_only(Evidence evidence, Verdict expected) =>
        Assert.Equal(expected, Judge("""{"allow":[{"rule":"AG*","path":"**","reason":"samples"}]}""", Finding(evidence)).Verdict);

    [Theory]
    [InlineData("AG3*", Evidence.Format, Verdict.Allowed)]
    [InlineData("AG3001", Evidence.Format, Verdict.Allowed)]
    [InlineData("AG*", Evidence.Format, Verdict.Block)]
    [InlineData("*", Evidence.Format, Verdict.Block)]
    [InlineData("AG3*", Evidence.Proven, Verdict.Block)]
    [InlineData("AG*", Evidence.Context, Verdict.Allowed)]
    public void A_glob_allowance_covers_files_that_must_not_ship_where_it_means_them(string rule, Evidence evidence, Verdict expected)
    {
        Finding finding = Finding(evidence) with { Rule = Sample.Rule("AG3001", "a-file") };

        Assert.Equal(expected, Judge($$"""{"allow":[{"rule":"{{rule}}","path":"**","reason":"samples"}]}""", finding).Verdict);
    }

    [Theory]
    [InlineData("lib/**", Verdict.Allowed)]
    [InlineData("*.dll", Verdict.Allowed)]
    [InlineData("docs/**", Verdict.Warn)]
    public void A_glob_allowance_covers_its_paths_only(string path, Verdict expected) =>
        Assert.Equal(expected, Judge($$"""{"allow":[{"rule":"AG1001","path":"{{path}}","reason":"samples"}]}""", Finding(Evidence.Context)).Verdict);

    [Fact]
    public void The_build_allows_fingerprints_too()
    {
        GateOptions options = PolicyFolder.Options() with { AllowedFingerprints = [Finding().Fingerprint] };

        Assert.Equal(Verdict.Allowed, PolicyFolder.Of("{}", options).Judge(Finding(), MatchOf(Finding())).Verdict);
    }

    [Theory]
    [InlineData(UnreadReason.Encrypted, Verdict.Block, Verdict.Warn)]
    [InlineData(UnreadReason.Corrupt, Verdict.Block, Verdict.Warn)]
    [InlineData(UnreadReason.Unsupported, Verdict.Warn, Verdict.Warn)]
    [InlineData(UnreadReason.Depth, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Entries, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Size, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Ratio, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Time, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Spool, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Changed, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Empty, Verdict.Block, Verdict.Block)]
    [InlineData(UnreadReason.Cancelled, Verdict.Block, Verdict.Block)]
    public void Unread_content_counts_by_its_reason(UnreadReason reason, Verdict inScan, Verdict inBuild)
    {
        UnreadItem item = Sample.Unread(reason);

        Assert.Equal(inScan, PolicyFolder.Of("{}").Judge(item, isArtifact: false).Verdict);
        Assert.Equal(inBuild, PolicyFolder.Of("{}", PolicyFolder.Options() with { InBuild = true }).Judge(item, isArtifact: false).Verdict);
        Assert.Equal(Verdict.Block, PolicyFolder.Of("{}", PolicyFolder.Options() with { InBuild = true }).Judge(item, isArtifact: true).Verdict);
    }

    [Fact]
    public void The_policy_tolerates_unread_content_but_no_artifact_that_was_not_opened()
    {
        Policy policy = PolicyFolder.Of("""{"unread":{"encrypted":"warn","unsupported":"block"}}""");

        Assert.Equal(Verdict.Warn, policy.Judge(Sample.Unread(UnreadReason.Encrypted), isArtifact: false).Verdict);
        Assert.Equal(Verdict.Block, policy.Judge(Sample.Unread(UnreadReason.Encrypted), isArtifact: true).Verdict);
        Assert.Equal(Verdict.Block, policy.Judge(Sample.Unread(UnreadReason.Unsupported), isArtifact: false).Verdict);
    }

    [Theory]
    [InlineData("2026-02-28", "expired on 2026-02-28")]
    [InlineData("2026-03-01", "expires on 2026-03-01")]
    [InlineData("2026-03-15", "expires on 2026-03-15")]
    [InlineData("2026-03-16", null)]
    public void The_end_of_an_allowance_is_said_fourteen_days_ahead(string expires, string? text)
    {
        IReadOnlyList<Notice> notices = PolicyFolder.Of($$"""{"allow":[{"fingerprint":"v1:abcabcabcabcabcabcabcabcab","owner":"ops","expires":"{{expires}}"}]}""").Notices();

        Assert.Equal(text is null ? 0 : 1, notices.Count);
        Assert.All(notices, n => Assert.Equal("AG0005", n.Code));
        Assert.All(notices, n => Assert.Contains(text!, n.Message, StringComparison.Ordinal));
        Assert.All(notices, n => Assert.EndsWith("artifactgate.json", n.File, StringComparison.Ordinal));
    }

    [Fact]
    public void An_observing_gate_says_so()
    {
        Assert.Equal("AG0007", Assert.Single(PolicyFolder.Of("""{"mode":"observe"}""").Notices()).Code);
        Assert.Equal("AG0007", Assert.Single(PolicyFolder.Of("{}", PolicyFolder.Options() with { FailOn = FailOn.Never }).Notices()).Code);
        Assert.Empty(PolicyFolder.Of("{}").Notices());
    }

    private static Finding Judge(string policy, Finding finding, bool encrypted = false, bool signing = false, string? published = null) =>
        PolicyFolder.Of(policy).Judge(finding, MatchOf(finding) with { Encrypted = encrypted, SigningKey = signing, Published = published });

    private static Finding Finding(Evidence evidence = Evidence.Proven) => Sample.Finding() with { Evidence = evidence };

    private static Finding Expired(Finding finding) => finding with { Identity = new Identity("Sample", "token", Expires: Past) };

    internal static Match MatchOf(Finding finding) => new()
    {
        Rule = finding.Rule,
        Offset = 0,
        ByteLength = 41,
        Form = TextForm.Utf8,
        Evidence = finding.Evidence,
        Fingerprint = finding.Fingerprint,
        Preview = finding.Preview,
        Length = finding.Length,
        Identity = finding.Identity,
        Details = [],
    };
}
