namespace ArtifactGate.Artifacts;

/// <summary>Code that recognises a container by its content and opens it into nodes. Never opens what it yields: the walker does.</summary>
public interface IArtifactFormat
{
    /// <summary>The name in the report (<c>artifacts[].kind</c>) and in messages, lower case.</summary>
    string Name { get; }

    /// <summary>The name for one container, where a format has several: <c>nupkg</c> or <c>snupkg</c>.</summary>
    string KindOf(ContentNode node) => Name;

    /// <summary>Whether the container must be seekable; the walker then buffers or spools a forward-only node first.</summary>
    bool NeedsRandomAccess { get; }

    /// <summary>
    /// Whether the container's own bytes are read as content too, except those handed out: true for an assembly, false for an archive.
    /// </summary>
    bool KeepsBytes { get; }

    /// <summary>Whether the bytes that the container keeps are pieces whose order it alone knows, so that nothing in the middle of them need be whole.</summary>
    bool IsInPieces => false;

    /// <summary>
    /// Whether entries hang under the compressed file around the container instead of under its content: a compressed tar is one hop,
    /// <c>x.tar.gz!dir/file</c>. The walker then opens the container at <see cref="ContentNode.TarPath"/>.
    /// </summary>
    bool JoinsCompressedFile => false;

    /// <summary>Looks at the first bytes (up to 4 KiB, fewer only if the node is shorter); may read a random-access node further.</summary>
    Fit Recognize(ReadOnlySpan<byte> head, ContentNode node);

    /// <summary>
    /// Whether the last bytes are those of this format, whatever stands before it: asked of content that could only be read forward, that no
    /// beginning told anything of, and that was read to its end.
    /// </summary>
    /// <param name="tail">Its last bytes, up to <see cref="FormatBook.TailLength"/>.</param>
    /// <param name="length">All its bytes.</param>
    bool IsEnd(ReadOnlySpan<byte> tail, long length) => false;

    /// <summary>
    /// Yields the content lazily. What cannot be read is yielded as <see cref="WalkItem.Unread"/> where the format can say what it is;
    /// an <see cref="InvalidDataException"/>, <see cref="EndOfStreamException"/> or <see cref="BudgetExceededException"/> ends the
    /// enumeration and is recorded for the container by the walker.
    /// </summary>
    IEnumerable<WalkItem> Open(ContentNode container, Budget budget);
}
