using System.Text;
using ArtifactGate.Detection.Expressions;

namespace ArtifactGate.Detection.Matching;

/// <summary>
/// How a <see cref="PatternRule"/> is looked for. Best by the literals of its expression: then it costs only where one stands. Else by its keywords: then it is run over
/// a window that has one. Else over every window of text.
/// </summary>
internal sealed class PatternPlan
{
    private const int ShortestAnchor = 3;

    public PatternPlan(PatternRule rule)
    {
        LiteralSet? literals = rule.Expression.Literals;
        if (literals is not null && !(literals.Before <= PatternRule.MostBefore) && rule.Expression.LeastLength > PatternRule.MostBefore)
        {
            literals = null; // the literal may always be further from the start than is looked at
        }

        // A keyword that cannot be an anchor narrows nothing: the rule then finds more, never less.
        bool narrows = rule.Keywords.Count > 0 && rule.Keywords.All(k => k.Length >= ShortestAnchor && Ascii.IsValid(k));
        NeedsKeyword = narrows && literals?.Literals.All(l => rule.Keywords.Any(k => l.Literal.Contains(k, StringComparison.OrdinalIgnoreCase))) != true;
        IEnumerable<PatternAnchor> keywords = rule.Keywords.Select(k =>
            new PatternAnchor(k.ToLowerInvariant(), true, literals is null ? PatternAnchorRole.KeywordOnly : PatternAnchorRole.Keyword));
        Anchors = [.. literals?.Literals.Select(l => new PatternAnchor(l.Literal, l.IgnoreCase, PatternAnchorRole.InMatch)) ?? [], .. NeedsKeyword ? keywords : []];
        Before = (int)Math.Min(literals?.Before ?? PatternRule.MostBefore, PatternRule.MostBefore);
        After = (int)Math.Min(rule.Expression.Length.Most ?? PatternRule.MostAfter, PatternRule.MostAfter);
        Faithful = rule.Expression.IsBeyondAscii || rule.AllowLists.SelectMany(l => l.Expressions).Any(e => e.IsBeyondAscii)
            || rule.AllowLists.SelectMany(l => l.StopWords).Any(w => !Ascii.IsValid(w));
    }

    /// <summary>The literals to look for.</summary>
    public IReadOnlyList<PatternAnchor> Anchors { get; }

    /// <summary>Whether a match counts only in a window that has a keyword.</summary>
    public bool NeedsKeyword { get; }

    /// <summary>Whether there is nothing to look for, so that all text is searched.</summary>
    public bool SearchesAllText => Anchors.Count == 0;

    /// <summary>The most characters of a match before its literal.</summary>
    public int Before { get; }

    /// <summary>The most characters of a match from its literal on.</summary>
    public int After { get; }

    /// <summary>Whether characters beyond ASCII must be kept apart.</summary>
    public bool Faithful { get; }
}
