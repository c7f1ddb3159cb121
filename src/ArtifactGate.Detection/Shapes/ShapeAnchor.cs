namespace ArtifactGate.Detection;

/// <summary>A literal that every match of a shape (or of one of its alternatives) contains.</summary>
/// <param name="Literal">3 ASCII characters or more.</param>
/// <param name="IgnoreCase">Found in upper, lower and mixed case.</param>
public sealed record ShapeAnchor(string Literal, bool IgnoreCase = false)
{
    // A loop: shapes are made whenever a process starts, where a query costs more to compile than to run.
    internal static ShapeAnchor[] Each(IReadOnlyList<string> literals, bool ignoreCase = false)
    {
        var anchors = new ShapeAnchor[literals.Count];
        for (int i = 0; i < anchors.Length; i++)
        {
            anchors[i] = new ShapeAnchor(literals[i], ignoreCase);
        }

        return anchors;
    }
}
