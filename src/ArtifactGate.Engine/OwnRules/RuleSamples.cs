using System.Text;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>A rule and its samples. A sample of a rule that means files by their path is a path.</summary>
internal sealed record RuleSamples(Rule Rule, IReadOnlyList<string> Examples, IReadOnlyList<string> NegativeExamples)
{
    /// <summary>Runs the rule over its samples, each as a text of its own. A rule for some paths is taken to be at one of them.</summary>
    public RuleSampleResult Run()
    {
        var detector = new Detector(new RuleBook([Rule]));
        return new RuleSampleResult(Rule, Examples.Count, NegativeExamples.Count, Wrong(detector, Examples, wanted: true), Wrong(detector, NegativeExamples, wanted: false));
    }

    private List<int> Wrong(Detector detector, IReadOnlyList<string> samples, bool wanted) =>
        [.. Enumerable.Range(0, samples.Count).Where(i => IsFound(detector, samples[i]) != wanted).Select(i => i + 1)];

    private bool IsFound(Detector detector, string sample)
    {
        if (Rule is PathRule)
        {
            return detector.MatchPath(sample, sample).Count > 0;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(sample);
        var matches = new List<Match>();
        detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true }, matches);
        Array.Clear(bytes);
        return matches.Count > 0;
    }
}
