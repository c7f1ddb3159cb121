namespace ArtifactGate.Artifacts.Memory;

/// <summary>What one walk has been lent of the memory of its run. Disposed when the walk ends, which gives back whatever was forgotten.</summary>
/// <param name="memory">The memory of the run.</param>
/// <param name="most">Bytes that the decompressors of the walk may be lent.</param>
/// <param name="check">Throws when the run is over; called while waiting.</param>
internal sealed class MemoryAccount(SharedMemory memory, long most, Action check) : IDisposable
{
    /// <summary>Bytes of a piece of a window.</summary>
    public const int PieceLength = 256 * 1024;

    private static readonly string Refusal = $"needs more than {SharedMemory.MostForWalk >> 20} MiB of memory to decompress, together with what is around it";

    private bool _closed;

    /// <summary>Bytes lent to decompressors now; <see cref="SharedMemory"/> counts them.</summary>
    public long Decoders { get; set; }

    /// <summary>Bytes lent to buffers now; <see cref="SharedMemory"/> counts them.</summary>
    public long Buffers { get; set; }

    /// <summary>Lends memory to a decompressor, waiting for other walks when need be.</summary>
    /// <exception cref="BudgetExceededException">This walk would have too much.</exception>
    public void Borrow(long bytes)
    {
        Allow(bytes);
        memory.Lend(this, bytes, check);
    }

    /// <summary>Takes memory of a decompressor back.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="isGarbage">Whether it is only gone when the collector has found it.</param>
    public void GiveBack(long bytes, bool isGarbage)
    {
        if (!_closed && bytes > 0)
        {
            memory.TakeBack(this, bytes, isGarbage);
        }
    }

    /// <summary>Lends a piece of a window.</summary>
    /// <exception cref="BudgetExceededException">This walk would have too much.</exception>
    public byte[] RentPiece()
    {
        Allow(PieceLength);
        return memory.LendArray(this, PieceLength, check);
    }

    /// <summary>Takes a piece back, which is zeroed.</summary>
    public void ReturnPiece(byte[] piece)
    {
        if (!_closed)
        {
            memory.TakeBackArray(this, piece);
        }
    }

    /// <summary>Lends a buffer; null where there is no room for it, and a file must do.</summary>
    public byte[]? TryRentBuffer(int length) => _closed ? null : memory.TryLendBuffer(this, length);

    /// <summary>Takes a buffer back, which is zeroed.</summary>
    public void ReturnBuffer(byte[] buffer)
    {
        if (!_closed)
        {
            memory.TakeBackBuffer(this, buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_closed)
        {
            memory.Forget(this);
            _closed = true;
        }
    }

    // Nobody opens content of a walk that has ended; what it took would never be given back.
    private void Allow(long bytes)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (Decoders + bytes > most)
        {
            throw new BudgetExceededException(UnreadReason.Size, Refusal);
        }
    }
}
