namespace ArtifactGate.Detection.Expressions;

/// <summary>
/// Derives literals, one of which stands in every match of an expression, so that the expression is run only where the scanner saw one. An expression is
/// read from left to right; what can only be one of a few texts is gathered, what can be anything ends such a stretch, and of all stretches the best is kept.
/// </summary>
internal static class RequiredLiterals
{
    private const int ShortestLiteral = 3;
    private const int LongestLiteral = 24;
    private const int MostTexts = 48;
    private const int MostCharacters = 4;

    /// <summary>The literals; null when there are none of 3 characters.</summary>
    public static LiteralSet? Of(Node node) => Best(node, 0);

    // The texts that a part can be, when they are few.
    private static List<ShapeAnchor>? Texts(Node node)
    {
        switch (node)
        {
            case Node.Condition:
                return [new ShapeAnchor("")];
            case Node.Character character:
                return Texts(character.Set);
            case Node.Group group:
                return Texts(group.Inner);
            case Node.Sequence sequence:
                return sequence.Parts.Aggregate((List<ShapeAnchor>?)[new ShapeAnchor("")], (texts, part) => Product(texts, Texts(part)));
            case Node.Choice choice:
                var all = new List<ShapeAnchor>();
                foreach (Node branch in choice.Branches)
                {
                    if (Texts(branch) is not { } texts || (all.Count + texts.Count) > MostTexts)
                    {
                        return null;
                    }

                    all.AddRange(texts);
                }

                return all;
            case Node.Repeat { Least: 0, Most: 1 } optional:
                return Texts(optional.Inner) is { Count: < MostTexts } maybe ? [.. maybe, new ShapeAnchor("")] : null;
            case Node.Repeat repeat when repeat.Least == repeat.Most && repeat.Least <= LongestLiteral:
                List<ShapeAnchor>? inner = Texts(repeat.Inner);
                return Enumerable.Range(0, repeat.Least).Aggregate((List<ShapeAnchor>?)[new ShapeAnchor("")], (texts, _) => Product(texts, inner));
            default:
                return null;
        }
    }

    private static List<ShapeAnchor>? Texts(CharacterSet set)
    {
        if (set.Few(MostCharacters) is not { } few)
        {
            return null;
        }

        // Both cases of one letter are one text in any case.
        return [.. few.GroupBy(char.ToLowerInvariant).Select(g => g.Count() > 1 ? new ShapeAnchor(g.Key.ToString(), true) : new ShapeAnchor(g.First().ToString()))];
    }

    private static List<ShapeAnchor>? Product(List<ShapeAnchor>? left, List<ShapeAnchor>? right) =>
        left is null || right is null || left.Count * right.Count > MostTexts || left.Max(t => t.Literal.Length) + right.Max(t => t.Literal.Length) > LongestLiteral
            ? null
            : [.. from a in left from b in right select new ShapeAnchor(a.Literal + b.Literal, a.IgnoreCase || b.IgnoreCase)];

    private static LiteralSet? Best(Node node, long? before) => node switch
    {
        Node.Group group => Best(group.Inner, before),
        Node.Sequence sequence => OfSequence(sequence, before),
        Node.Choice choice => OfChoice(choice, before),
        Node.Repeat { Least: > 0 } repeat => Better(LiteralSet.Of(Texts(node), before, ShortestLiteral), Best(repeat.Inner, before)),
        _ => LiteralSet.Of(Texts(node), before, ShortestLiteral),
    };

    private static LiteralSet? OfChoice(Node.Choice choice, long? before)
    {
        LiteralSet? all = null;
        foreach (Node branch in choice.Branches)
        {
            if (Best(branch, before) is not { } one)
            {
                return null;
            }

            all = all is null ? one : all.With(one);
        }

        return all;
    }

    private static LiteralSet? OfSequence(Node.Sequence sequence, long? before)
    {
        LiteralSet? best = null;
        List<ShapeAnchor>? stretch = null;
        long? stretchBefore = before;
        foreach (Node part in sequence.Parts)
        {
            List<ShapeAnchor>? texts = Texts(part);
            List<ShapeAnchor>? longer = stretch is null ? texts : Product(stretch, texts);
            if (longer is null)
            {
                best = Better(best, LiteralSet.Of(stretch, stretchBefore, ShortestLiteral));
                best = Better(best, Best(part, before));
            }

            stretchBefore = longer is null || stretch is null ? before : stretchBefore;
            stretch = longer ?? texts;
            before += NodeLength.Of(part).Most;
        }

        return Better(best, LiteralSet.Of(stretch, stretchBefore, ShortestLiteral));
    }

    private static LiteralSet? Better(LiteralSet? a, LiteralSet? b) => a is null ? b : b is null || !b.IsBetterThan(a) ? a : b;
}
