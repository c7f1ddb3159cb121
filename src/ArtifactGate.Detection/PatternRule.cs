using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection;

/// <summary>
/// A rule of the user's own: a regular expression, run where the scanner saw a literal that every match of it has, or one of its keywords, or, where it has neither,
/// over all text. A match lies within <see cref="MostBefore"/> characters before such a literal and <see cref="MostAfter"/> after it.
/// </summary>
public sealed class PatternRule : Rule
{
    /// <summary>The most characters of a match before the literal that it was found by.</summary>
    public const int MostBefore = 1000;

    /// <summary>The most characters of a match from that literal on.</summary>
    public const int MostAfter = 4096;

    /// <summary>What is looked for.</summary>
    public required GoExpression Expression { get; init; }

    /// <summary>The group that is the value; with 0 the first that took part, or the whole match.</summary>
    public int SecretGroup { get; init; }

    /// <summary>The Shannon entropy, in bits a character, that the value must exceed; 0 for any.</summary>
    public double EntropyOver { get; init; }

    /// <summary>Words, one of which must stand within the same stretch of content, in any case. None for any content.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Paths that the rule is for; null for all.</summary>
    public GoExpression? Path { get; init; }

    /// <summary>What the rule does not mean.</summary>
    public IReadOnlyList<AllowList> AllowLists { get; init; } = [];

    /// <summary>The user's own labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the rule depends on, as a digest, so that a changed rule is another rule.</summary>
    public required string Definition { get; init; }

    /// <summary>How it is looked for.</summary>
    internal PatternPlan Plan => field ??= new PatternPlan(this);

    /// <summary>The literal that its values begin with; may be empty.</summary>
    internal string PreviewPrefix => field ??= Expression.PrefixOf(SecretGroup);

    /// <summary>Whether it means files at a path.</summary>
    /// <param name="path">The inner path.</param>
    /// <param name="name">The part of it behind the last container.</param>
    internal bool IsFor(string path, string name) => Path is null || Path.IsMatch(path) || Path.IsMatch(name);
}
