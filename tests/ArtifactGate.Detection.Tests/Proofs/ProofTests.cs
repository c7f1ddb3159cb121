namespace ArtifactGate.Detection.Tests.Proofs;

/// <summary>What every proof of a text value promises.</summary>
public sealed class ProofTests
{
    public static TheoryData<string> Codes => new(RuleBook.Default.Rules.Where(r => r.Code.StartsWith("AG1", StringComparison.Ordinal) && ProofOf(r) is not null).Select(r => r.Code));

    private static Proof? ProofOf(Rule rule) => (rule as TokenRule)?.Proof ?? (rule as RunRule)?.Proof;

    private static string SampleOf(Rule rule, Random random) => rule is TokenRule token
        ? token.Proof!.Complete(token.Shape.Sample(random), random)
        : ((RunRule)rule).Proof.Complete(((RunRule)rule).Alphabet.Sample(random, ((RunRule)rule).Length), random);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Holds_for_its_own_samples_and_fails_for_changed_ones(string code)
    {
        Rule rule = RuleBook.Default.Find(code)!;
        Proof proof = ProofOf(rule)!;
        int held = 0, changed = 0, failed = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            string sample = SampleOf(rule, random);
            ProofResult result = proof.Check(sample);
            held += result.Outcome == ProofOutcome.Holds ? 1 : 0;
            Assert.NotEqual(ProofOutcome.Fails, result.Outcome);
            // What only reads a structure cannot tell that a letter in it is another.
            if (result.Outcome == ProofOutcome.Holds && proof.Bits >= 16 && !proof.ReadsStructure)
            {
                char[] other = sample.ToCharArray();
                int at = random.Next(sample.Length / 4, sample.Length / 2);
                other[at] = other[at] == 'b' ? 'c' : 'b';
                changed += sample[at] == other[at] ? 0 : 1;
                failed += sample[at] != other[at] && proof.Check(other).Outcome != ProofOutcome.Holds ? 1 : 0;
            }
        }

        Assert.InRange(held, 10, 200);
        Assert.Equal(changed, failed);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Never_throws(string code)
    {
        Proof proof = ProofOf(RuleBook.Default.Find(code)!)!;
        var random = new Random(7);
        for (int length = 0; length < 400; length++)
        {
            _ = proof.Check(Alphabet.Get("base64").Sample(random, length));
            _ = proof.Check(string.Create(length, random, (span, r) => { foreach (ref char c in span) { c = (char)r.Next(0x300); } }));
        }
    }

    [Fact]
    public void A_routable_token_says_where_it_belongs()
    {
        string payload = System.Buffers.Text.Base64Url.EncodeToString([.. new byte[16], .. "o:1\nu:2f"u8, 8]);
        var proof = new GitLabRoutableProof();
        string token = proof.Complete($"glpat-{payload}.01.000000000", new Random(1));

        Assert.Equal("organisation 1, user 87", proof.Check(token).Account);
    }
}
