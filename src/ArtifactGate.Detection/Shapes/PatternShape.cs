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
        // Hundreds are made whenever a process starts: loops, for queries would be compiled there each time.
        _patterns = new Pattern[patterns.Count];
        var anchors = new ShapeAnchor[patterns.Count];
        List<string> starts = [];
        for (int i = 0; i < patterns.Count; i++)
        {
            Pattern pattern = _patterns[i] = new Pattern(patterns[i]);
            anchors[i] = new ShapeAnchor(
                pattern.AnchorLiteral ?? throw new FormatException($"'{pattern.Notation}' has no literal of 3 characters or more to look for."), pattern.IgnoreCase);
            if (pattern.LeadingLiteral.Length >= 3 && !starts.Contains(pattern.LeadingLiteral))
            {
                starts.Add(pattern.LeadingLiteral);
            }

            MaxLength = Math.Max(MaxLength, pattern.MaxLength);
            MaxBefore = Math.Max(MaxBefore, pattern.MaxBeforeAnchor + Borders.Lookbehind);
        }

        string[] next = starts.ToArray();
        foreach (Pattern pattern in _patterns)
        {
            pattern.NextValues = next;
        }

        Anchors = anchors;
        PreviewPrefix = CommonPrefix(_patterns);
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

    private static string CommonPrefix(Pattern[] patterns)
    {
        ReadOnlySpan<char> prefix = patterns[0].LeadingLiteral;
        foreach (Pattern pattern in patterns)
        {
            prefix = prefix[..prefix.CommonPrefixLength(pattern.LeadingLiteral)];
        }

        return prefix.ToString();
    }
}
