using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Xz;

/// <summary>
/// The index behind the blocks of an xz stream (format 4). There may be millions of blocks, so it is not kept: what was met and what the index
/// tells are hashed alike.
/// </summary>
internal sealed class XzIndex
{
    private const int MostBytesOfNumber = 9;

    private readonly XxHash3 _met = new();
    private long _blocks;

    /// <summary>Takes note of a block.</summary>
    public void Add(long unpadded, long length)
    {
        Append(_met, unpadded, length);
        _blocks++;
    }

    /// <summary>Reads the index behind the zero that begins it.</summary>
    /// <returns>Bytes of the index.</returns>
    /// <exception cref="InvalidDataException">It tells of other blocks, or is damaged.</exception>
    public long Verify(StrictInput input)
    {
        var crc = new Crc32();
        crc.Append([0]);
        long read = 1;
        var told = new XxHash3();
        long blocks = Number(input, crc, ref read);
        for (long i = 0; i < blocks && blocks == _blocks; i++)
        {
            Append(told, Number(input, crc, ref read), Number(input, crc, ref read));
        }

        if (blocks != _blocks || told.GetCurrentHashAsUInt64() != _met.GetCurrentHashAsUInt64())
        {
            throw new InvalidDataException("an xz index that tells of other blocks");
        }

        Span<byte> end = stackalloc byte[3 + sizeof(uint)];
        end = end[..((int)(-read & 3) + sizeof(uint))];
        input.ReadExactly(end);
        Span<byte> padding = end[..^sizeof(uint)];
        crc.Append(padding);
        if (padding.ContainsAnyExcept((byte)0) || crc.GetCurrentHashAsUInt32() != BinaryPrimitives.ReadUInt32LittleEndian(end[padding.Length..]))
        {
            throw XzNumbers.Damaged();
        }

        return read + end.Length;
    }

    private static void Append(XxHash3 hash, long unpadded, long length)
    {
        Span<byte> record = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(record, unpadded);
        BinaryPrimitives.WriteInt64LittleEndian(record[sizeof(long)..], length);
        hash.Append(record);
    }

    private static long Number(StrictInput input, Crc32 crc, ref long read)
    {
        Span<byte> bytes = stackalloc byte[MostBytesOfNumber];
        int count = 0;
        do
        {
            bytes[count] = (byte)input.ReadByte();
        }
        while (bytes[count++] >= 0x80 && count < MostBytesOfNumber);
        bytes = bytes[..count];
        crc.Append(bytes);
        read += count;
        ReadOnlySpan<byte> number = bytes;
        return XzNumbers.Take(ref number);
    }
}
