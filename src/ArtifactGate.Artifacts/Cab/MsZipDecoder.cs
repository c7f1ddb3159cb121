using System.Buffers;
using ArtifactGate.Artifacts.Deflate;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>MSZIP ([MS-MCI]): each block is <c>CK</c> and a whole deflate stream, which refers to the 32 KiB before it too.</summary>
internal sealed class MsZipDecoder : IBlockDecoder
{
    private const int History = 32 * 1024;

    // What came before, then the block at hand.
    private byte[] _window = ArrayPool<byte>.Shared.Rent(History + ushort.MaxValue);
    private int _history;
    private int _filled;

    public ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> packed, int length)
    {
        if (packed is not [(byte)'C', (byte)'K', ..])
        {
            throw new InvalidDataException("an MSZIP block without its signature");
        }

        _history = Math.Min(History, _filled);
        Buffer.BlockCopy(_window, _filled - _history, _window, 0, _history);
        byte[] data = ArrayPool<byte>.Shared.Rent(packed.Length);
        try
        {
            packed[2..].CopyTo(data);
            using var inflate = new InflateStream(new MemoryStream(data, 0, packed.Length - 2, writable: false), packed.Length - 2, length, _window.AsSpan(0, _history));
            inflate.ReadExactly(_window, _history, length);
            if (inflate.ReadByte() >= 0)
            {
                throw InflateStream.Damage();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(data, clearArray: true);
        }

        _filled = _history + length;
        return _window.AsMemory(_history, length);
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window, clearArray: true);
            _window = [];
        }
    }
}
