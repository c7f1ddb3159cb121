namespace ArtifactGate.Artifacts.Memory;

/// <summary>What a decompressor of another library has been lent. It only grows, as the memory of the decompressor does.</summary>
/// <param name="account">Who lends it.</param>
/// <param name="isGarbage">Whether the memory is only gone when the collector has found it; otherwise the decompressor gives it back itself.</param>
internal sealed class MemoryLoan(MemoryAccount account, bool isGarbage) : IDisposable
{
    private long _bytes;

    /// <summary>Borrows what is missing to so many bytes.</summary>
    /// <exception cref="BudgetExceededException">The walk would have too much.</exception>
    public void RaiseTo(long bytes)
    {
        if (bytes > _bytes)
        {
            account.Borrow(bytes - _bytes);
            _bytes = bytes;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        account.GiveBack(_bytes, isGarbage);
        _bytes = 0;
    }
}
