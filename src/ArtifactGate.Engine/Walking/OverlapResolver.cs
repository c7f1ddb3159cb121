namespace ArtifactGate.Engine.Walking;

/// <summary>
/// One finding for one credential: where several rules matched overlapping bytes the strongest evidence wins, then the more specific
/// rule, then the longer match; the others are named in <c>details.also</c>.
/// </summary>
internal static class OverlapResolver
{
    /// <summary>Resolves the matches of one node.</summary>
    public static IReadOnlyList<PlacedMatch> Resolve(IReadOnlyCollection<PlacedMatch> matches)
    {
        if (matches.Count == 0)
        {
            return [];
        }

        var kept = new List<PlacedMatch>();
        foreach (PlacedMatch candidate in matches.OrderByDescending(m => m.Match.Evidence).ThenByDescending(m => m.Match.Rule.Specificity)
            .ThenByDescending(m => m.Places.Outermost.Length).ThenBy(m => m.Chain.Count).ThenBy(m => m.Places.Outermost.Offset).ThenBy(m => m.Match.Rule.Code, StringComparer.Ordinal))
        {
            int winner = kept.FindIndex(k => k.Places.Intersect(candidate.Places));
            if (winner < 0)
            {
                kept.Add(candidate);
            }
            else if (kept[winner].Match.Rule.Code != candidate.Match.Rule.Code && kept[winner].Also.All(a => a.Match.Rule.Code != candidate.Match.Rule.Code))
            {
                kept[winner] = kept[winner] with { Also = [.. kept[winner].Also, candidate] };
            }
        }

        return kept;
    }
}
