namespace ArtifactGate.Detection;

/// <summary>A rule of the user's own that means a file by its path alone, whatever it holds.</summary>
public sealed class PathRule : Rule
{
    /// <summary>A rule whose findings warn: nothing says that the file holds a credential.</summary>
    public PathRule() => Evidence = Evidence.Context;

    /// <summary>The paths.</summary>
    public required GoExpression Path { get; init; }

    /// <summary>What the rule does not mean.</summary>
    public IReadOnlyList<AllowList> AllowLists { get; init; } = [];

    /// <summary>The user's own labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the rule depends on, as a digest, so that a changed rule is another rule.</summary>
    public required string Definition { get; init; }

    /// <summary>Whether it means the file at a path.</summary>
    /// <param name="path">The inner path.</param>
    /// <param name="name">The part of it behind the last container.</param>
    public bool Means(string path, string name) =>
        (Path.IsMatch(path) || Path.IsMatch(name)) && !AllowLists.Any(l => l.Judge("", "", "") is var allowed && (allowed == AllowJudgement.Allowed || (allowed == AllowJudgement.AtItsPaths && l.HasPath(path, name))));
}
