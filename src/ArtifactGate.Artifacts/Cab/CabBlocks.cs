using System.Buffers;
using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>Reads the blocks of data of one folder ([MS-CAB] 2.4) in their order and verifies the checksum of each.</summary>
/// <param name="stream">The cabinet; it is owned.</param>
/// <param name="extent">Where the blocks are.</param>
/// <param name="reserve">Bytes between the header of a block and its data.</param>
internal sealed class CabBlocks(Stream stream, CabExtent extent, int reserve) : IDisposable
{
    private const int HeaderLength = 8;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(HeaderLength + byte.MaxValue + ushort.MaxValue);
    private long _next = extent.Start;
    private int _read;
    private int _length;

    /// <summary>The packed bytes of the block at hand.</summary>
    public ReadOnlySpan<byte> Packed => _buffer.AsSpan(HeaderLength + reserve, _length);

    /// <summary>Bytes that it unpacks to.</summary>
    public int UnpackedLength { get; private set; }

    /// <summary>Where the block at hand begins in the cabinet.</summary>
    public long Offset { get; private set; } = extent.Start;

    /// <summary>Whether the block at hand has another checksum than it says.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Takes the next block; false when there is none left.</summary>
    /// <exception cref="EndOfStreamException">The cabinet is cut off.</exception>
    public bool Next()
    {
        if (_read == extent.Blocks)
        {
            return extent.IsCutOff ? throw new EndOfStreamException() : false;
        }

        stream.Position = _next;
        stream.ReadExactly(_buffer, 0, HeaderLength + reserve);
        _length = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(4));
        UnpackedLength = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(6));
        stream.ReadExactly(_buffer, HeaderLength + reserve, _length);
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(_buffer);
        uint data = Checksum(Packed, 0);

        // Zero stands for no checksum. Whether it covers the reserved bytes too is not told the same way everywhere.
        IsDamaged = stored != 0 && stored != Checksum(_buffer.AsSpan(4, 4), data) && stored != Checksum(_buffer.AsSpan(4, 4 + reserve), data);
        Offset = _next;
        _next += HeaderLength + reserve + _length;
        _read++;
        return true;
    }

    public void Dispose()
    {
        stream.Dispose();
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }
    }

    // [MS-CAB] 3.1: the exclusive or of all words; what is left at the end counts from its highest byte.
    private static uint Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            sum ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }

        uint last = 0;
        foreach (byte b in bytes)
        {
            last = (last << 8) | b;
        }

        return sum ^ last;
    }
}
