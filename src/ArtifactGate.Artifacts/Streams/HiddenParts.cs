namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// What stands beside the content of a file that is read forward, and unpacking does not show: names and comments in headers, frames that a
/// decompressor skips, bytes between files. Whoever reads the content gathers it here.
/// </summary>
internal sealed class HiddenParts
{
    /// <summary>
    /// As many bytes as are kept until they are handed out: more than the longest that there are, the tables of contents of layers that can be read in pieces, and so few
    /// that files in each other may all have them.
    /// </summary>
    public const int Most = 4 << 20;

    // What is shorter holds no credential.
    private const int Shortest = 16;

    private List<(long Offset, byte[] Bytes)> _parts = [];
    private long _total;
    private bool _isFull;

    /// <summary>Adds bytes.</summary>
    /// <param name="offset">Where they stand.</param>
    /// <param name="bytes">The bytes, which are copied.</param>
    public void Add(long offset, ReadOnlySpan<byte> bytes)
    {
        int first = bytes.IndexOfAnyExcept((byte)0);
        if (first < 0 || bytes.Length - first < Shortest)
        {
            return;
        }

        _total += bytes.Length - first;
        _isFull |= _total > Most;
        if (!_isFull)
        {
            _parts.Add((offset + first, bytes[first..].ToArray()));
        }
    }

    /// <summary>Where the file ended that something else stands behind; null as long as nothing is known of that.</summary>
    public long? End { get; private set; }

    /// <summary>Notes that the file ended before its bytes did.</summary>
    /// <param name="offset">The first byte behind it.</param>
    public void EndAt(long offset) => End = offset;

    /// <summary>Notes that what seemed to stand behind the file is more of it.</summary>
    public void GoOn() => End = null;

    /// <summary>Notes that there was more than is kept.</summary>
    public void Refuse() => _isFull = true;

    /// <summary>Hands out what was gathered since this was asked for last, each in the notation for bytes that an index hides.</summary>
    public IEnumerable<WalkItem> Take(ContentNode container)
    {
        List<(long Offset, byte[] Bytes)> parts = _parts;
        (_parts, _total) = ([], 0);
        foreach ((long offset, byte[] bytes) in parts)
        {
            yield return new WalkItem.Content(new ContentNode(container.Path.Inside(FormattableString.Invariant($"@{offset}")), () => new MemoryStream(bytes, writable: false))
            {
                Length = bytes.Length,
                RandomAccess = true,
                Origin = container.Origin,
            });
            Array.Clear(bytes);
        }
    }

    /// <summary>What to say at the end where there was more.</summary>
    public IEnumerable<WalkItem> Rest(ContentNode container) =>
        _isFull ? [new WalkItem.Unread(container.Path, UnreadReason.Size, $"more than {Most >> 20} MiB beside its content")] : [];
}
