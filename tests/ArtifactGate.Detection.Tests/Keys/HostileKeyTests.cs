using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Every byte of a key replaced by what makes a parser stumble: lengths that lie, lengths of lengths, wrong kinds.</summary>
public sealed class HostileKeyTests
{
    public static TheoryData<string> Codes => new(RuleBook.Default.Rules.Where(r => r.Code.StartsWith("AG2", StringComparison.Ordinal)).Select(r => r.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Lives_through_every_byte_replaced(string code)
    {
        Rule rule = RuleBook.Default.Find(code)!;
        byte[] sample = RuleSample.Of(rule, 4).Bytes;
        for (int at = 0; at < Math.Min(sample.Length, 250); at++)
        {
            foreach (byte value in (byte[])[0, 0x1F, 0x7F, 0x80, 0x81, 0x84, 0x85, 0x89, 0xFF, (byte)'-', (byte)'=', (byte)'\\'])
            {
                byte[] broken = [.. sample];
                broken[at] = value;
                foreach (Match match in KeyScan.Of(broken))
                {
                    Assert.InRange(match.Offset + match.ByteLength, 1, broken.Length);
                }
            }
        }
    }
}
