namespace ArtifactGate.Artifacts.Tar;

/// <summary>What stands behind the end marker of a tar. Every reader stops at the marker, so nobody would see it.</summary>
/// <param name="Offset">Its first byte, from the start of the tar.</param>
/// <param name="Head">Its first bytes, which were read to find it.</param>
internal sealed record TarEnd(long Offset, byte[] Head)
{
    /// <summary>The size of everything in a tar: headers, padding, halves of the end marker.</summary>
    public const int BlockSize = 512;

    /// <summary>Reads on over the zeros that fill the last record; null when nothing else follows.</summary>
    /// <param name="rest">Everything behind the last block that the reader took.</param>
    /// <param name="position">Where <paramref name="rest"/> begins, in bytes from the start of the tar.</param>
    /// <param name="budget">Asked whether to go on.</param>
    public static TarEnd? Find(Stream rest, long position, Budget budget)
    {
        byte[] block = new byte[BlockSize];
        while (true)
        {
            budget.CheckTime();
            int read = rest.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            int first = block.AsSpan(0, read).IndexOfAnyExcept((byte)0);
            if (first >= 0)
            {
                return new TarEnd(position + first, block[first..read]);
            }

            if (read < block.Length)
            {
                return null;
            }

            position += read;
        }
    }

    /// <summary>Its content, in the notation for bytes that an index hides.</summary>
    /// <param name="container">What it is in.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="length">Its bytes, where they can be read in any order; null for those that are read forward.</param>
    public WalkItem.Content In(ContentNode container, Func<Stream> open, long? length) =>
        new(new ContentNode(container.Path.Inside(FormattableString.Invariant($"@{Offset}")), open) { Length = length, RandomAccess = length is not null });

    /// <summary>What to say of a tar that does not end in zeros: without its end marker nobody can tell how much is missing.</summary>
    public static WalkItem.Unread Missing(ContentNode container) => new(container.Path, UnreadReason.Corrupt, "ends without its end marker");
}
