using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Testing.Samples;

/// <summary>A generated value that a rule must find, with what it needs around it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Bytes">The value and its surroundings.</param>
/// <param name="Start">Where in them the value begins.</param>
/// <param name="Length">Its bytes.</param>
public sealed record RuleSample(Rule Rule, byte[] Bytes, int Start, int Length)
{
    /// <summary>Whether it is text, which may stand in any encoding and behind escapes.</summary>
    public bool IsText => Rule is not BinaryRule;

    /// <summary>Whether a rule looks anywhere in bytes, and not for a whole file or for what only a run knows.</summary>
    public static bool IsFor(Rule rule) => rule is TokenRule or RunRule or ContextRule or BinaryRule;

    /// <summary>Whether a value of a rule is known by what stands around it, which a sample then brings along.</summary>
    public static bool IsSurrounded(Rule rule) => rule is ContextRule or TokenRule { Shape: SurroundedShape };

    /// <summary>The sample as text.</summary>
    public string Text => Encoding.ASCII.GetString(Bytes);

    /// <summary>The value alone, as text.</summary>
    public string Value => Encoding.ASCII.GetString(Bytes, Start, Length);

    /// <summary>Generates a value.</summary>
    /// <param name="rule">A rule of those that <see cref="IsFor"/> has.</param>
    /// <param name="seed">The same seed gives the same value.</param>
    /// <exception cref="InvalidOperationException">The rule has no values of its own.</exception>
    public static RuleSample Of(Rule rule, int seed)
    {
        var random = new Random(seed);
        if (rule is ContextRule context)
        {
            string assigned = ContextSample.Of(context, random, out int valueStart, out int valueLength);
            return new RuleSample(rule, Encoding.ASCII.GetBytes(assigned), valueStart, valueLength);
        }

        if (rule is TokenRule { Shape: SurroundedShape shape })
        {
            string text = shape.SampleText(random, out int start, out int length);
            return new RuleSample(rule, Encoding.ASCII.GetBytes(text), start, length);
        }

        byte[] bytes = rule switch
        {
            TokenRule { Proof: { } proof } token => Encoding.ASCII.GetBytes(proof.Complete(token.Shape.Sample(random), random)),
            TokenRule token => Encoding.ASCII.GetBytes(token.Shape.Sample(random)),
            RunRule run => Encoding.ASCII.GetBytes(run.Proof.Complete(run.Alphabet.Sample(random, run.Length), random)),
            BinaryRule binary => binary.Sample(random),
            _ => throw new InvalidOperationException(rule.Code),
        };
        return new RuleSample(rule, bytes, 0, bytes.Length);
    }
}
