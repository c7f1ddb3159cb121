namespace ArtifactGate.Engine.Policies;

/// <summary>What the policy makes of the findings of some rules.</summary>
/// <param name="Codes">A code, or a pattern of codes.</param>
/// <param name="Verdict">What they come to; <see cref="Verdict.Allowed"/> for <c>off</c>.</param>
internal sealed record RuleSeverity(Glob Codes, Verdict Verdict)
{
    /// <summary>The more characters are given, the more exact it is: <c>AG4001</c> before <c>AG4*</c> before <c>*</c>.</summary>
    public int Exactness => Codes.Pattern.Count(c => c is not ('*' or '?'));
}
