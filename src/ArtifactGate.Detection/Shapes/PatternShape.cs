namespace ArtifactGate.Detection;

/// <summary>
/// A shape written as one or more patterns. In a pattern <c>{alphabet:n}</c> stands for exactly n characters of an alphabet,
/// <c>{alphabet:n-m}</c> for n to m, and all else for itself: <c>github_pat_{base62:22}_{base62:59}</c>. The alphabets are those of
/// <see cref="Alphabet.Get"/>. A leading <c>(?i)</c> makes the literals match in any case. The anchor is the longest literal.
/// </summary>
public sealed class PatternShape : Shape
{
    private readonly Pattern[] _patterns;

    /// <summary>Parses the patterns.</summary>
    /// <exception cref="FormatException">A pattern is malformed or has no literal of 3 characters.</exception>
    public PatternShape(IReadOnlyList<string> patterns)
    {
        _patterns = [.. patterns.Select(p => new Pattern(p))];
        Anchors = [.. _patterns.Select(p => new ShapeAnchor(
            p.AnchorLiteral ?? throw new FormatException($"'{p.Notation}' has no literal of 3 characters or more to look for."),
            p.IgnoreCase))];
        string[] starts = [.. _patterns.Select(p => p.LeadingLiteral).Where(l => l.Length >= 3).Distinct()];
        foreach (Pattern pattern in _patterns)
        {
            pattern.NextValues = starts;
        }

        MaxLength = _patterns.Max(p => p.MaxLength);
        MaxBefore = _patterns.Max(p => p.MaxBeforeAnchor) + Borders.Lookbehind;
        PreviewPrefix = CommonPrefix(_patterns.Select(p => p.LeadingLiteral));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ShapeAnchor> Anchors { get; }

    /// <inheritdoc/>
    public override int MaxLength { get; }

    /// <inheritdoc/>
    public override int MaxBefore { get; }

    /// <inheritdoc/>
    public override string PreviewPrefix { get; }

    /// <inheritdoc/>
    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        Pattern pattern = _patterns[anchor];
        if (!pattern.TryMatchAround(text, anchorAt, out int start, out int end))
        {
            return false;
        }

        int length = end - start;
        bool gluedRight = end < text.Length && pattern.RightBorder.Contains(text[end]) && !BeginsAnother(text[end..]);
        bool gluedLeft = Borders.IsGluedLeft(text, start, length, pattern.Runs);

        // A length written before the value says where it ends, whatever follows.
        if (gluedRight && Borders.WrittenLength(text, start) is int written && written >= pattern.MinLength && written <= length
            && pattern.TryMatchAt(text[..(start + written)], start, out int exact) && exact == start + written)
        {
            length = written;
            gluedLeft = gluedRight = false;
        }

        match = new ShapeMatch(start, length, gluedLeft, gluedRight);
        return true;
    }

    /// <inheritdoc/>
    public override string Sample(Random random) => _patterns[random.Next(_patterns.Length)].Sample(random);

    /// <summary>Whether every pattern has one length only.</summary>
    internal bool HasFixedLength => _patterns.All(p => p.MinLength == p.MaxLength);

    /// <summary>A character that would continue a value of any of the patterns on its right.</summary>
    internal char Continuation => _patterns[0].RightBorder.Characters.First(c => _patterns.All(p => p.RightBorder.Contains(c)));

    /// <summary>Nearly a value: the shortest there is, and its longest run one character shorter still.</summary>
    internal string SampleTooShort(Random random) => _patterns[random.Next(_patterns.Length)].SampleTooShort(random);

    private bool BeginsAnother(ReadOnlySpan<char> rest)
    {
        foreach (Pattern pattern in _patterns)
        {
            if (pattern.Begins(rest))
            {
                return true;
            }
        }

        return false;
    }

    private static string CommonPrefix(IEnumerable<string> literals) => literals.Aggregate((a, b) =>
        a[..a.AsSpan().CommonPrefixLength(b)]);
}
