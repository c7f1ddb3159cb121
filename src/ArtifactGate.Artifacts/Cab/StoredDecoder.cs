using System.Buffers;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>Blocks that are not compressed.</summary>
internal sealed class StoredDecoder : IBlockDecoder
{
    private byte[] _block = ArrayPool<byte>.Shared.Rent(ushort.MaxValue);

    public ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> packed, int length)
    {
        if (packed.Length != length)
        {
            throw new InvalidDataException("a stored block of another length than it says");
        }

        packed.CopyTo(_block);
        return _block.AsMemory(0, length);
    }

    public void Dispose()
    {
        if (_block.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_block, clearArray: true);
            _block = [];
        }
    }
}
