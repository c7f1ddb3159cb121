using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>The pages of a database file (sqlite.org/fileformat2.html, section 1).</summary>
internal sealed class SqlitePages
{
    /// <summary>The header on the first page.</summary>
    public const int HeaderLength = 100;

    private const long MostPages = 16 << 20;

    private readonly Stream _stream;

    /// <summary>Takes the fields from the header.</summary>
    /// <exception cref="InvalidDataException">They are impossible.</exception>
    public SqlitePages(Stream stream)
    {
        _stream = stream;
        var head = new byte[HeaderLength];
        stream.Position = 0;
        stream.ReadExactly(head);
        int size = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(16));
        Size = size == 1 ? 65536 : size;
        Usable = Size - head[20];
        Encoding = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(56));
        if (Usable < 480 || (Size & (Size - 1)) != 0 || Size < 512)
        {
            throw new InvalidDataException("a database with pages of an impossible size");
        }

        Count = (stream.Length + Size - 1) / Size;
        if (Count > MostPages)
        {
            throw new BudgetExceededException(UnreadReason.Size, $"a database of more than {MostPages} pages");
        }

        // The number of pages counts only where the last program that wrote knew of it.
        bool isValid = head.AsSpan(24, 4).SequenceEqual(head.AsSpan(92, 4));
        Promised = isValid ? BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(28)) * (long)Size : 0;
    }

    /// <summary>Bytes of a page.</summary>
    public int Size { get; }

    /// <summary>Bytes of a page without those that extensions reserve.</summary>
    public int Usable { get; }

    /// <summary>1 for UTF-8, 2 for UTF-16 with the low byte first, 3 with the high one.</summary>
    public int Encoding { get; }

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>Bytes that the file should have, or 0 when it does not say.</summary>
    public long Promised { get; }

    /// <summary>A mark for each page.</summary>
    public int[] NewMarks() => new int[Count + 1];

    /// <summary>Where a page begins; the first is 1.</summary>
    public long OffsetOf(long page) => (page - 1) * Size;

    /// <summary>Reads a page.</summary>
    /// <exception cref="InvalidDataException">There is no such page.</exception>
    public byte[] Read(long page)
    {
        if (page < 1 || page > Count || OffsetOf(page) + Size > _stream.Length)
        {
            throw new InvalidDataException("a page that is not there");
        }

        var bytes = new byte[Size];
        _stream.Position = OffsetOf(page);
        _stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The page that follows an overflow page; 0 for none.</summary>
    /// <exception cref="InvalidDataException">There is no such page.</exception>
    public long Next(long page)
    {
        if (page < 1 || page > Count || OffsetOf(page) + Size > _stream.Length)
        {
            throw new InvalidDataException("an overflow page that is not there");
        }

        Span<byte> next = stackalloc byte[sizeof(uint)];
        _stream.Position = OffsetOf(page);
        _stream.ReadExactly(next);
        return BinaryPrimitives.ReadUInt32BigEndian(next);
    }
}
