using System.Buffers;
using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts;

/// <summary>
/// Turns forward-only content into content that can be read in any order: small content in a pooled buffer, larger content in a private
/// temporary file. Both are gone when the result is disposed.
/// </summary>
public static class Materializer
{
    /// <summary>Content up to this many bytes stays in memory.</summary>
    internal const int InMemory = 12 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    // Up to here buffers are of the pool that everybody has. Larger ones, of which a nest of archives holds one for each, are of the memory of the run.
    private const int SmallBuffer = 1024 * 1024;
    private const int MiddleBuffer = 4 * 1024 * 1024;

    /// <summary>Reads <paramref name="content"/> to its end, or to where it fails.</summary>
    /// <param name="content">The bytes of the node, from its first on.</param>
    /// <param name="node">What they are.</param>
    /// <param name="budget">Pays for the space.</param>
    /// <exception cref="BudgetExceededException">More temporary space than the limit, or than the disk has.</exception>
    public static Materialized Materialize(Stream content, ContentNode node, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(budget);
        var source = new Source(content);
        byte[] buffer = First((node.Length ?? 0) + 1, budget.Memory);
        int used = 0;
        bool kept = false;
        try
        {
            while (true)
            {
                // What fits in the buffer is counted when it is complete; whoever stops the run need not wait for that.
                budget.CheckTime();
                int read = source.Read(buffer.AsSpan(used));
                used += read;
                if (read == 0)
                {
                    budget.AddSpool(used);
                    kept = true;
                    return Buffered(node, buffer, used, budget, source);
                }

                if (used == buffer.Length)
                {
                    byte[]? larger = used >= InMemory ? null : Larger(used, budget.Memory);
                    if (larger is null)
                    {
                        return Spooled(node, buffer.AsSpan(0, used), source, budget);
                    }

                    buffer.CopyTo(larger, 0);
                    Return(buffer, used, budget.Memory);
                    buffer = larger;
                }
            }
        }
        finally
        {
            if (!kept)
            {
                // A read that failed may have written anywhere.
                Return(buffer, buffer.Length, budget.Memory);
            }
        }
    }

    // Only what was written has to be zeroed.
    private static void Return(byte[] buffer, int used, MemoryAccount memory)
    {
        buffer.AsSpan(0, used).Clear();
        if (buffer.Length > SmallBuffer)
        {
            memory.ReturnBuffer(buffer);
        }
        else
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] First(long length, MemoryAccount memory) =>
        length > SmallBuffer && memory.TryRentBuffer(length > MiddleBuffer ? InMemory : MiddleBuffer) is { } buffer ? buffer
            : ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length, FirstBuffer, SmallBuffer));

    private static byte[]? Larger(int length, MemoryAccount memory) => length switch
    {
        >= MiddleBuffer => memory.TryRentBuffer(InMemory),
        >= SmallBuffer => memory.TryRentBuffer(MiddleBuffer),
        _ => ArrayPool<byte>.Shared.Rent(Math.Min(length * 4, SmallBuffer)),
    };

    private static Materialized Buffered(ContentNode node, byte[] buffer, int length, Budget budget, Source source) => new(
        node.With(() => new MemoryStream(buffer, 0, length, writable: false, publiclyVisible: true), length, randomAccess: true),
        () =>
        {
            Return(buffer, length, budget.Memory);
            budget.AddSpool(-length);
        })
    {
        Failure = source.Failure,
    };

    private static Materialized Spooled(ContentNode node, ReadOnlySpan<byte> head, Source rest, Budget budget)
    {
        var file = new SpoolFile(budget);
        try
        {
            file.Append(head);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                for (int read = rest.Read(buffer); read > 0; read = rest.Read(buffer))
                {
                    file.Append(buffer.AsSpan(0, read));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }

            return new Materialized(node.With(file.Open, file.Length, randomAccess: true), file.Dispose) { Failure = rest.Failure };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Damage is no end of everything: what other tools unpack of it ships.
    private sealed class Source(Stream content)
    {
        public ExceptionDispatchInfo? Failure { get; private set; }

        public int Read(Span<byte> buffer)
        {
            try
            {
                return Failure is null ? content.Read(buffer) : 0;
            }
            catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
            {
                Failure = ExceptionDispatchInfo.Capture(failure);
                return 0;
            }
        }
    }
}
