using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts;

/// <summary>One piece of content inside an artifact.</summary>
public sealed class ContentNode
{
    private readonly Func<Stream>? _open;
    private readonly ContentNode? _around;
    private readonly long _start;

    /// <summary>Describes content that <paramref name="open"/> can read.</summary>
    public ContentNode(ArtifactPath path, Func<Stream> open)
    {
        Path = path;
        _open = open;
    }

    /// <summary>Describes a range of content that can be read in any order. A resource file has thousands, and this is all each takes.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="around">What the range is in; <see cref="RandomAccess"/>.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many bytes.</param>
    internal ContentNode(ArtifactPath path, ContentNode around, long start, long length)
    {
        Path = path;
        _around = around;
        _start = start;
        Length = length;
        RandomAccess = true;
    }

    /// <summary>Where it is.</summary>
    public ArtifactPath Path { get; }

    /// <summary>Bytes, when that is known before reading.</summary>
    public long? Length { get; init; }

    /// <summary>
    /// Bytes it takes in its container, for the expansion ratio; null when unknown or when it is not compressed.
    /// </summary>
    public long? PackedLength { get; init; }

    /// <summary>Bytes of its container that were taken to unpack what was read of it so far, where <see cref="PackedLength"/> is not known; or null.</summary>
    internal Func<long>? PackedSoFar { get; init; }

    /// <summary>
    /// <see cref="Open"/> may be called any number of times, also from several threads, and its streams seek. Otherwise it may be called
    /// once, before the next item is taken from the format that yielded the node.
    /// </summary>
    public bool RandomAccess { get; init; }

    /// <summary>Whether <see cref="Open"/> gives the content from its beginning again, also where its streams do not seek.</summary>
    internal bool Reopens { get; init; }

    /// <summary>
    /// What a structured carrier calls this fragment of text: a member, a resource key, <c>Env[2]</c>. Null for content that stands for
    /// itself. A fragment is text, and is never opened as a container.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>
    /// The report's <c>location.member</c> when the carrier knows it; the fragment is then reported at the carrier's own path.
    /// </summary>
    public string? Member { get; init; }

    /// <summary>
    /// Where the entries of a tar inside this node hang, so that a compressed tar is one hop: <c>x.tar.gz!dir/file</c>. Null for anything
    /// that is not the content of a single compressed file.
    /// </summary>
    public ArtifactPath? TarPath { get; init; }

    /// <summary>Finds another file of the same container by its full name in it, or null; for debug information beside an assembly.</summary>
    public Func<string, ContentNode?>? Sibling { get; init; }

    /// <summary>What only the container knows of the node's origin (image layer, instruction), or null.</summary>
    public INodeOrigin? Origin { get; init; }

    /// <summary>
    /// Where a byte of the content stands in the container, for content that is told at the container's own path and made of its bytes; null where
    /// the content has a place of its own.
    /// </summary>
    public Func<long, long>? OffsetInContainer { get; init; }

    /// <summary>Opens the content. The caller disposes the stream.</summary>
    public Stream Open() => _open is not null ? _open() : new SubStream(_around!.Open(), _start, Length!.Value);

    /// <summary>The same node with its content read from somewhere else: a buffer, a stream that already gave its head.</summary>
    /// <param name="open">Opens the content.</param>
    /// <param name="length">Its bytes, if known.</param>
    /// <param name="randomAccess">Whether <paramref name="open"/> may be called again and gives streams that seek.</param>
    /// <param name="path">Another path, or null to keep it.</param>
    /// <param name="origin">Another origin, or null to keep it.</param>
    public ContentNode With(Func<Stream> open, long? length, bool randomAccess, ArtifactPath? path = null, INodeOrigin? origin = null) =>
        Copy(path ?? Path, open, length, randomAccess, reopens: randomAccess, TarPath, origin ?? Origin);

    /// <summary>The same node under another name.</summary>
    internal ContentNode At(ArtifactPath path) =>
        Copy(path, Open, Length, RandomAccess, Reopens, TarPath is not null && TarPath.Equals(Path) ? path : TarPath, Origin);

    /// <summary>
    /// The same node for those who only tell of it. What is read from holds the buffer that it and all around it was unpacked into, long after that
    /// went back to whoever lent it.
    /// </summary>
    public ContentNode WithoutContent() => new(Path, () => throw new InvalidOperationException("what was told of is open no more"))
    {
        Length = Length,
        Label = Label,
        Member = Member,
    };

    private ContentNode Copy(ArtifactPath path, Func<Stream> open, long? length, bool randomAccess, bool reopens, ArtifactPath? tarPath, INodeOrigin? origin) => new(path, open)
    {
        Length = length,
        PackedLength = PackedLength,
        PackedSoFar = PackedSoFar,
        RandomAccess = randomAccess,
        Reopens = reopens,
        Label = Label,
        Member = Member,
        TarPath = tarPath,
        Sibling = Sibling,
        OffsetInContainer = OffsetInContainer,
        Origin = origin,
    };
}
