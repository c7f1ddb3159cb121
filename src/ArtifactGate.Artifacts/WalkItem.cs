namespace ArtifactGate.Artifacts;

/// <summary>What a format yields: content, something it could not read, or a range of its own bytes that it handed out as content.</summary>
public abstract record WalkItem
{
    private WalkItem()
    {
    }

    /// <summary>A node inside the container.</summary>
    public sealed record Content(ContentNode Node) : WalkItem;

    /// <summary>Something that has a name and no content of its own: a folder, a link, a device, a label.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Target">What a link leads to, as it says; null for anything else.</param>
    public sealed record Named(ArtifactPath Path, string? Target = null) : WalkItem;

    /// <summary>Something that stays unread.</summary>
    /// <param name="Path">What: the entry, or the container.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">One line for a person. Never contains content.</param>
    public sealed record Unread(ArtifactPath Path, UnreadReason Reason, string Detail) : WalkItem;

    /// <summary>
    /// Bytes of the container that are content of a node as they stand. A format that <see cref="IArtifactFormat.KeepsBytes"/> names
    /// them, so that they are not reported twice.
    /// </summary>
    public sealed record HandedOut(long Offset, long Length) : WalkItem;

    /// <summary>
    /// A place in the container's own bytes where one part ends and another begins with nothing between them, so that a word could seem to go on
    /// from the one into the other.
    /// </summary>
    public sealed record Border(long Offset) : WalkItem;
}
