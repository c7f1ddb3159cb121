using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Every rule for key material finds its own samples.</summary>
public sealed class KeySampleTests
{
    public static TheoryData<string> Codes => new(RuleBook.Default.Rules.Where(r => r.Code.StartsWith("AG2", StringComparison.Ordinal)).Select(r => r.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Finds_its_samples(string code)
    {
        Rule rule = RuleBook.Default.Find(code)!;
        for (int seed = 0; seed < 6; seed++)
        {
            var sample = RuleSample.Of(rule, seed);
            Match match = Assert.Single(KeyScan.Of([1, 2, 3, .. sample.Bytes, 13, 10]), m => m.Rule.Code == code);
            Assert.Equal(3 + sample.Start, match.Offset);
            Assert.Equal(sample.Length, match.ByteLength);
        }
    }
}
