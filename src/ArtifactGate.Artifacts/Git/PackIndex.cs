using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Git;

/// <summary>
/// The objects of a pack (gitformat-pack, versions 2 and 3), found by unpacking one after the other: nothing else tells where the next begins,
/// and an index file beside it could lie.
/// </summary>
internal sealed class PackIndex
{
    /// <summary>Signature, version and number of objects.</summary>
    public const int HeaderLength = 12;

    private const int MostEntries = 1_500_000;

    private readonly List<PackEntry> _entries = [];
    private readonly Dictionary<int, byte[]> _names = [];

    private PackIndex()
    {
    }

    /// <summary>The objects in their order.</summary>
    public IReadOnlyList<PackEntry> Entries => _entries;

    /// <summary>For each delta to a named object, that name.</summary>
    public IReadOnlyDictionary<int, byte[]> BaseNames => _names;

    /// <summary>The hash of the repository.</summary>
    public HashAlgorithmName Hash { get; private set; } = HashAlgorithmName.SHA1;

    /// <summary>Whether the checksum at the end holds.</summary>
    public bool IsIntact { get; private set; }

    /// <summary>Whether all promised objects are there.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Behind the last object.</summary>
    public long End { get; private set; } = HeaderLength;

    /// <summary>Bytes of the checksum at the end.</summary>
    public int TrailerLength => Hash == HashAlgorithmName.SHA1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;

    /// <summary>Whether bytes begin like a pack: its signature, a version that there is, and an object of a type that there is.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.Length > HeaderLength && head.StartsWith("PACK\0\0\0"u8) && head[7] is 2 or 3
        && (BinaryPrimitives.ReadUInt32BigEndian(head[8..]) == 0 || PackEntry.IsType((head[HeaderLength] >> 4) & 7));

    /// <summary>Finds the objects. What is damaged ends the list.</summary>
    public static PackIndex Read(ContentNode pack, Budget budget)
    {
        var index = new PackIndex();
        using Stream stream = pack.Open();
        index.IsIntact = index.Verify(stream, HashAlgorithmName.SHA1, budget) || index.Verify(stream, HashAlgorithmName.SHA256, budget);
        stream.Position = 8;
        Span<byte> count = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(count);
        try
        {
            index.ReadEntries(pack.Open(), BinaryPrimitives.ReadUInt32BigEndian(count), budget);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            index.IsWhole = false;
        }

        return index;
    }

    private bool Verify(Stream stream, HashAlgorithmName algorithm, Budget budget)
    {
        int length = algorithm == HashAlgorithmName.SHA1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;
        long left = stream.Length - length;
        if (left < HeaderLength)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(algorithm);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            stream.Position = 0;
            for (; left > 0; budget.CheckTime())
            {
                int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
                hash.AppendData(buffer, 0, read > 0 ? read : throw new EndOfStreamException());
                left -= read;
            }

            stream.ReadExactly(buffer, 0, length);
            bool holds = hash.GetHashAndReset().AsSpan().SequenceEqual(buffer.AsSpan(0, length));
            Hash = holds ? algorithm : Hash;
            return holds;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private void ReadEntries(Stream stream, uint count, Budget budget)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        using var unpacked = new ZlibStream(new SubStream(stream, HeaderLength, stream.Length - HeaderLength));
        try
        {
            for (; count > 0; count--)
            {
                budget.CheckTime();
                if (_entries.Count == MostEntries)
                {
                    throw new BudgetExceededException(UnreadReason.Entries, $"a pack of more than {MostEntries} objects");
                }

                PackEntry entry = ReadHeader(unpacked);
                long total = 0;
                for (int read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
                {
                    total += read;
                    budget.CheckTime();
                    if (total > entry.Size)
                    {
                        throw new InvalidDataException("an object of a pack is longer than it says");
                    }
                }

                if (total != entry.Size)
                {
                    throw new InvalidDataException("an object of a pack is shorter than it says");
                }

                End = HeaderLength + unpacked.InputPosition;
                _entries.Add(entry with { End = End });
            }

            IsWhole = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // The type and the lowest four bits of the size, then seven bits a byte.
    private PackEntry ReadHeader(ZlibStream input)
    {
        long offset = End;
        int b = Next(input);
        var type = (byte)((b >> 4) & 7);
        long size = b & 15;
        for (int shift = 4; b >= 0x80; shift += 7)
        {
            b = Next(input);
            size |= shift < 57 ? (long)(b & 0x7F) << shift : throw new InvalidDataException("an object of an impossible size");
        }

        if (!PackEntry.IsType(type))
        {
            throw new InvalidDataException("an object of no type");
        }

        long start = -1;
        if (type == PackEntry.OffsetDelta)
        {
            start = offset - ReadDistance(input);
        }
        else if (type == PackEntry.NameDelta)
        {
            _names[_entries.Count] = [.. Enumerable.Range(0, TrailerLength).Select(_ => (byte)Next(input))];
        }

        long data = HeaderLength + input.InputPosition;
        input.Begin();
        return new PackEntry(offset, data, type, size, start, data);
    }

    // Seven bits a byte from the highest, each further byte counting one more.
    private static long ReadDistance(ZlibStream input)
    {
        int b = Next(input);
        long distance = b & 0x7F;
        while (b >= 0x80)
        {
            b = Next(input);
            distance = distance < 1L << 55 ? ((distance + 1) << 7) | (uint)(b & 0x7F) : throw new InvalidDataException("a delta to an impossible place");
        }

        return distance;
    }

    private static int Next(ZlibStream input) => input.TakeByte() is var b and >= 0 ? b : throw new EndOfStreamException();
}
