using ArtifactGate.Detection;

namespace ArtifactGate.Testing;

/// <summary>Credentials that exist only while a test runs: a literal would sit in the compiled tests.</summary>
public static class SampleSecrets
{
    /// <summary>A new value of a token rule, with its checksum.</summary>
    /// <param name="rule">Code or name.</param>
    /// <param name="seed">The same seed gives the same value.</param>
    public static string Token(string rule, int seed)
    {
        var token = (TokenRule)RuleBook.Default.Find(rule)!;
        string sample = token.Shape.Sample(new Random(seed));
        return token.Proof?.Complete(sample, new Random(seed)) ?? sample;
    }

    /// <summary>A GitHub token.</summary>
    public static string GitHub(int seed) => Token("github-pat", seed);
}
