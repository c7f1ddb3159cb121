namespace ArtifactGate.Detection;

/// <summary>What a rule of the user's own does not mean: by path, by the value, the match or the line it stands in.</summary>
public sealed class AllowList
{
    /// <summary>Whether every kind of criterion given must hold; else one is enough.</summary>
    public bool All { get; init; }

    /// <summary>Paths.</summary>
    public IReadOnlyList<GoExpression> Paths { get; init; } = [];

    /// <summary>Expressions for <see cref="Target"/>.</summary>
    public IReadOnlyList<GoExpression> Expressions { get; init; } = [];

    /// <summary>What <see cref="Expressions"/> are compared with.</summary>
    public AllowTarget Target { get; init; }

    /// <summary>Words in the value, in any case.</summary>
    public IReadOnlyList<string> StopWords { get; init; } = [];

    /// <summary>Judges by content; the path is asked for later, where it is known.</summary>
    /// <param name="value">The value.</param>
    /// <param name="match">The whole match.</param>
    /// <param name="line">The line or lines that the match stands in.</param>
    public AllowJudgement Judge(ReadOnlySpan<char> value, ReadOnlySpan<char> match, ReadOnlySpan<char> line)
    {
        bool byExpression = Expressions.Count > 0 && IsAny(Target switch { AllowTarget.Match => match, AllowTarget.Line => line, _ => value });
        bool byWord = StopWords.Count > 0 && HasWord(value);
        if (!All)
        {
            return byExpression || byWord ? AllowJudgement.Allowed : Paths.Count > 0 ? AllowJudgement.AtItsPaths : AllowJudgement.NotAllowed;
        }

        bool content = (Expressions.Count == 0 || byExpression) && (StopWords.Count == 0 || byWord);
        return !content ? AllowJudgement.NotAllowed : Paths.Count > 0 ? AllowJudgement.AtItsPaths : AllowJudgement.Allowed;
    }

    /// <summary>Whether one of its paths is meant.</summary>
    /// <param name="path">The inner path.</param>
    /// <param name="name">The part of it behind the last container.</param>
    public bool HasPath(string path, string name) => Paths.Any(p => p.IsMatch(path) || p.IsMatch(name));

    private bool IsAny(ReadOnlySpan<char> text)
    {
        foreach (GoExpression expression in Expressions)
        {
            if (expression.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasWord(ReadOnlySpan<char> value)
    {
        foreach (string word in StopWords)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
