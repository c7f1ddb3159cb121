namespace ArtifactGate.Detection.Expressions;

/// <summary>How many characters a part of an expression takes.</summary>
/// <param name="Least">At least.</param>
/// <param name="Most">At most; null without a bound.</param>
internal readonly record struct NodeLength(long Least, long? Most)
{
    /// <summary>The length of a part.</summary>
    public static NodeLength Of(Node node) => node switch
    {
        Node.Character => new(1, 1),
        Node.Sequence sequence => sequence.Parts.Select(Of).Aggregate(new NodeLength(0, 0), (a, b) => new(a.Least + b.Least, a.Most + b.Most)),
        Node.Choice choice => choice.Branches.Select(Of).Aggregate((a, b) => new(Math.Min(a.Least, b.Least), a.Most is null || b.Most is null ? null : Math.Max(a.Most.Value, b.Most.Value))),
        Node.Group group => Of(group.Inner),
        Node.Repeat repeat when Of(repeat.Inner) is var inner => new(inner.Least * repeat.Least, inner.Most == 0 ? 0 : inner.Most * repeat.Most),
        _ => new(0, 0),
    };
}
