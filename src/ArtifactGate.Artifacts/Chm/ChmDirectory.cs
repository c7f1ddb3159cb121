using System.Buffers.Binary;
using System.Text;

namespace ArtifactGate.Artifacts.Chm;

/// <summary>
/// Header and directory of an HTML help file. Microsoft never described the format; what is known of it is Matthew Russotto's "Microsoft's HTML
/// Help (.chm) format", and what libmspack and 7-Zip read.
/// </summary>
internal sealed class ChmDirectory
{
    private const int HeaderLength = 0x60;
    private const int ListingLength = 0x54;
    private const int ChunkHeaderLength = 0x14;
    private const int LargestChunk = 1 << 20;

    private readonly Stream _stream;
    private readonly long _chunksAt;
    private readonly int _chunkLength;
    private readonly long _chunks;

    private ChmDirectory(Stream stream, long contentAt, long chunksAt, int chunkLength, long chunks)
    {
        (_stream, ContentAt, _chunksAt, _chunkLength, _chunks) = (stream, contentAt, chunksAt, chunkLength, chunks);
        IsCutOff = chunks > (stream.Length - chunksAt) / chunkLength;
    }

    /// <summary>Where section 0 begins.</summary>
    public long ContentAt { get; }

    /// <summary>Whether the directory goes on behind the end of the file.</summary>
    public bool IsCutOff { get; }

    /// <summary>Whether these are the first bytes of one: its name, its version and the length of its header.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith("ITSF\u0003\0\0\0\u0060\0\0\0"u8);

    /// <summary>Reads what stands before the directory.</summary>
    /// <param name="stream">The file; must stay open.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ChmDirectory Read(Stream stream)
    {
        var head = new byte[HeaderLength];
        stream.Position = 0;
        stream.ReadExactly(head);
        long listingAt = I64(head, 0x48);
        if (listingAt < HeaderLength || listingAt > stream.Length - ListingLength)
        {
            throw new EndOfStreamException();
        }

        var listing = new byte[ListingLength];
        stream.Position = listingAt;
        stream.ReadExactly(listing);
        (long length, long chunk, long chunks) = (U32(listing, 8), U32(listing, 0x10), U32(listing, 0x2C));
        if (!listing.AsSpan().StartsWith("ITSP"u8) || length < ListingLength || chunk is < ChunkHeaderLength or > LargestChunk)
        {
            throw new InvalidDataException("a help file whose directory is none");
        }

        return new ChmDirectory(stream, I64(head, 0x58), listingAt + length, (int)chunk, chunks);
    }

    /// <summary>The entries, as they stand in the directory.</summary>
    /// <exception cref="InvalidDataException">A list of entries is damaged.</exception>
    public IEnumerable<ChmEntry> Entries(Budget budget)
    {
        var chunk = new byte[_chunkLength];
        for (long i = 0; i < _chunks && _chunksAt + ((i + 1) * _chunkLength) <= _stream.Length; i++)
        {
            budget.CheckTime();
            _stream.Position = _chunksAt + (i * _chunkLength);
            _stream.ReadExactly(chunk);
            long free = U32(chunk, 4);
            if (chunk.AsSpan().StartsWith("PMGI"u8))
            {
                // Only says in which list a name stands.
                continue;
            }

            if (!chunk.AsSpan().StartsWith("PMGL"u8))
            {
                throw new InvalidDataException("a part of the directory that is no list");
            }

            if (free > _chunkLength - ChunkHeaderLength)
            {
                throw new InvalidDataException("a list of entries with more room than it has");
            }

            for (int at = ChunkHeaderLength; at < _chunkLength - free;)
            {
                yield return Entry(chunk, ref at);
            }
        }
    }

    private static ChmEntry Entry(byte[] chunk, ref int at)
    {
        long name = Number(chunk, ref at);
        if (name > chunk.Length - at)
        {
            throw new InvalidDataException("a name that is longer than its list");
        }

        string text = Encoding.UTF8.GetString(chunk, at, (int)name);
        at += (int)name;
        return new ChmEntry(text, Number(chunk, ref at), Number(chunk, ref at), Number(chunk, ref at));
    }

    // 7 bits a byte, the highest first; all but the last have the upper bit set.
    private static long Number(byte[] chunk, ref int at)
    {
        long number = 0;
        while (at < chunk.Length && number >> 55 == 0)
        {
            number = (number << 7) | (uint)(chunk[at] & 0x7F);
            if ((chunk[at++] & 0x80) == 0)
            {
                return number;
            }
        }

        throw new InvalidDataException("a number that does not end");
    }

    private static long I64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
