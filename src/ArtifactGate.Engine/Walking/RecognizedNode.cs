using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Walking;

/// <summary>Which format a node has, and the node as that format needs to read it. Dispose it when the node was read.</summary>
internal sealed class RecognizedNode : IDisposable
{
    private readonly Materialized? _held;

    private RecognizedNode(IArtifactFormat? format, ContentNode node, Materialized? held)
    {
        Format = format;
        Node = node;
        _held = held;
    }

    /// <summary>The format, or null for a leaf.</summary>
    public IArtifactFormat? Format { get; }

    /// <summary>The node; one that could only be read forward reads from the stream it was recognised by, or from what was buffered of it.</summary>
    public ContentNode Node { get; }

    /// <summary>Whether its bytes were buffered, and so have been counted already.</summary>
    public bool IsHeld => _held is not null;

    /// <summary>Why what was buffered ends before the node does, or null.</summary>
    public ExceptionDispatchInfo? Failure => _held?.Failure;

    /// <summary>Recognises a node.</summary>
    /// <param name="formats">The formats.</param>
    /// <param name="head">The first bytes.</param>
    /// <param name="node">The node.</param>
    /// <param name="stream">The node's bytes from its first on.</param>
    /// <param name="budget">Pays for what must be buffered.</param>
    public static RecognizedNode Of(FormatBook formats, ReadOnlySpan<byte> head, ContentNode node, Stream stream, Budget budget)
    {
        IArtifactFormat? format = formats.Recognize(head, node, out Fit fit);
        if (node.RandomAccess)
        {
            return new RecognizedNode(format, InTar(format, node), null);
        }

        if (fit != Fit.Perhaps && format is not { NeedsRandomAccess: true })
        {
            return new RecognizedNode(format, InTar(format, node.With(() => stream, node.Length, randomAccess: false)), null);
        }

        Materialized held = Materializer.Materialize(stream, node, budget);
        try
        {
            format = fit == Fit.Perhaps ? formats.Recognize(head, held.Node, out _) : format;
            return new RecognizedNode(format, InTar(format, held.Node), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();

    private static ContentNode InTar(IArtifactFormat? format, ContentNode node) =>
        format is { JoinsCompressedFile: true } && node.TarPath is not null
            ? node.With(node.Open, node.Length, node.RandomAccess, node.TarPath) : node;
}
