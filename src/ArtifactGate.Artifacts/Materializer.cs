namespace ArtifactGate.Artifacts;

/// <summary>Turns forward-only content into content that can be read in any order.</summary>
public static class Materializer
{
    /// <summary>Reads <paramref name="content"/> to its end.</summary>
    /// <param name="content">The bytes of the node, from its first on.</param>
    /// <param name="node">What they are.</param>
    /// <param name="budget">Pays for the space.</param>
    /// <exception cref="BudgetExceededException">More temporary space than the limit.</exception>
    public static Materialized Materialize(Stream content, ContentNode node, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(budget);
        var memory = new MemoryStream();
        content.CopyTo(memory);
        budget.AddSpool(memory.Length);
        byte[] buffer = memory.GetBuffer();
        int length = (int)memory.Length;
        return new Materialized(
            node.With(() => new MemoryStream(buffer, 0, length, writable: false), length, randomAccess: true),
            () =>
            {
                Array.Clear(buffer);
                budget.AddSpool(-length);
            });
    }
}
