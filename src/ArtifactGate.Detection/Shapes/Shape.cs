namespace ArtifactGate.Detection;

/// <summary>
/// What a value looks like: literals, alphabets, lengths, borders. A shape is asked only where the scanner saw one of its
/// anchors, with the characters around it.
/// </summary>
public abstract class Shape
{
    /// <summary>The literals that the scanner looks for; their index comes back in <see cref="TryMatch"/>.</summary>
    public abstract IReadOnlyList<ShapeAnchor> Anchors { get; }

    /// <summary>The most characters a match can have, 1 MiB at most.</summary>
    public abstract int MaxLength { get; }

    /// <summary>
    /// The most characters before its anchor that a match can begin, and that must be seen to judge its left border.
    /// At most 512.
    /// </summary>
    public abstract int MaxBefore { get; }

    /// <summary>The literal start that a preview may show, without a character of the secret; may be empty.</summary>
    public abstract string PreviewPrefix { get; }

    /// <summary>
    /// Whether the shape itself tells if more text could change its answer, by <see cref="ShapeMatch.Truncated"/>, also when it
    /// refuses. Without it a refusal is asked again with more text, up to <see cref="MaxLength"/>.
    /// </summary>
    public virtual bool TellsEnd => false;

    /// <summary>
    /// Matches around the anchor number <paramref name="anchor"/> that stands at <paramref name="anchorAt"/> in
    /// <paramref name="text"/>. Never throws on any text; must be linear in <see cref="MaxLength"/>.
    /// </summary>
    public abstract bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match);

    /// <summary>A generated value of the shape, without its proof.</summary>
    public abstract string Sample(Random random);

    /// <summary>A generated text that holds a value together with the surroundings that it is known by.</summary>
    internal virtual string SampleText(Random random, out int start, out int length)
    {
        string sample = Sample(random);
        start = 0;
        length = sample.Length;
        return sample;
    }

    /// <summary>
    /// A shape of one or more patterns, in the notation of <see cref="PatternShape"/>: <c>"ghp_{base62:36}"</c>.
    /// </summary>
    public static Shape Of(params string[] patterns) => new PatternShape(patterns);
}
