namespace ArtifactGate.Detection;

/// <summary>What the value of a <see cref="ContextRule"/> looks like: patterns as in <see cref="PatternShape"/>, but without an anchor.</summary>
public sealed class ValueShape
{
    private readonly Pattern[] _patterns;

    /// <summary>Parses the patterns.</summary>
    public ValueShape(params ReadOnlySpan<string> patterns)
    {
        _patterns = [.. patterns.ToArray().Select(p => new Pattern(p))];
        MaxLength = _patterns.Max(p => p.MaxLength);
    }

    /// <summary>The most characters a value can have.</summary>
    public int MaxLength { get; }

    /// <summary>Matches a value that begins at <paramref name="start"/> and does not go on in its own alphabet.</summary>
    public bool TryMatchAt(ReadOnlySpan<char> text, int start, out int length)
    {
        foreach (Pattern pattern in _patterns)
        {
            if (pattern.TryMatchAt(text, start, out int end) && !(end < text.Length && pattern.RightBorder.Contains(text[end]))
                && !(start > 0 && pattern.Runs.Contains(text[start - 1])))
            {
                length = end - start;
                return true;
            }
        }

        length = 0;
        return false;
    }

    /// <summary>A generated value.</summary>
    public string Sample(Random random) => _patterns[random.Next(_patterns.Length)].Sample(random);
}
