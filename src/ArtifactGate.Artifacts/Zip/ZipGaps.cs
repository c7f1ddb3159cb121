using System.Buffers.Binary;
using System.Globalization;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// What ships in a zip without being in its central directory: bytes before the archive, between its entries and behind its directory, and
/// comments. Told by arithmetic alone; only where room is left is a local header read.
/// </summary>
internal sealed class ZipGaps(ContentNode container, ZipDirectory.Place place)
{
    private const int LocalLength = 30;
    private const int EndLength = 22;
    private const int Zip64Length = 76;
    private const uint LocalSignature = 0x04034B50;

    /// <summary>What the extra field of a local header and a descriptor (APPNOTE 4.3.9) usually take; a hidden entry with a credential takes more.</summary>
    private const int Usual = 64;

    private readonly List<(long Start, long LeastEnd, ZipEntryHeader Entry)> _entries = [];
    private bool _comments;

    /// <summary>Takes an entry of the directory into account.</summary>
    public void Add(ZipEntryHeader entry)
    {
        _entries.Add((entry.HeaderOffset, entry.HeaderOffset + LocalLength + entry.Name.Length + entry.PackedLength, entry));
        _comments |= entry.HasComment;
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
            if (Next(start) - end > Usual && EndOf(stream, entry) is long exact)
            {
                end = Math.Max(end, exact);
            }
        }

        foreach (WalkItem item in Between(stream, end, place.Offset, openEntry))
        {
            yield return item;
        }

        if (_comments)
        {
            yield return Bytes(place.Offset, place.Length);
        }

        // Begun behind the end record, or it would be taken for an archive of its own.
        long behind = place.Offset + place.Length + EndLength;
        if (stream.Length - behind is > 0 and not Zip64Length and var length)
        {
            yield return Bytes(behind, length);
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
            start = EndOf(stream, entry) ?? end;
        }

        if (end - start > (start == 0 ? 0 : Usual))
        {
            yield return Bytes(start, end - start);
        }
    }

    // An entry whose local header tells its sizes; one that tells them only behind its content cannot be followed.
    private static ZipEntryHeader? HiddenEntry(Stream stream, long start, long end)
    {
        var header = new byte[LocalLength];
        if (end - start < LocalLength)
        {
            return null;
        }

        stream.Position = start;
        stream.ReadExactly(header);
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6));
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(18));
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature || (flags & 8) != 0)
        {
            return null;
        }

        var entry = new ZipEntryHeader("", flags, BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14)),
            packed, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(22)), start);
        return EndOf(stream, entry) <= end ? entry : null;
    }

    private static long? EndOf(Stream stream, ZipEntryHeader entry)
    {
        try
        {
            return ZipDirectory.ContentOffset(stream, entry) + entry.PackedLength;
        }
        catch (InvalidDataException)
        {
            // Opening the entry says so; here it only leaves more to be read as bytes.
            return null;
        }
    }

    private WalkItem.Content Bytes(long start, long length) =>
        new(new ContentNode(PathOf(start), () => new SubStream(container.Open(), start, length)) { Length = length, RandomAccess = true });

    private ArtifactPath PathOf(long start) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{start}"));
}
