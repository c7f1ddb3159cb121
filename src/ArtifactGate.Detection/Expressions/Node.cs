namespace ArtifactGate.Detection.Expressions;

/// <summary>A part of a parsed expression.</summary>
internal abstract record Node
{
    /// <summary>One character.</summary>
    internal sealed record Character(CharacterSet Set) : Node;

    /// <summary>A condition on a place, without characters: one of <see cref="Place"/>.</summary>
    internal sealed record Condition(Place Place) : Node;

    /// <summary>One part after the other; nothing where there is none.</summary>
    internal sealed record Sequence(IReadOnlyList<Node> Parts) : Node;

    /// <summary>One of several, the first that fits.</summary>
    internal sealed record Choice(IReadOnlyList<Node> Branches) : Node;

    /// <summary>A part several times; <paramref name="Most"/> is null for any number.</summary>
    internal sealed record Repeat(Node Inner, int Least, int? Most, bool Lazy) : Node;

    /// <summary>A part whose text is kept.</summary>
    internal sealed record Group(Node Inner, int Number) : Node;
}
