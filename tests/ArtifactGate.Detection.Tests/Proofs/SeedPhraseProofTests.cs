using ArtifactGate.Detection.Tests.Tokens;

namespace ArtifactGate.Detection.Tests.Proofs;

/// <summary>A seed phrase is told from a sentence by its words and their checksum.</summary>
public sealed class SeedPhraseProofTests
{
    private static readonly SeedPhraseProof Proof = new();

    [Fact]
    public void Holds_for_every_length_and_rarely_after_two_words_change_places()
    {
        var lengths = new HashSet<int>();
        int changed = 0, failed = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            string phrase = Proof.Complete("", new Random(seed));
            Assert.Equal(ProofOutcome.Holds, Proof.Check(phrase).Outcome);
            string[] words = phrase.Split(' ');
            lengths.Add(words.Length);
            (words[0], words[1]) = (words[1], words[0]);
            string other = string.Join(' ', words);
            changed += other == phrase ? 0 : 1;
            failed += other != phrase && Proof.Check(other).Outcome == ProofOutcome.Fails ? 1 : 0;
        }

        Assert.Equal([12, 15, 18, 21, 24], lengths.Order());
        Assert.InRange(failed, changed * 9 / 10, changed);
    }

    [Fact]
    public void Is_found_under_its_name_and_a_sentence_is_not()
    {
        string phrase = Proof.Complete("", new Random(3));
        Assert.Equal("AG1995", Assert.Single(TokenScan.Of($"MNEMONIC=\"{phrase}\"\n")).Rule.Code);
        Assert.Empty(TokenScan.Of($"notes: {phrase}\n"));
        Assert.Empty(TokenScan.Of("mnemonic: every good boy deserves some fruit and more when his work was done\n"));
        Assert.Empty(TokenScan.Of($"MNEMONIC=\"{phrase} {phrase} {phrase}\"\n"));
    }
}
