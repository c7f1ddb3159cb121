using System.Diagnostics;
using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts;

/// <summary>What one artifact has used of its <see cref="Limits"/>. One object for the artifact, passed down to everything inside; safe to use from many threads.</summary>
public sealed class Budget
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly CancellationToken _cancellation;
    private long _nodes;
    private long _bytes;
    private long _spooled;
    private readonly Budget? _around;

    /// <summary>Starts the clock.</summary>
    public Budget(Limits limits, CancellationToken cancellation = default)
        : this(limits, new MemoryAccount(new SharedMemory(), SharedMemory.MostForWalk, cancellation.ThrowIfCancellationRequested), cancellation)
    {
    }

    /// <summary>Starts the clock for a walk on one thread that takes its memory from others.</summary>
    internal Budget(Limits limits, MemoryAccount memory, CancellationToken cancellation)
    {
        Limits = limits;
        Memory = memory;
        _cancellation = cancellation;
    }

    /// <summary>Counts for a piece of an artifact by itself, which is walked on one thread; the limits are those of the whole.</summary>
    internal Budget(Budget around, SharedMemory memory)
        : this(around.Limits, new MemoryAccount(memory, SharedMemory.MostForWalk, around.CheckTime), around._cancellation) => _around = around;

    /// <summary>What the walk may take to decompress. Whoever started it disposes this when it ends.</summary>
    internal MemoryAccount Memory { get; }

    /// <summary>The limits.</summary>
    public Limits Limits { get; }

    /// <summary>Nodes seen.</summary>
    public long Nodes => Interlocked.Read(ref _nodes);

    /// <summary>Bytes read.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts a node at a nesting depth (0: the artifact itself).</summary>
    /// <exception cref="BudgetExceededException">Too deep, or too many.</exception>
    public void AddNode(int depth)
    {
        _around?.AddNode(depth);
        CheckTime();
        if (depth > Limits.MaxDepth)
        {
            throw new BudgetExceededException(UnreadReason.Depth, $"nested deeper than {Limits.MaxDepth} containers (--max-depth)");
        }

        if (Interlocked.Increment(ref _nodes) > Limits.MaxEntries)
        {
            throw TooMany();
        }
    }

    /// <summary>Counts bytes read from a node.</summary>
    /// <param name="count">Bytes just read.</param>
    /// <param name="nodeTotal">Bytes read from this node so far, these included.</param>
    /// <param name="packedLength">Bytes the node takes in its container, or null when it is not compressed.</param>
    /// <exception cref="BudgetExceededException">Too many, or expanding too much.</exception>
    public void AddBytes(int count, long nodeTotal, long? packedLength)
    {
        _around?.AddBytes(count, nodeTotal, packedLength);
        CheckTime();
        if (Interlocked.Add(ref _bytes, count) > Limits.MaxBytes)
        {
            throw TooLarge();
        }

        if (packedLength is long packed && nodeTotal > Limits.RatioFloor && nodeTotal / Math.Max(packed, 1) > Limits.MaxRatio)
        {
            throw new BudgetExceededException(UnreadReason.Ratio, $"expands more than {Limits.MaxRatio} times (--max-ratio)");
        }
    }

    /// <summary>Counts what is known of content that is not read again.</summary>
    /// <exception cref="BudgetExceededException">Too many nodes or bytes.</exception>
    internal void Add(long nodes, long bytes)
    {
        _around?.Add(nodes, bytes);
        CheckTime();
        if (Interlocked.Add(ref _nodes, nodes) > Limits.MaxEntries)
        {
            throw TooMany();
        }

        if (Interlocked.Add(ref _bytes, bytes) > Limits.MaxBytes)
        {
            throw TooLarge();
        }
    }

    /// <summary>Takes temporary space; give it back with a negative count.</summary>
    /// <exception cref="BudgetExceededException">More than the limit, or the time is over.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void AddSpool(long bytes)
    {
        if (bytes > 0)
        {
            // What is spooled need not be counted by anybody else yet.
            CheckTime();
        }

        _around?.AddSpool(bytes);
        if (Interlocked.Add(ref _spooled, bytes) > Limits.MaxSpool && bytes > 0)
        {
            Interlocked.Add(ref _spooled, -bytes);
            throw new BudgetExceededException(UnreadReason.Spool, $"needs more than {Limits.MaxSpool} bytes of temporary space (--max-spool)");
        }
    }

    /// <summary>
    /// Throws when no further node will be read, besides what <see cref="CheckTime"/> throws for: a container of very many entries then ends
    /// with one notice instead of one for each.
    /// </summary>
    /// <exception cref="BudgetExceededException">Too many nodes, or the time is over.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void CheckEntries()
    {
        _around?.CheckEntries();
        CheckTime();
        if (Nodes > Limits.MaxEntries)
        {
            throw TooMany();
        }
    }

    /// <summary>Throws when the time is over or the run was cancelled; for loops that read nothing.</summary>
    /// <exception cref="BudgetExceededException">Time is over.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void CheckTime()
    {
        _around?.CheckTime();
        _cancellation.ThrowIfCancellationRequested();
        if (Limits.MaxTime is TimeSpan limit && Stopwatch.GetElapsedTime(_started) > limit)
        {
            throw new BudgetExceededException(UnreadReason.Time, $"took longer than {limit} (--max-time)");
        }
    }

    private BudgetExceededException TooLarge() => new(UnreadReason.Size, $"more than {Limits.MaxBytes} bytes (--max-bytes)");

    private BudgetExceededException TooMany() => new(UnreadReason.Entries, $"more than {Limits.MaxEntries} entries (--max-entries)");
}
