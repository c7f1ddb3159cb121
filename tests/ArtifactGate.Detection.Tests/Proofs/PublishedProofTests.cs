using ArtifactGate.Detection.Tests.Examples;
using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Proofs;

/// <summary>What values that others published prove by themselves: our own samples only show that we agree with ourselves.</summary>
public sealed class PublishedProofTests
{
    [Theory]
    [InlineData("AG1031")]
    [InlineData("AG1134")]
    [InlineData("AG1376")]
    [InlineData("AG1417")]
    [InlineData("AG1418")]
    [InlineData("AG1419")]
    [InlineData("AG1808")]
    [InlineData("AG1972")]
    [InlineData("AG1973")]
    [InlineData("AG1974")]
    [InlineData("AG1975")]
    [InlineData("AG1990")]
    [InlineData("AG1991")]
    [InlineData("AG1992")]
    [InlineData("AG1993")]
    [InlineData("AG1994")]
    public void A_published_value_with_a_checksum_is_proven(string code) => Assert.Contains(PublishedExample.All.Where(e => e.Code == code),
        e => TokenScan.Of(e.Text).Any(m => m.Rule.Code == code && m.Evidence == Evidence.Proven));

    [Theory]
    [InlineData("AG1373", "sentry")]
    [InlineData("AG1375", "848771")]
    [InlineData("AG1416", "2ob4dix7b57ka@1passwordserviceaccounts.com")]
    public void A_published_value_with_a_payload_says_whose_it_is(string code, string account) => Assert.Contains(
        PublishedExample.All.Where(e => e.Code == code),
        e => TokenScan.Of(e.Text).Any(m => m.Rule.Code == code && m.Identity.Account == account));

    // A lone half of a pair of UTF-16 units, which JSON can write but no text can hold, and bytes that are no UTF-8.
    [Theory]
    [InlineData("eyJpYXQiOiJcdWQ4MDAiLCJyZWdpb25fdXJsIjoiXHVkODAwIiwib3JnIjoiXHVkODAwIn0")]
    [InlineData("eyJpYXQiOiL_IiwicmVnaW9uX3VybCI6Iv8iLCJvcmciOiL_In0")]
    public void A_payload_that_is_no_text_says_nothing(string payload) =>
        Assert.Equal(ProofOutcome.Unknown, new JsonPayloadProof(0, '\0', "iat") { Account = "org" }.Check(payload).Outcome);
}
