namespace ArtifactGate.Detection;

/// <summary>
/// A stretch of a node that is in memory. It owns the matches that begin in its owned part; the bytes before that part are there
/// to judge borders and keywords, the bytes after it to finish matches.
/// </summary>
public readonly ref struct ScanWindow
{
    /// <summary>The bytes.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Where <see cref="Bytes"/> begins in the node.</summary>
    public long Offset { get; init; }

    /// <summary>First byte of the owned part, in <see cref="Bytes"/>.</summary>
    public int OwnedStart { get; init; }

    /// <summary>First byte after the owned part, in <see cref="Bytes"/>.</summary>
    public required int OwnedEnd { get; init; }

    /// <summary>
    /// Whether the node is text, or a fragment that a structured carrier handed over, so that keywords before a value mean
    /// something.
    /// </summary>
    public bool IsText { get; init; }

    /// <summary>
    /// Whether UTF-16 of ASCII characters is taken for big endian where its bytes allow both orders, as they do everywhere but at the ends
    /// of a text. Set for text that says so by its byte order mark.
    /// </summary>
    public bool BigEndian { get; init; }

    /// <summary>What a structured carrier calls this fragment (member, key, JSON path, environment name), or null.</summary>
    public string? Label { get; init; }

    /// <summary>Pulls the bytes that follow, for shapes longer than the overlap; null when there are none.</summary>
    public WindowTail? Tail { get; init; }
}
