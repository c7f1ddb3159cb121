using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>The bytes that the blocks of a folder reserve for applications, of all blocks one after the other.</summary>
internal sealed class CabReserveStream(Stream stream, CabExtent extent, int reserve) : ForwardStream
{
    private const int HeaderLength = 8;

    private readonly byte[] _block = new byte[HeaderLength + reserve];
    private long _next = extent.Start;
    private int _at = HeaderLength + reserve;

    public override int Read(Span<byte> buffer)
    {
        if (_at == _block.Length && _next < extent.End)
        {
            stream.Position = _next;
            stream.ReadExactly(_block);
            _next += _block.Length + BinaryPrimitives.ReadUInt16LittleEndian(_block.AsSpan(4));
            _at = HeaderLength;
        }

        int count = Math.Min(buffer.Length, _block.Length - _at);
        _block.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_block);
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
