using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>An allow list of a rule file, as it is written.</summary>
internal sealed record AllowListEntry
{
    /// <summary>Whether all kinds of criteria must hold.</summary>
    public bool All { get; init; }

    /// <summary>Expressions of paths.</summary>
    public IReadOnlyList<GoExpression> Paths { get; init; } = [];

    /// <summary>Expressions of what <see cref="Target"/> says.</summary>
    public IReadOnlyList<GoExpression> Expressions { get; init; } = [];

    /// <summary>What the expressions are compared with.</summary>
    public AllowTarget Target { get; init; }

    /// <summary>Words in the value.</summary>
    public IReadOnlyList<string> StopWords { get; init; } = [];

    /// <summary>Whether it names commits or other things that artifacts do not have.</summary>
    public bool NamesCommits { get; init; }

    /// <summary>The rules it is for; none for all of the file.</summary>
    public IReadOnlyList<PolicyNode> Rules { get; init; } = [];

    /// <summary>The list, or null when it can never hold: nothing in an artifact has a commit.</summary>
    public AllowList? List => NamesCommits && (All || (Paths.Count == 0 && Expressions.Count == 0 && StopWords.Count == 0))
        ? null
        : new AllowList { All = All, Paths = Paths, Expressions = Expressions, Target = Target, StopWords = StopWords };
}
