using System.Runtime.ExceptionServices;

namespace ArtifactGate.Artifacts;

/// <summary>Content that was brought into memory or a temporary file so that it can be read in any order. Dispose it when done.</summary>
public sealed class Materialized : IDisposable
{
    private readonly Action _release;

    /// <summary>Takes over a node and what must be done when it is no longer needed.</summary>
    public Materialized(ContentNode node, Action release)
    {
        Node = node;
        _release = release;
    }

    /// <summary>The content, as a node with random access at the original's path.</summary>
    public ContentNode Node { get; }

    /// <summary>Why the content ends before the original does, or null. What came before can be read all the same.</summary>
    public ExceptionDispatchInfo? Failure { get; init; }

    /// <inheritdoc/>
    public void Dispose() => _release();
}
