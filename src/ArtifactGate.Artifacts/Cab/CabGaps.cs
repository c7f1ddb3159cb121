using System.Globalization;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// What of a cabinet's own bytes is read where. Headers, names and reserved areas stay bytes of the cabinet; data is read unpacked; what
/// nothing claims is content of its own.
/// </summary>
internal static class CabGaps
{
    /// <summary>The ranges that are handed out: data of folders that can be unpacked, and gaps, which are content too.</summary>
    public static IEnumerable<WalkItem> Items(ContentNode container, CabHeader header, CabExtent[] extents, long length)
    {
        foreach (CabExtent extent in extents.Where((e, i) => header.BlockReserve > 0 && e.Blocks > 0 && header.IsRead(i)))
        {
            yield return new WalkItem.Content(new ContentNode(Place(container, extent.Start), () => new CabReserveStream(container.Open(), extent, header.BlockReserve)));
        }

        long end = 0;
        foreach ((long start, long rangeEnd, bool isData) in Claimed(header, extents, length))
        {
            if (start > end && end < length)
            {
                long gap = Math.Min(start, length) - end;
                yield return new WalkItem.HandedOut(end, gap);
                yield return new WalkItem.Content(new ContentNode(Place(container, end), container, end, gap));
            }

            if (isData && rangeEnd > start)
            {
                yield return new WalkItem.HandedOut(start, rangeEnd - start);
            }

            end = Math.Max(end, rangeEnd);
        }
    }

    private static IEnumerable<(long Start, long End, bool IsData)> Claimed(CabHeader header, CabExtent[] extents, long length)
    {
        List<(long Start, long End, bool IsData)> claimed =
        [
            (0, header.HeadersEnd, false),
            (header.FilesAt, header.FilesEnd, false),
            (length, length, false),
            .. extents.Select((e, i) => (e.Start, e.End, header.IsRead(i))),
        ];
        return claimed.OrderBy(c => c.Start).ThenBy(c => c.End);
    }

    private static ArtifactPath Place(ContentNode container, long offset) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}"));
}
