using System.Collections.Concurrent;
using System.Reflection.Metadata;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Registry;
using ArtifactGate.Engine.Caching;
using ArtifactGate.Engine.Locating;
using ArtifactGate.Engine.Signing;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine;

/// <summary>Scans one artifact and turns what was met into findings and unread items.</summary>
internal sealed class ArtifactScan(GateRun run, ArtifactInput input) : IWalkSink
{
    private readonly Lock _lock = new();
    private readonly List<PlacedMatch> _matches = [];
    private readonly List<UnreadItem> _unread = [];
    private readonly HashSet<(string Path, UnreadReason Reason, string? Accepted)> _unreadPlaces = [];
    private readonly List<OpenedNode> _tree = [];
    private readonly ArtifactPath _root = new(input.Name);
    private readonly Budget _budget = new(run.Limits, run.Cancellation);
    private PieceWalk? _pieces;
    private IReadOnlyDictionary<string, SortedSet<string>> _signed = new Dictionary<string, SortedSet<string>>();
    private readonly ContentDigests _digests = new(run.Cancellation);
    private readonly ArtifactForm _form = input.Form;
    private string _kind = "file";
    private long _bytesRead;
    private string _sha256 = "";
    private long _size;

    /// <summary>The findings, judged. Empty before <see cref="Judge"/>.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What stayed unread, judged.</summary>
    public IReadOnlyList<UnreadItem> Unread => _unread;

    /// <summary>What was looked at, when the run is asked for it.</summary>
    public IReadOnlyList<OpenedNode> Tree => _tree;

    /// <summary>The debug information that would tell more of what was found.</summary>
    public IEnumerable<BlobContentId> Awaited => _matches.Select(m => m.Awaits).OfType<AwaitedSource>().Select(a => a.Symbols);

    /// <summary>What was found, with the lines of code that are known.</summary>
    public IEnumerable<PlacedMatch> Matches => _matches;

    /// <summary>Walks and explains. A cancelled walk keeps what it has.</summary>
    public void Run()
    {
        try
        {
            // Of many artifacts, those that were not begun are not opened any more.
            run.Cancellation.ThrowIfCancellationRequested();
            (_sha256, _size) = input.Image is not null ? RunImage(input.Image) : input.Open is not null ? RunStream(input.Open) : _form == ArtifactForm.Folder ? RunFolder() : RunFile();
            if (_bytesRead == 0 && _unread.Count == 0)
            {
                AddUnread(_root, UnreadReason.Empty, "has no content at all");
            }
            else if (!_unread.Any(u => u.Reason == UnreadReason.Changed))
            {
                Pieces.Remember();
            }
        }
        catch (OperationCanceledException) when (run.Cancellation.IsCancellationRequested)
        {
            AddUnread(_root, UnreadReason.Cancelled, "the run was stopped");
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is { } unread)
        {
            AddUnread(_root, unread.Reason, unread.Detail);
        }

    }

    /// <summary>Adds what debug information from elsewhere tells.</summary>
    /// <param name="symbols">Its identity.</param>
    /// <param name="resolve">Tells the source of a match that awaits it.</param>
    public void Resolve(BlobContentId symbols, Func<PlacedMatch, PlacedMatch> resolve)
    {
        for (int i = 0; i < _matches.Count; i++)
        {
            _matches[i] = _matches[i].Awaits?.Symbols == symbols ? resolve(_matches[i]) : _matches[i];
        }
    }

    /// <summary>Opens the artifact anew; null for a folder, and for a stream, which can be read only once.</summary>
    public ArtifactFile? OpenFile() => input.Open is null && File.Exists(input.Location) ? new ArtifactFile(input.Location) : null;

    /// <summary>The artifact as a node.</summary>
    public ContentNode RootOf(ArtifactFile content) => new(_root, content.Open) { Length = content.Length, RandomAccess = true, Sibling = SiblingFile };

    /// <summary>The files of a folder.</summary>
    public IEnumerable<WalkItem> FolderItems(Budget budget) =>
        input.Open is null && Directory.Exists(input.Location) ? FolderSource.Enumerate(_root, input.Location, budget) : [];

    /// <summary>Makes findings of what was met, and judges them.</summary>
    public ArtifactResult Judge()
    {
        // An archive may have two entries of one name: what is the same in both is one finding.
        Findings = [.. _matches.Select(m => new FindingFactory(run).Make(m with { Signs = SignedBy(m) }))
            .DistinctBy(f => (f.Path.Inner, f.Location.Offset, f.Location.Member, f.Encoding, f.Rule.Code, f.Fingerprint))];
        return new ArtifactResult(input.Name, _kind, _sha256, _size, run.VerdictOf(Findings, _unread),
            new Coverage(_budget.Nodes, _budget.Bytes, _unread.Count))
        {
            Form = _form,
            Tolerated = _unread.Count(u => u.Verdict != Verdict.Block),
        };
    }

    void IWalkSink.Kind(string kind) => _kind = kind;

    void IWalkSink.Opened(OpenedNode node)
    {
        if (run.Options.Tree)
        {
            lock (_lock)
            {
                _tree.Add(node);
            }
        }
    }

    void IWalkSink.Read(long bytes)
    {
        Interlocked.Add(ref _bytesRead, bytes);
        run.Progress(1, bytes);
    }

    void IWalkSink.Found(ContentNode node, IReadOnlyList<PlacedMatch> matches)
    {
        IReadOnlyList<PlacedMatch> explained = AssemblyExplainer.Explain(run, node, matches);
        lock (_lock)
        {
            _matches.AddRange(explained.Select(m => m.AtOuterRun().WithoutContent()));
        }
    }

    void IWalkSink.Unread(ArtifactPath path, UnreadReason reason, string detail, ContentNode content) => AddUnread(path, reason, detail, _digests.Of(content));

    private void AddUnread(ArtifactPath path, UnreadReason reason, string detail, string? sha256 = null)
    {
        UnreadItem item = run.Policy.Judge(new UnreadItem(path, reason, detail, Verdict.Block) { Sha256 = sha256 }, path.Segments.IsEmpty);
        lock (_lock)
        {
            // A container that is cut off says so once for itself and once for its last entry, at whatever path both have. Other bytes under the same
            // name are another item, or accepting the one would hide the other.
            if (_unreadPlaces.Add((path.Inner, reason, item.Verdict == Verdict.Allowed ? sha256 : null)))
            {
                _unread.Add(item);
            }
        }
    }

    private (string Sha256, long Size) RunFile()
    {
        var file = new FileInfo(input.Location);
        (long size, DateTime written) = (file.Length, file.LastWriteTimeUtc);
        using var content = new ArtifactFile(input.Location);
        string sha256 = content.Sha256(run.Cancellation);
        Walk(RootOf(content), sha256);
        file.Refresh();
        // What a cache remembers outlives this run, here as in a folder, so the time of change alone, which anybody can set back, is not enough for it.
        if (!file.Exists || file.Length != size || file.LastWriteTimeUtc != written || (run.Options.Cache is not null && content.Sha256(run.Cancellation) != sha256))
        {
            AddUnread(_root, UnreadReason.Changed, "changed while it was read");
        }

        return (sha256, size);
    }

    private (string Sha256, long Size) RunStream(Func<Stream> open)
    {
        using Stream stream = open();
        using var hashing = new HashingStream(stream);
        using Materialized held = Materializer.Materialize(hashing, new ContentNode(_root, () => Stream.Null), _budget);
        Walk(held.Node);
        held.Failure?.Throw();
        return (hashing.Sha256, hashing.Length);
    }

    private (string Sha256, long Size) RunFolder()
    {
        _kind = FolderSource.IsImage(input.Location) ? "oci-image" : "folder";
        var reading = new FolderReading(input.Location);
        WalkAll(FolderSource.Enumerate(_root, input.Location, _budget, reading));
        FindSigned(() => FolderSource.Enumerate(_root, input.Location, NewBudget()), 1);
        FolderDigest digest = reading.Digest(again: run.Options.Cache is not null, run.Cancellation);
        foreach (string changed in digest.Changed)
        {
            AddUnread(Names.Visit(_root.Inside(changed), isTold: true), UnreadReason.Changed, "changed while it was read");
        }

        return (digest.Sha256, digest.Size);
    }

    private (string Sha256, long Size) RunImage(RemoteImage image)
    {
        _kind = "oci-image";
        WalkAll(image.Open(_root));
        FindSigned(() => image.Open(_root), 1);
        return (image.Sha256, image.Size);
    }

    private void WalkAll(IEnumerable<WalkItem> items)
    {
        _budget.AddNode(0);
        // Taken one at a time: what a worker takes ahead would each be a notice of its own once the limit is reached.
        var source = Partitioner.Create(UpToLimit(items), EnumerablePartitionerOptions.NoBuffering);
        Parallels.Run(() => Parallel.ForEach(source, run.Parallelism, VisitTop));
    }

    // What lies beyond the limit is one notice, as in a container.
    private IEnumerable<WalkItem> UpToLimit(IEnumerable<WalkItem> items)
    {
        foreach (WalkItem item in items)
        {
            _budget.CheckEntries();
            yield return item;
        }
    }

    // It keeps what it works with, and top items are visited by many threads.
    private NameScan Names => new(run.Detector, this);

    private void VisitTop(WalkItem item)
    {
        if (item is WalkItem.Content content)
        {
            Pieces.Visit(content.Node, 1, input.Image is not null ? ImageDigest(content.Node.Path.Name) : null);
        }
        else if (item is WalkItem.Named named)
        {
            Names.Visit(named, isTold: false);
        }
        else if (item is WalkItem.Unread unread)
        {
            AddUnread(Names.Visit(unread.Path, isTold: false), unread.Reason, unread.Detail);
        }
    }

    private void Walk(ContentNode node, string? sha256 = null)
    {
        Pieces.Visit(node, 0, sha256);
        FindSigned(() => [new WalkItem.Content(node)], 0);
    }

    // Only now is it known whether there is a key to ask for, and only now is the artifact still open.
    private void FindSigned(Func<IEnumerable<WalkItem>> items, int depth)
    {
        HashSet<string> keys = [.. _matches.Select(PublicKeyOf).OfType<string>()];
        if (keys.Count > 0)
        {
            using var memory = run.NewAccount();
            _signed = new SignedContent(run.Formats, new Budget(run.Limits, memory, run.Cancellation), keys).Find(items(), depth);
        }
    }

    private SortedSet<string>? SignedBy(PlacedMatch match) => PublicKeyOf(match) is { } key ? _signed.GetValueOrDefault(key) : null;

    private static string? PublicKeyOf(PlacedMatch match) => match.Match.Details.FirstOrDefault(d => d.Key == "publicKey").Value;

    private Budget NewBudget() => new(run.Limits, run.Cancellation);

    private PieceWalk Pieces => LazyInitializer.EnsureInitialized(ref _pieces, () => new PieceWalk(run, _budget, this));

    // A registry's blob is called by its digest, and whatever is pulled under that name is checked against it.
    private static string? ImageDigest(string name) => name.StartsWith("sha256:", StringComparison.Ordinal) ? name["sha256:".Length..] : null;

    // Debug information beside a lone assembly. Only a name in the same folder, never a path.
    private ContentNode? SiblingFile(string name)
    {
        string path = Path.Combine(Path.GetDirectoryName(input.Location)!, name);
        return name.AsSpan().IndexOfAny('/', '\\') < 0 && File.Exists(path)
            ? new ContentNode(new ArtifactPath(name), () => File.OpenRead(path)) { Length = new FileInfo(path).Length, RandomAccess = true }
            : null;
    }
}
