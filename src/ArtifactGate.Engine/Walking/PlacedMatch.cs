using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Locating;

namespace ArtifactGate.Engine.Walking;

/// <summary>A match and everything the walk knows of its place.</summary>
/// <param name="Match">The match; inside a decoded run its offset counts from the start of the decoded bytes.</param>
/// <param name="Node">The node it is in.</param>
/// <param name="Chain">The encodings around it, outermost first.</param>
/// <param name="Places">Where it is, and in which runs.</param>
/// <param name="Line">1-based, in text.</param>
/// <param name="Column">1-based, in text.</param>
internal sealed record PlacedMatch(Match Match, ContentNode Node, IReadOnlyList<string> Chain, MatchPlaces Places, int? Line, int? Column)
{
    /// <summary>Bytes into the node, of the outermost run.</summary>
    public long Offset => Outer?.Run.Offset ?? Places.Outermost.Offset;

    /// <summary>The run that the node was unpacked from; what is found is reported where that is.</summary>
    public OuterRun? Outer { get; init; }

    /// <summary>Type and method, constant or key, when somebody could tell.</summary>
    public string? Member { get; init; } = Match.Member ?? Node.Member;

    /// <summary>The source, as the debug information names it.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>What is still missing to tell the source; it may be in another artifact.</summary>
    public AwaitedSource? Awaits { get; init; }

    /// <summary>Who explains where the node came from; asked when the whole artifact was walked.</summary>
    public INodeOrigin? Origin { get; init; }

    /// <summary>What the key signed in the same artifact, with the kind of signature; null when it is no key, or signed nothing there.</summary>
    public IReadOnlyCollection<string>? Signs { get; init; }

    /// <summary>Matches of other rules in the same bytes, which lost.</summary>
    public IReadOnlyList<PlacedMatch> Also { get; init; } = [];

    /// <summary>The same match, told by the node around the run that its own node was unpacked from.</summary>
    public PlacedMatch AtOuterRun() => Outer is null ? this : this with { Line = Outer.Line, Column = Outer.Column };

    /// <summary>The same match, in a node whose characters take four bytes each where one was scanned.</summary>
    public PlacedMatch InUtf32(TextForm form) => this with
    {
        Match = Match.Form == TextForm.Utf8 && Chain.Count == 0 ? Match with { Form = form } : Match,
        Places = Places.Wider(4),
    };

    /// <summary>The same match, told by its place in the container where its node is made of bytes of that.</summary>
    public PlacedMatch InContainer() => Node.OffsetInContainer is { } place && Places.Outermost.Offset is var offset
        ? this with { Places = Places.From(offset - place(offset)) } : this;

    /// <summary>The same match, to be kept after its node was left.</summary>
    public PlacedMatch WithoutContent() => this with { Node = Node.WithoutContent(), Also = [.. Also.Select(a => a.WithoutContent())] };

    /// <summary>The same match, told by the fragment it is in instead of the batch.</summary>
    public PlacedMatch In((ContentNode Node, int Start, int Length) fragment) => this with
    {
        Node = fragment.Node,
        Places = Places.From(fragment.Start),
        Member = Match.Member ?? fragment.Node.Member,
    };
}
