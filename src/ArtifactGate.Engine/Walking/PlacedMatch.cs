using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>A match and everything the walk knows of its place.</summary>
/// <param name="Match">The match; inside a decoded run its offset counts from the start of the decoded bytes.</param>
/// <param name="Node">The node it is in.</param>
/// <param name="Chain">The encodings around it, outermost first.</param>
/// <param name="Offset">Bytes into the node, of the outermost run.</param>
/// <param name="Span">Bytes of the node it takes, of the outermost run.</param>
/// <param name="Line">1-based, in text.</param>
/// <param name="Column">1-based, in text.</param>
internal sealed record PlacedMatch(Match Match, ContentNode Node, IReadOnlyList<string> Chain, long Offset, long Span, int? Line, int? Column)
{
    /// <summary>Type and method, constant or key, when somebody could tell.</summary>
    public string? Member { get; init; } = Match.Member ?? Node.Member;

    /// <summary>Its first byte in what the outermost run decodes to; 0 outside of encodings.</summary>
    public long DecodedOffset { get; init; }

    /// <summary>The source, as the debug information names it.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Who explains where the node came from; asked when the whole artifact was walked.</summary>
    public INodeOrigin? Origin { get; init; }

    /// <summary>Codes of rules that matched the same bytes and lost.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The same match, told by the fragment it is in instead of the batch.</summary>
    public PlacedMatch In((ContentNode Node, int Start, int Length) fragment) => this with
    {
        Node = fragment.Node,
        Offset = Offset - fragment.Start,
        Member = Match.Member ?? fragment.Node.Member,
    };
}
