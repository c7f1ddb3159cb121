using ArtifactGate.Detection;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>What became of the samples of one rule. Tells their numbers, never their text.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Examples">How many examples it has.</param>
/// <param name="NegativeExamples">How many examples of what it does not mean.</param>
/// <param name="Missed">Numbers of examples that it does not find, from 1.</param>
/// <param name="Mistaken">Numbers of examples of what it does not mean and finds, from 1.</param>
public sealed record RuleSampleResult(Rule Rule, int Examples, int NegativeExamples, IReadOnlyList<int> Missed, IReadOnlyList<int> Mistaken)
{
    /// <summary>Whether every sample is as it should be.</summary>
    public bool Passed => Missed.Count == 0 && Mistaken.Count == 0;
}
