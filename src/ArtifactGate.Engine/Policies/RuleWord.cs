namespace ArtifactGate.Engine.Policies;

/// <summary>What a policy file says of the findings of one rule.</summary>
/// <param name="Verdict">What they come to.</param>
/// <param name="Why">What says so, for reports: <c>AG4*: warn</c>.</param>
/// <param name="Source">What says so, for the reason of an allowed finding: <c>AG4*</c>.</param>
/// <param name="Node">Where it stands.</param>
internal sealed record RuleWord(Verdict Verdict, string Why, string Source, PolicyNode Node);
