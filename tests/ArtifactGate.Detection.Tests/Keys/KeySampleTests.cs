using System.Text;

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
            byte[] sample = rule switch
            {
                TokenRule token => Encoding.UTF8.GetBytes(token.Proof!.Complete(token.Shape.Sample(new Random(seed)), new Random(seed))),
                BinaryRule binary => binary.Sample(new Random(seed)),
                _ => throw new InvalidOperationException(),
            };
            Match match = Assert.Single(KeyScan.Of([1, 2, 3, .. sample, 13, 10]), m => m.Rule.Code == code);
            Assert.Equal(3, match.Offset);
            Assert.Equal(sample.Length, match.ByteLength);
        }
    }
}
