namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Watches how much a stream expands that no node stands for: the files inside count their bytes themselves. Owns the stream.
/// </summary>
internal sealed class RatioStream(Stream inner, long packedLength, Budget budget) : ForwardStream
{
    private long _total;

    /// <exception cref="BudgetExceededException">It expands more than the limit.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _total += read;
        budget.AddBytes(0, _total, packedLength);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
