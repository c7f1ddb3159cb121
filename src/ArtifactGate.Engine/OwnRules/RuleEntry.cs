using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>A rule of a rule file, as it is written. What is null was not given, so that a rule can add to one of the same name in the file that it extends.</summary>
/// <param name="Node">Where it stands.</param>
internal sealed record RuleEntry(PolicyNode Node)
{
    /// <summary>Its name.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it finds.</summary>
    public string? Description { get; init; }

    /// <summary>What is looked for.</summary>
    public GoExpression? Expression { get; init; }

    /// <summary>Where that stands, for complaints about it.</summary>
    public PolicyNode? ExpressionNode { get; init; }

    /// <summary>The group that is the value.</summary>
    public int SecretGroup { get; init; }

    /// <summary>Where that stands.</summary>
    public PolicyNode? SecretGroupNode { get; init; }

    /// <summary>The entropy that the value must exceed.</summary>
    public double Entropy { get; init; }

    /// <summary>Words that must stand near.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Paths that it is for, or means.</summary>
    public GoExpression? Path { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What it does not mean.</summary>
    public IReadOnlyList<AllowListEntry> AllowLists { get; init; } = [];

    /// <summary>Whether it only serves other rules, and reports nothing by itself.</summary>
    public bool SkipReport { get; init; }

    /// <summary>Texts that it must find something in.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Texts that it must find nothing in.</summary>
    public IReadOnlyList<string> NegativeExamples { get; init; } = [];

    /// <summary>Members that are known and not followed.</summary>
    public IReadOnlyList<string> NotFollowed { get; init; } = [];

    /// <summary>This rule on top of one of the same name in the file that is extended.</summary>
    public RuleEntry On(RuleEntry extended) => this with
    {
        Description = Description ?? extended.Description,
        Expression = Expression ?? extended.Expression,
        ExpressionNode = ExpressionNode ?? extended.ExpressionNode,
        SecretGroup = SecretGroup != 0 ? SecretGroup : extended.SecretGroup,
        SecretGroupNode = SecretGroup != 0 ? SecretGroupNode : extended.SecretGroupNode,
        Entropy = Entropy != 0 ? Entropy : extended.Entropy,
        Path = Path ?? extended.Path,
        Keywords = [.. extended.Keywords.Concat(Keywords).Distinct()],
        Tags = [.. extended.Tags.Concat(Tags).Distinct()],
        AllowLists = [.. extended.AllowLists, .. AllowLists],
        Examples = [.. extended.Examples, .. Examples],
        NegativeExamples = [.. extended.NegativeExamples, .. NegativeExamples],
        NotFollowed = [.. extended.NotFollowed.Concat(NotFollowed).Distinct()],
    };
}
