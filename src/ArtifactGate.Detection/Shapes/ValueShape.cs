namespace ArtifactGate.Detection;

/// <summary>What the value of a <see cref="ContextRule"/> looks like: patterns as in <see cref="PatternShape"/>, but without an anchor.</summary>
public sealed class ValueShape
{
    private readonly Pattern[] _patterns;

    /// <summary>Parses the patterns.</summary>
    public ValueShape(params string[] patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _patterns = new Pattern[patterns.Length];
        HasDigits = HasLetters = HasFixedLength = true;
        for (int i = 0; i < patterns.Length; i++)
        {
            Pattern pattern = _patterns[i] = new Pattern(patterns[i]);
            MaxLength = Math.Max(MaxLength, pattern.MaxLength);
            HasDigits &= pattern.Runs.Contains('7');
            HasLetters &= pattern.Runs.Contains('a') || pattern.Runs.Contains('A');
            HasFixedLength &= pattern.MinLength == pattern.MaxLength;
        }
    }

    /// <summary>The most characters a value can have.</summary>
    public int MaxLength { get; }

    /// <summary>Whether every pattern may have digits in it.</summary>
    internal bool HasDigits { get; }

    /// <summary>Whether every pattern may have letters in it.</summary>
    internal bool HasLetters { get; }

    /// <summary>Whether every pattern has one length only.</summary>
    internal bool HasFixedLength { get; }

    /// <summary>
    /// Matches a value that begins at <paramref name="start"/>, where the caller knows that one begins, and does not go on in its own alphabet. Of what
    /// several patterns match it is the longest: the rest would be a part of the value.
    /// </summary>
    public bool TryMatchAt(ReadOnlySpan<char> text, int start, out int length)
    {
        length = 0;
        foreach (Pattern pattern in _patterns)
        {
            if (pattern.TryMatchAt(text, start, out int end) && !(end < text.Length && pattern.RightBorder.Contains(text[end])))
            {
                length = Math.Max(length, end - start);
            }
        }

        return length > 0;
    }

    /// <summary>A generated value.</summary>
    public string Sample(Random random) => _patterns[random.Next(_patterns.Length)].Sample(random);
}
