using System.Buffers;
using System.IO.Compression;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Brotli;

/// <summary>
/// Decompresses brotli (RFC 7932). The framework's own stream passes over what follows the data. There is no checksum; data that is cut off is
/// told by its missing end.
/// </summary>
/// <param name="packed">The file; owned.</param>
/// <param name="memory">Lends the window.</param>
/// <param name="hidden">Receives where the data ends, if something follows it.</param>
internal sealed class BrotliFileStream(Stream packed, MemoryAccount memory, HiddenParts? hidden = null) : ForwardStream
{
    private const int ChunkSize = 16 * 1024;

    // A head that expands to more than this is one.
    private const int MostChunks = 64;

    // A window of 16 MiB is the largest; its size is in the first bits, but the decoder takes no more than comes. It gives the memory back itself.
    private const long MostMemory = 17L << 20;
    private const long LeastMemory = 64 * 1024;

    private readonly MemoryLoan _loan = new(memory, isGarbage: false);
    private readonly byte[] _chunk = new byte[ChunkSize];
    private BrotliDecoder _decoder;
    private long _given;
    private long _before;
    private int _length;
    private int _at;
    private bool _ended;

    /// <summary>Whether bytes are the beginning of brotli data, or all of it; any few bytes may be.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> head)
    {
        byte[] content = ArrayPool<byte>.Shared.Rent(ChunkSize);

        // No "using": what it declares is read-only, and a decoder changes.
        var decoder = new BrotliDecoder();
        try
        {
            for (int i = 0; i < MostChunks; i++)
            {
                OperationStatus status = decoder.Decompress(head, content, out int consumed, out _);
                head = head[consumed..];
                if (status != OperationStatus.DestinationTooSmall)
                {
                    return status == OperationStatus.NeedMoreData || (status == OperationStatus.Done && head.IsEmpty);
                }
            }

            return true;
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(content, clearArray: true);
        }
    }

    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The window grows by doubling as content comes.
        _loan.RaiseTo(Math.Min(MostMemory, LeastMemory + (2 * (_given + buffer.Length))));
        while (!_ended && !buffer.IsEmpty)
        {
            OperationStatus status = _decoder.Decompress(_chunk.AsSpan(_at, _length - _at), buffer, out int consumed, out int written);
            _at += consumed;
            if (written > 0)
            {
                _given += written;
                return written;
            }

            _ended = status switch
            {
                OperationStatus.Done => _at < _length || Load() ? throw Followed() : true,
                OperationStatus.NeedMoreData => Load() ? false : throw new EndOfStreamException(),
                _ => throw new InvalidDataException("damaged brotli data"),
            };
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            _loan.Dispose();
            Array.Clear(_chunk);
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private InvalidDataException Followed()
    {
        hidden?.EndAt(_before + _at);
        return new InvalidDataException("something else follows the brotli data");
    }

    private bool Load()
    {
        _before += _length;
        _at = 0;
        _length = packed.Read(_chunk, 0, ChunkSize);
        return _length > 0;
    }
}
