using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>A rule file, as it is written.</summary>
internal sealed record RuleFileEntry
{
    /// <summary>Its rules, in their order.</summary>
    public IReadOnlyList<RuleEntry> Rules { get; init; } = [];

    /// <summary>Allow lists for all of its rules, or for some.</summary>
    public IReadOnlyList<AllowListEntry> AllowLists { get; init; } = [];

    /// <summary>The file that it extends, or null.</summary>
    public PolicyNode? Extends { get; init; }

    /// <summary>Whether it extends the rules of the program that the format is from.</summary>
    public bool ExtendsDefault { get; init; }

    /// <summary>Rules of the extended file that are not taken over.</summary>
    public IReadOnlyList<string> DisabledRules { get; init; } = [];

    /// <summary>Members that are known and not followed.</summary>
    public IReadOnlyList<string> NotFollowed { get; init; } = [];
}
