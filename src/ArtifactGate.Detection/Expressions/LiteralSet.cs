namespace ArtifactGate.Detection.Expressions;

/// <summary>Literals, one of which stands in every match.</summary>
/// <param name="Literals">Each of 3 ASCII characters or more.</param>
/// <param name="Before">The most characters of a match before its literal; null without a bound.</param>
internal sealed record LiteralSet(IReadOnlyList<ShapeAnchor> Literals, long? Before)
{
    // Longer than this a literal gets no rarer in practice.
    private const int LongEnough = 8;

    private int Shortest => Literals.Min(l => l.Literal.Length);

    /// <summary>A set of these texts; null when there are none, or one is shorter than <paramref name="shortest"/>.</summary>
    public static LiteralSet? Of(List<ShapeAnchor>? texts, long? before, int shortest) =>
        texts is { Count: > 0 } && texts.All(t => t.Literal.Length >= shortest)
            ? new LiteralSet([.. texts.Select(t => t.IgnoreCase ? new ShapeAnchor(t.Literal.ToLowerInvariant(), true) : t).Distinct()], before)
            : null;

    /// <summary>Both sets together.</summary>
    public LiteralSet With(LiteralSet other) => new(
        [.. Literals.Concat(other.Literals).Distinct()],
        Before is null || other.Before is null ? null : Math.Max(Before.Value, other.Before.Value));

    /// <summary>A bound on what stands before counts most, then long literals, then few.</summary>
    public bool IsBetterThan(LiteralSet other) =>
        (Before is not null, Math.Min(Shortest, LongEnough), -Literals.Count).CompareTo((other.Before is not null, Math.Min(other.Shortest, LongEnough), -other.Literals.Count)) > 0;
}
