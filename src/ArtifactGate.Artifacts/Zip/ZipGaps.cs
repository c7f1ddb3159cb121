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
    private const int MostExpected = 1 << 20;
    private const int LongestExtra = ushort.MaxValue;

    /// <summary>Room between two entries in which no credential fits: a descriptor, or the mark of a jar.</summary>
    private const int Usual = 16;

    private static readonly Comparer<Extent> InOrder = Comparer<Extent>.Create((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Index.CompareTo(b.Index));

    // As long as it will be: a list that grows leaves all that it was before behind it.
    private readonly List<Extent> _extents = new((int)Math.Min(place.Entries, MostExpected));
    private readonly HashSet<long> _shared = [];
    private bool _text;

    /// <summary>What an entry takes in the archive, without its name: an archive may have millions.</summary>
    private readonly record struct Extent(long Start, long LeastEnd, long PackedLength, uint Crc, long Index);

    /// <summary>Whether entries share bytes: a small archive could be made to unpack to anything that way.</summary>
    public bool HasShared => _shared.Count > 0;

    /// <summary>Reads the whole directory once, for where its entries are.</summary>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public static ZipGaps Of(ContentNode container, ZipDirectory.Place place, Budget budget)
    {
        using Stream stream = container.Open();
        var gaps = new ZipGaps(container, place);
        long index = 0;
        foreach (ZipEntryHeader entry in ZipDirectory.Read(stream, place))
        {
            budget.CheckTime();
            if (entry.Disk == place.Disk && entry.HeaderOffset >= 0)
            {
                long leastEnd = entry.HeaderOffset + ZipLocalHeader.FixedLength + entry.Name.Length + Math.Max(0, entry.PackedLength);
                gaps._extents.Add(new Extent(entry.HeaderOffset, leastEnd, entry.PackedLength, entry.Crc, index));
            }

            gaps._text |= entry.HasText;
            index++;
        }

        gaps.FindShared();
        return gaps;
    }

    /// <summary>Whether the entry of this number shares bytes with one that begins before it.</summary>
    public bool IsShared(long index) => HasShared && _shared.Contains(index);

    /// <summary>The ranges that no entry covers: entries that the directory leaves out, or bytes.</summary>
    /// <param name="openEntry">Makes content of an entry that was found at a place.</param>
    public IEnumerable<WalkItem> Items(Func<ZipEntryHeader, ArtifactPath, IEnumerable<WalkItem>> openEntry)
    {
        using Stream stream = container.Open();
        long end = 0;
        foreach (Extent extent in _extents)
        {
            foreach (WalkItem item in Between(stream, end, extent.Start, openEntry))
            {
                yield return item;
            }

            end = Math.Max(end, extent.LeastEnd);
            if (Next(extent.Start) - extent.LeastEnd > Usual && Around(stream, extent) is var (exact, extra))
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

    private void FindShared()
    {
        _extents.Sort(InOrder);
        long end = 0;
        foreach (Extent extent in _extents)
        {
            if (extent.Start < end)
            {
                _shared.Add(extent.Index);
            }

            end = Math.Max(end, extent.LeastEnd);
        }
    }

    private long Next(long start)
    {
        // Entries may share a header; the next one is the first that begins behind it.
        int next = ~_extents.BinarySearch(new Extent(start, 0, 0, 0, long.MaxValue), InOrder);
        return next < _extents.Count ? _extents[next].Start : place.Offset;
    }

    private IEnumerable<WalkItem> Between(Stream stream, long start, long end, Func<ZipEntryHeader, ArtifactPath, IEnumerable<WalkItem>> openEntry)
    {
        if (start == 0 && place.Entries == 0 && ZipHead.Lead(stream) is > 0 and var lead)
        {
            // What marks one part of several, or the line of a script, is no archive of its own.
            yield return Bytes(0, lead);
            start = lead;
        }

        while (start < end && EntryAt(stream, start, end) is { } entry)
        {
            foreach (WalkItem item in openEntry(entry, PathOf(start)))
            {
                yield return item;
            }

            (long exact, WalkItem? extra) = Around(stream, new Extent(start, 0, entry.PackedLength, entry.Crc, 0)) ?? (end, null);
            if (extra is not null)
            {
                yield return extra;
            }

            start = exact;
        }

        if (start < end && (ZipLocalHeader.Begins(stream, start) || (start == 0 && end == stream.Length)))
        {
            // Read without its first bytes, or it would be taken for an archive of its own, and that for another.
            yield return new WalkItem.Unread(PathOf(start), UnreadReason.Corrupt, "an entry that is cut off");
            start = Math.Min(end, start + ZipLocalHeader.SignatureLength);
        }

        if (end - start > (start == 0 ? 0 : Usual) && !IsZero(stream, start, end - start))
        {
            yield return Bytes(start, end - start);
        }
    }

    /// <summary>The entry at a place, whose sizes stand in its header, or in a descriptor behind its content that fits where it stands; null for none.</summary>
    /// <param name="stream">The archive.</param>
    /// <param name="start">The place.</param>
    /// <param name="end">The first byte that cannot be of it.</param>
    public static ZipEntryHeader? EntryAt(Stream stream, long start, long end)
    {
        if (ZipLocalHeader.Find(stream, start) is not { } header || header.ContentOffset > end)
        {
            return null;
        }

        if (header.HasDescriptor && header.PackedLength == 0 && ZipDescriptor.Find(stream, header, end) is { } ended)
        {
            return ended;
        }

        // One that is cut off takes what is left; its checksum says that something is missing.
        long room = end - header.ContentOffset;
        bool cut = header.PackedLength > room || (header.HasDescriptor && header.PackedLength == 0);
        return new ZipEntryHeader("", header.Flags, header.Method, header.Crc, cut ? room : header.PackedLength, header.Length, start);
    }

    // Where an entry really ends, and the extra field in front of its content if there is more in it than numbers.
    private (long End, WalkItem? Extra)? Around(Stream stream, Extent entry)
    {
        if (ZipLocalHeader.Find(stream, entry.Start) is not { } header || header.ContentOffset > stream.Length || entry.PackedLength < 0
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
