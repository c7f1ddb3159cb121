using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>
/// The rows of one table (sections 1.6 and 2): a tree of pages, in whose leaves are records, which go on in chains of overflow pages. Each page
/// is visited once, whatever the tree says.
/// </summary>
internal sealed class SqliteTree(Stream stream, SqlitePages pages, SqliteVisits visits, Budget budget)
{
    private const byte IndexInner = 2;
    private const byte TableInner = 5;
    private const byte IndexLeaf = 10;
    private const byte TableLeaf = 13;
    private const int LongestHeader = 300_000;

    /// <summary>Whether something was not as it must be.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The rows below a page.</summary>
    public IEnumerable<SqliteRow> Rows(long root)
    {
        var open = new Stack<long>([root]);
        while (open.TryPop(out long at))
        {
            budget.CheckTime();
            if (Visit(at) is not { } page)
            {
                continue;
            }

            int start = at == 1 ? SqlitePages.HeaderLength : 0;
            byte type = page[start];
            bool isInner = type is IndexInner or TableInner;
            if (!isInner && type is not (IndexLeaf or TableLeaf))
            {
                IsDamaged = true;
                continue;
            }

            int cells = U16(page, start + 3), list = start + (isInner ? 12 : 8);
            if (isInner)
            {
                open.Push(U32(page, start + 8));
            }

            for (int i = 0; i < cells && list + (2 * i) + 2 <= page.Length; i++)
            {
                int cell = U16(page, list + (2 * i));
                if (isInner)
                {
                    open.Push(cell + 4 <= page.Length ? U32(page, cell) : 0);
                }

                if (type != TableInner && Row(page, at, cell + (isInner ? 4 : 0), type == TableLeaf) is { } row)
                {
                    yield return row;
                }
            }
        }
    }

    private byte[]? Visit(long page)
    {
        if (!visits.Visit(page))
        {
            IsDamaged = true;
            return null;
        }

        try
        {
            return pages.Read(page);
        }
        catch (InvalidDataException)
        {
            IsDamaged = true;
            return null;
        }
    }

    private SqliteRow? Row(byte[] page, long number, int cell, bool isTable)
    {
        try
        {
            int at = cell;
            long length = Varint(page, ref at), id = isTable ? Varint(page, ref at) : 0;
            var runs = Runs(page, number, at, length, isTable);
            return new SqliteRow(id, runs, Values(runs, length));
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            IsDamaged = true;
            return null;
        }
    }

    // What does not fit on the page goes on elsewhere; how much stays is a formula of the format.
    private List<(long Offset, long Length)> Runs(byte[] page, long number, int at, long length, bool isTable)
    {
        int usable = pages.Usable, most = isTable ? usable - 35 : ((usable - 12) * 64 / 255) - 23, least = ((usable - 12) * 32 / 255) - 23;
        long local = length;
        if (length > most)
        {
            long fitting = least + ((length - least) % (usable - 4));
            local = fitting <= most ? fitting : least;
        }

        if (length < 0 || length > pages.Count * pages.Size || at + local + (local < length ? 4 : 0) > page.Length)
        {
            throw new InvalidDataException("a record of an impossible length");
        }

        var runs = new List<(long, long)> { (pages.OffsetOf(number) + at, local) };
        long next = local < length ? U32(page, at + (int)local) : 0;
        for (long left = length - local; left > 0; left -= usable - 4)
        {
            if (!visits.Visit(next))
            {
                throw new InvalidDataException("an overflow page that is not there, or another record's");
            }

            runs.Add((pages.OffsetOf(next) + 4, Math.Min(left, usable - 4)));
            next = pages.Next(next);
        }

        return runs;
    }

    // The record begins with the types of its values.
    private List<(long Type, long Start)> Values(List<(long Offset, long Length)> runs, long length)
    {
        var record = new RunStream(stream, runs);
        var first = new byte[(int)Math.Min(length, 9)];
        record.ReadExactly(first);
        int at = 0;
        long headerLength = Varint(first, ref at);
        if (headerLength < 0 || headerLength > Math.Min(length, LongestHeader))
        {
            throw new InvalidDataException("a record with an impossible header");
        }

        var header = new byte[headerLength];
        record.Position = 0;
        record.ReadExactly(header);
        var values = new List<(long, long)>();
        long start = headerLength;
        while (at < header.Length)
        {
            long type = Varint(header, ref at);
            values.Add((type, start));
            start += type < 0 ? throw new InvalidDataException("a value of no type") : SqliteRow.LengthOf(type);
            if (start > length)
            {
                throw new InvalidDataException("values that are longer than their record");
            }
        }

        return values;
    }

    // Seven bits a byte from the highest; the ninth byte gives eight.
    private static long Varint(byte[] bytes, ref int at)
    {
        long value = 0;
        for (int i = 0; i < 9; i++)
        {
            byte b = at < bytes.Length ? bytes[at++] : throw new InvalidDataException("a number that does not end");
            if (i == 8)
            {
                return (value << 8) | b;
            }

            value = (value << 7) | (uint)(b & 0x7F);
            if (b < 0x80)
            {
                break;
            }
        }

        return value;
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static long U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
