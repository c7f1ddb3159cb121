using System.Buffers;
using System.Runtime.ExceptionServices;

namespace ArtifactGate.Artifacts;

/// <summary>
/// Turns forward-only content into content that can be read in any order: small content in a pooled buffer, larger content in a private
/// temporary file. Both are gone when the result is disposed.
/// </summary>
public static class Materializer
{
    /// <summary>Content up to this many bytes stays in memory.</summary>
    internal const int InMemory = 16 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

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
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp((node.Length ?? 0) + 1, FirstBuffer, InMemory));
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

                if (used == buffer.Length && used >= InMemory)
                {
                    return Spooled(node, buffer.AsSpan(0, used), source, budget);
                }

                buffer = used == buffer.Length ? Grow(buffer) : buffer;
            }
        }
        finally
        {
            if (!kept)
            {
                // A read that failed may have written anywhere.
                Return(buffer, buffer.Length);
            }
        }
    }

    // Only what was written has to be zeroed.
    private static void Return(byte[] buffer, int used)
    {
        buffer.AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 4, InMemory));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private static Materialized Buffered(ContentNode node, byte[] buffer, int length, Budget budget, Source source) => new(
        node.With(() => new MemoryStream(buffer, 0, length, writable: false, publiclyVisible: true), length, randomAccess: true),
        () =>
        {
            Return(buffer, length);
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
