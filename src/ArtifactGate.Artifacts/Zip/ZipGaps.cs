using System.Globalization;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// What ships in a zip without being in its central directory: bytes before the archive, between its entries and behind its directory, and
/// comments. Told by arithmetic alone; only where room is left is a local header read.
/// </summary>
internal sealed class ZipGaps(ContentNode container, ZipDirectory.Place place)
{
    private const int EndLength = 22;
    private const int Zip64Length = 76;
    private const int LongestExtra = ushort.MaxValue;

    /// <summary>Room between two entries in which no credential fits: a descriptor, or the mark of a jar.</summary>
    private const int Usual = 16;

    private readonly List<(long Start, long LeastEnd, ZipEntryHeader Entry)> _entries = [];
    private bool _text;

    /// <summary>Takes an entry of the directory into account.</summary>
    public void Add(ZipEntryHeader entry)
    {
        _entries.Add((entry.HeaderOffset, entry.HeaderOffset + ZipLocalHeader.FixedLength + entry.Name.Length + entry.PackedLength, entry));
        _text |= entry.HasText;
    }

    /// <summary>The ranges that no entry covers: entries that the directory leaves out, or bytes.</summary>
    /// <param name="openEntry">Makes a node of an entry that was found at a place.</param>
    public IEnumerable<WalkItem> Items(Func<ZipEntryHeader, ArtifactPath, WalkItem> openEntry)
    {
        using Stream stream = container.Open();
        _entries.Sort((a, b) => a.Start.CompareTo(b.Start));
        long end = 0;
        foreach ((long start, long leastEnd, ZipEntryHeader entry) in _entries)
        {
            foreach (WalkItem item in Between(stream, end, start, openEntry))
            {
                yield return item;
            }

            end = Math.Max(end, leastEnd);
            if (Next(start) - leastEnd > Usual && Around(stream, entry) is var (exact, extra))
            {
                end = Math.Max(end, exact);
                if (extra is not null)
                {
                    yield return extra;
                }
            }
        }

        foreach (WalkItem item in Between(stream, end, place.Offset, openEntry))
        {
            yield return item;
        }

        if (_text)
        {
            yield return Bytes(place.Offset, place.Length);
        }

        long directoryEnd = place.Offset + place.Length;
        if (place.EndRecord - directoryEnd is > 0 and var between && !(place.IsWide && between == Zip64Length))
        {
            yield return Bytes(directoryEnd, between);
        }

        // The comment of the archive, and what follows it. Begun behind the end record, or it would be taken for an archive of its own.
        long behind = place.EndRecord + EndLength;
        if (stream.Length > behind)
        {
            yield return Bytes(behind, stream.Length - behind);
        }
    }

    private long Next(long start)
    {
        // Entries may share a header; the next one is the first that begins behind it.
        int low = 0, high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _entries[middle].Start <= start ? (middle + 1, high) : (low, middle);
        }

        return low < _entries.Count ? _entries[low].Start : place.Offset;
    }

    private IEnumerable<WalkItem> Between(Stream stream, long start, long end, Func<ZipEntryHeader, ArtifactPath, WalkItem> openEntry)
    {
        while (start < end && HiddenEntry(stream, start, end) is { } entry)
        {
            yield return openEntry(entry, PathOf(start));
            (long exact, WalkItem? extra) = Around(stream, entry) ?? (end, null);
            if (extra is not null)
            {
                yield return extra;
            }

            start = exact;
        }

        if (end - start > (start == 0 ? 0 : Usual) && !IsZero(stream, start, end - start))
        {
            yield return Bytes(start, end - start);
        }
    }

    // An entry whose sizes stand in its header, or in a descriptor behind its content that fits where it stands.
    private static ZipEntryHeader? HiddenEntry(Stream stream, long start, long end)
    {
        if (ZipLocalHeader.Find(stream, start) is not { } header || header.ContentOffset > end)
        {
            return null;
        }

        if (header.HasDescriptor && header.PackedLength == 0)
        {
            return ZipDescriptor.Find(stream, header, end);
        }

        return header.PackedLength > end - header.ContentOffset ? null
            : new ZipEntryHeader("", header.Flags, header.Method, header.Crc, header.PackedLength, header.Length, start);
    }

    // Where an entry really ends, and the extra field in front of its content if there is more in it than numbers.
    private (long End, WalkItem? Extra)? Around(Stream stream, ZipEntryHeader entry)
    {
        if (ZipLocalHeader.Find(stream, entry.HeaderOffset) is not { } header || header.ContentOffset > stream.Length || entry.PackedLength < 0
            || entry.PackedLength > stream.Length - header.ContentOffset)
        {
            // Opening the entry says so; here it only leaves more to be read as bytes.
            return null;
        }

        var extra = new byte[header.ExtraLength];
        stream.Position = header.ExtraOffset;
        stream.ReadExactly(extra);
        long end = header.ContentOffset + entry.PackedLength;
        return (end + header.DescriptorLength(stream, end, entry.PackedLength, entry.Crc),
            ZipExtra.IsPlain(extra) ? null : Bytes(header.ExtraOffset, header.ExtraLength));
    }

    // Archives are padded here and there, so that content begins at a round number.
    private static bool IsZero(Stream stream, long start, long length)
    {
        if (length > LongestExtra)
        {
            return false;
        }

        var bytes = new byte[length];
        stream.Position = start;
        stream.ReadExactly(bytes);
        return !bytes.AsSpan().ContainsAnyExcept((byte)0);
    }

    private WalkItem.Content Bytes(long start, long length) =>
        new(new ContentNode(PathOf(start), () => new SubStream(container.Open(), start, length)) { Length = length, RandomAccess = true });

    private ArtifactPath PathOf(long start) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{start}"));
}
