using System.Collections.Concurrent;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Caching;
using ArtifactGate.Engine.Locating;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine;

/// <summary>What all artifacts of one run share.</summary>
internal sealed class GateRun
{
    private readonly Dictionary<(string Rule, string Likeness, string Assembly), SourceLocation> _code = [];
    private readonly IProgress<GateProgress>? _progress;
    private readonly int _total;
    private long _nodes;
    private long _bytes;
    private int _done;
    private long _piecesKnown;
    private long _piecesScanned;

    public GateRun(GateOptions options, Policy policy, Detector detector, FormatBook formats, RevealedValues? revealed,
        IProgress<GateProgress>? progress, CancellationToken cancellation)
    {
        Options = options;
        Policy = policy;
        Detector = detector;
        Formats = formats;
        Revealed = revealed;
        Cancellation = cancellation;
        Limits = policy.Limits;
        Sources = new SourceSearch(detector, formats, Limits, Batches, cancellation);
        _progress = progress;
        _total = options.Artifacts.Count;
        Parallelism = Parallels.Options(options.Jobs);
        RepositoryRoot = RepositoryFolder.Find(options.WorkingDirectory);
    }

    public GateOptions Options { get; }

    public Policy Policy { get; }

    public Detector Detector { get; }

    public FormatBook Formats { get; }

    public RevealedValues? Revealed { get; }

    public CancellationToken Cancellation { get; }

    public Limits Limits { get; }

    public ParallelOptions Parallelism { get; }

    /// <summary>Decoding needs room that is worth keeping between nodes and artifacts; a batch is zeroed when its content was scanned.</summary>
    public ConcurrentBag<DecodedBatch> Batches { get; } = [];

    /// <summary>What all walks may take together to decompress.</summary>
    public SharedMemory Memory { get; } = new();

    /// <summary>The account of a walk beside those of pieces, on one thread; disposed when it ends.</summary>
    public MemoryAccount NewAccount() => new(Memory, SharedMemory.MostForWalk, Cancellation.ThrowIfCancellationRequested);

    /// <summary>Finds lines in the sources of what was found.</summary>
    public SourceSearch Sources { get; }

    /// <summary>Remembers in which lines of code values stand, once all artifacts were walked.</summary>
    public void Remember(IEnumerable<PlacedMatch> matches)
    {
        // In the order of the places, not that in which they were met: many cores say the same as one.
        foreach (PlacedMatch match in matches.Where(m => m.Source?.Line is not null)
            .OrderBy(m => m.Source!.File, StringComparer.Ordinal).ThenBy(m => m.Source!.Line).ThenBy(m => m.Source!.Column))
        {
            if (match.Match.Likeness is { } likeness)
            {
                _code.TryAdd((match.Match.Rule.Code, likeness, Path.GetFileNameWithoutExtension(match.Node.Path.Name)), match.Source!);
            }
        }
    }

    /// <summary>
    /// The line of code of the same value in the same assembly, or null. For what a generator wrote: its constants have no statement, the text of it that debug information quotes
    /// is no file, and both tell nobody where to look.
    /// </summary>
    /// <param name="match">What was found.</param>
    /// <param name="file">The file it was found in: another than an assembly or its debug information has a place of its own.</param>
    public SourceLocation? CodeOf(Match match, string file) => match.Likeness is { } likeness && Path.GetExtension(file) is ".dll" or ".exe" or ".pdb"
        ? _code.GetValueOrDefault((match.Rule.Code, likeness, Path.GetFileNameWithoutExtension(file))) : null;

    /// <summary>The folder that holds <c>.git</c>, or null.</summary>
    public string? RepositoryRoot { get; }

    /// <summary>The digest of the rules.</summary>
    public required string RulesDigest { get; init; }

    /// <summary>Whether there are rules besides the shipped ones.</summary>
    public bool HasOwnRules { get; init; }

    /// <summary>Looks for the values of this run alone; null when there are none.</summary>
    public Detector? KnownValues { get; init; }

    /// <summary>What the cache did; null without one.</summary>
    public CacheUse? CacheUse => Options.Cache is null ? null : new CacheUse(Interlocked.Read(ref _piecesKnown), Interlocked.Read(ref _piecesScanned));

    public void PieceDone(bool known) => Interlocked.Increment(ref known ? ref _piecesKnown : ref _piecesScanned);

    public void Progress(int nodes, long bytes)
    {
        long allNodes = Interlocked.Add(ref _nodes, nodes);
        long allBytes = Interlocked.Add(ref _bytes, bytes);
        _progress?.Report(new GateProgress(Volatile.Read(ref _done), _total, allNodes, allBytes));
    }

    public void ArtifactDone()
    {
        Interlocked.Increment(ref _done);
        Progress(0, 0);
    }

    /// <summary>What findings and unread items come to together: blocked before incomplete before passed.</summary>
    public RunVerdict VerdictOf(IReadOnlyCollection<Finding> findings, IReadOnlyCollection<UnreadItem> unread)
    {
        FailOn failOn = Policy.FailOn;
        Verdict least = failOn == FailOn.Warn ? Verdict.Warn : Verdict.Block;
        bool stopped = findings.Any(f => f.Verdict >= least);
        if (stopped && failOn != FailOn.Never && Policy.Mode != PolicyMode.Observe)
        {
            return RunVerdict.Blocked;
        }

        bool complete = !unread.Any(u => u.Verdict >= least);
        return !complete && Policy.Mode != PolicyMode.Observe ? RunVerdict.Incomplete
            : stopped || !complete ? RunVerdict.Observed
            : RunVerdict.Passed;
    }
}
