namespace ArtifactGate.Engine.Policies;

/// <summary>What the policy makes of the findings of some rules.</summary>
/// <param name="Codes">A code, or a pattern of codes.</param>
/// <param name="Verdict">What they come to; <see cref="Verdict.Allowed"/> for <c>off</c>.</param>
/// <param name="Node">Where the policy says so.</param>
internal sealed record RuleSeverity(Glob Codes, Verdict Verdict, PolicyNode Node)
{
    /// <summary>The more characters are given, the more exact it is: <c>AG4001</c> before <c>AG4*</c> before <c>*</c>.</summary>
    public int Exactness => Codes.Pattern.Count(c => c is not ('*' or '?'));

    /// <summary>Whether it names one rule.</summary>
    public bool IsExact => Exactness == Codes.Pattern.Length;

    /// <summary>What it says, in a word of the policy.</summary>
    public string Word => PolicyMembers.Severities.Single(s => s.Value == Verdict).Key;
}
