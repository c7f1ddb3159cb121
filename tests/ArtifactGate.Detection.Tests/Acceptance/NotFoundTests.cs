using System.Text;

namespace ArtifactGate.Detection.Tests.Acceptance;

/// <summary>What looks nearly like a value of a rule is none.</summary>
public sealed class NotFoundTests
{
    public static TheoryData<string> Patterns => new(RuleBook.Default.Rules.Where(r => r is TokenRule { Shape: PatternShape }).Select(r => r.Code));

    public static TheoryData<string> Rejecting => new(RuleBook.Default.Rules.Where(r => r is TokenRule { Proof.Rejects: true } or RunRule).Select(r => r.Code));

    [Theory]
    [MemberData(nameof(Patterns))]
    public void One_character_short(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        var shape = (PatternShape)((TokenRule)rule.Rule).Shape;
        for (int seed = 0; seed < 40; seed++)
        {
            string text = $"key = \"{shape.SampleTooShort(new Random(seed))}\"\n";
            Assert.True(rule.Scan(Encoding.ASCII.GetBytes(text)).Count == 0, $"{code}, seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Rejecting))]
    public void One_character_changed(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        int covered = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            string value = rule.Text(seed);
            for (int at = value.Length / 4; at < value.Length; at++)
            {
                char[] other = value.ToCharArray();
                other[at] = other[at] == 'q' ? 'v' : char.IsAsciiLetterUpper(other[at]) ? (other[at] == 'Q' ? 'V' : 'Q') : 'q';
                if (rule.Proof!.Check(other).Outcome == ProofOutcome.Fails)
                {
                    covered++;
                    Assert.True(rule.Scan(Encoding.ASCII.GetBytes($" {new string(other)} ")).Count == 0, $"{code}, seed {seed}, changed at {at}");
                }
            }
        }

        Assert.InRange(covered, 100, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Glued_to_its_alphabet_unless_it_is_proven(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        for (int seed = 0; seed < 25; seed++)
        {
            string value = rule.Text(seed);
            bool proven = rule.IsProven && rule.Proof!.Check(value).Outcome == ProofOutcome.Holds;
            char glue = ((TokenRule)rule.Rule).Shape.PreviewPrefix.Length > 0 ? value.TrimEnd('=')[^1] : value[0];
            if (glue != (value.Length & 0xFF) && glue != (value.Length * 2 & 0xFF))
            {
                List<Match> found = rule.Scan(Encoding.ASCII.GetBytes($" {glue}{value} "));
                rule.AssertFound(found, $"glued left, seed {seed}", proven ? [(2, value.Length)] : []);
            }

            if ((PatternShape)((TokenRule)rule.Rule).Shape is { HasFixedLength: true } shape)
            {
                List<Match> found = rule.Scan(Encoding.ASCII.GetBytes($" {value}{shape.Continuation} "));
                rule.AssertFound(found, $"glued right, seed {seed}", proven ? [(1, value.Length)] : []);
            }
        }
    }
}
