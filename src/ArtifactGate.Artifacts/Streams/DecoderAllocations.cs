using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// Refuses memory that a decompressor of another library takes in the middle of its data, where no header tells: whatever it allocates between
/// two looks at its input. Once refused it stays so, because what was allocated is kept for what follows. What it
/// gets again from a pool of arrays is memory that is taken already, and does not count.
/// </summary>
/// <param name="most">The most bytes at once.</param>
/// <param name="loan">Raised to what it takes.</param>
internal sealed class DecoderAllocations(long most, MemoryLoan loan)
{
    // Less than this is no decompressor's memory but what it works with, and changes from one run to the next.
    private const long Least = 16L << 20;

    private long _before;
    private bool _counts;
    private bool _refused;

    /// <summary>The input of the decompressor, which is looked at; owned.</summary>
    public Stream Input(Stream input) => new LookedAt(this, input);

    /// <summary>The output of the decompressor, which counts from its call on; owned.</summary>
    public Stream Output(Stream output) => new Counted(this, output);

    // On one thread: content is read where it is asked for. What is allocated between two calls is not the decompressor's.
    private void Begin() => (_before, _counts) = (GC.GetAllocatedBytesForCurrentThread(), true);

    private void Check()
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        long taken = _counts ? now - _before : 0;
        _refused |= taken > most;
        _before = now;
        if (_refused)
        {
            throw new BudgetExceededException(UnreadReason.Size, DecoderMemory.Refusal);
        }

        loan.RaiseTo(taken > Least ? taken : 0);
    }

    private sealed class LookedAt(DecoderAllocations allocations, Stream inner) : SeekableStream
    {
        public override long Length => inner.Length;

        public override int Read(Span<byte> buffer)
        {
            allocations.Check();
            inner.Position = Position;
            int read = inner.Read(buffer);
            Position += read;
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

    private sealed class Counted(DecoderAllocations allocations, Stream inner) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            allocations.Begin();
            try
            {
                int read = inner.Read(buffer);
                allocations.Check();
                return read;
            }
            catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
            {
                // What it asked for comes before what was wrong behind that.
                allocations.Check();
                throw;
            }
            catch (OutOfMemoryException)
            {
                // An array that there was no room for was not made, and nothing else was. Where memory is scarce it is the system that refuses.
                allocations._refused = true;
                throw new BudgetExceededException(UnreadReason.Size, DecoderMemory.Refusal);
            }
            finally
            {
                allocations._counts = false;
            }
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
}
