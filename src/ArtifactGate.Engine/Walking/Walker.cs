using System.Collections.Concurrent;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Caching;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Walks one artifact: looks at the head of a node, opens containers, scans leaves. Whatever a format throws ends here, as something unread.
/// </summary>
/// <param name="detector">Finds.</param>
/// <param name="formats">Open.</param>
/// <param name="budget">Pays.</param>
/// <param name="batches">Room for decoded runs.</param>
/// <param name="sink">Is told.</param>
/// <param name="entries">What is known of the entries of the artifact; null for nothing.</param>
internal sealed class Walker(Detector detector, FormatBook formats, Budget budget, ConcurrentBag<DecodedBatch> batches, IWalkSink sink,
    KnownEntries? entries = null)
{
    private const int HeadLength = 4096;

    // What is decoded is recognised by its head alone.
    private static readonly ContentNode Probe = new(new ArtifactPath(""), () => Stream.Null) { Length = 0, RandomAccess = true };

    private readonly NameScan _names = new(detector, sink);

    /// <summary>Room for decoded runs.</summary>
    public DecodedBatch RentBatch() => batches.TryTake(out DecodedBatch? batch) ? batch : new DecodedBatch();

    /// <summary>Gives room back.</summary>
    public void ReturnBatch(DecodedBatch batch) => batches.Add(batch);

    /// <summary>Records something that stays unread.</summary>
    public void Unread(ContentNode node, UnreadReason reason, string detail) => sink.Unread(node.Path, reason, detail, node);

    /// <summary>Visits a node and everything inside it.</summary>
    /// <param name="node">The node; a forward-only one is opened once.</param>
    /// <param name="depth">Containers around it.</param>
    /// <param name="origin">Who explains where it came from, of the node itself or of a container around it.</param>
    /// <param name="chain">The encodings around it, outermost first.</param>
    /// <param name="outer">The encoded run that it was unpacked from, as long as its path is that of the node around the run.</param>
    public void Visit(ContentNode node, int depth, INodeOrigin? origin, IReadOnlyList<string> chain, OuterRun? outer = null)
    {
        node = _names.Visit(node, isTold: false);
        try
        {
            budget.AddNode(depth);
            using var stream = new MeteredStream(node.Open(), budget, node);
            ReadOnlySpan<byte> head = stream.Peek(HeadLength);
            using RecognizedNode? known = node.Label is null ? RecognizedNode.Of(formats, head, node, stream, budget) : null;
            string kind = (depth == 0 ? known?.Format?.KindOf(node) : known?.Format?.Name) ?? "file";
            if (depth == 0)
            {
                sink.Kind(kind);
            }

            MatchFile(known, node, head, origin, chain);
            if (known?.Format is not null)
            {
                if (!known.IsHeld || entries?.TakesHeld(known.Node) != true)
                {
                    OpenContainer(known, node, depth, origin, chain, outer);
                }
            }
            else if (known is { IsHeld: true })
            {
                using Stream held = known.Node.Open();
                ScanLeaf(known.Node, held, head, depth, origin, chain, outer);
            }
            else
            {
                ScanUnknown(node, stream, head, depth, origin, chain, outer);
            }

            sink.Opened(new OpenedNode(node.Path, kind, chain, node.Length ?? stream.Total));
            known?.Failure?.Throw();
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is { } unread)
        {
            sink.Unread(node.Path, unread.Reason, unread.Detail, node);
        }
    }

    /// <summary>Whether decoded bytes look like a container or a compressed stream. Runs are many, and hardly any is one.</summary>
    public bool MayHold(ReadOnlySpan<byte> bytes) =>
        formats.Recognize(bytes[..Math.Min(HeadLength, bytes.Length)], Probe) is not null || CompressedRun.Begins(bytes);

    /// <summary>Opens decoded bytes as a container, if they are one.</summary>
    /// <param name="around">The node that the run is in.</param>
    /// <param name="bytes">What it decodes to.</param>
    /// <param name="depth">Containers around it.</param>
    /// <param name="chain">The encodings around it, its own included.</param>
    /// <param name="outer">Says where the outermost run is.</param>
    public void VisitDecoded(ContentNode around, ReadOnlySpan<byte> bytes, int depth, IReadOnlyList<string> chain, Func<OuterRun> outer)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(HeadLength, bytes.Length)];
        byte[] copy = bytes.ToArray();
        ContentNode decoded = InMemory(around, copy);
        try
        {
            if (CompressedRun.OpenBeginning(decoded) is { } beginning)
            {
                Visit(beginning, depth, around.Origin, [.. chain, "gzip"], outer());
            }
            else if (formats.Recognize(head, Probe) is not null)
            {
                Visit(decoded, depth, around.Origin, chain, outer());
            }
            else if (CompressedRun.OpenZlib(decoded, head) is { } inflated)
            {
                Visit(inflated, depth, around.Origin, [.. chain, "zlib"], outer());
            }
        }
        finally
        {
            Array.Clear(copy);
        }
    }

    /// <summary>The path of a node inside its artifact; the name of the artifact when it is itself the node.</summary>
    public static string PathOf(ArtifactPath path) => path.Segments.IsEmpty ? path.Name : path.Inner;

    /// <summary>Whether a match counts in the node of this path: an own rule may be meant for some paths only.</summary>
    public static bool Holds(Match match, ArtifactPath path) => match.HoldsAt(PathOf(path), path.Name);

    // Fragments and what is decoded are in a file that was asked already.
    private void MatchFile(RecognizedNode? known, ContentNode node, ReadOnlySpan<byte> head, INodeOrigin? origin, IReadOnlyList<string> chain)
    {
        if (known is null || chain.Count > 0 || node.OffsetInContainer is not null)
        {
            return;
        }

        IReadOnlyList<Match> byPath = detector.AsksPaths ? detector.MatchPath(PathOf(node.Path), node.Path.Name) : [];
        Tell(node, byPath, origin, chain);
        Tell(known.Node, detector.MatchKind(PathOf(node.Path), head, known.Format?.Name), origin, chain);
    }

    private void Tell(ContentNode node, IReadOnlyList<Match> matches, INodeOrigin? origin, IReadOnlyList<string> chain)
    {
        if (matches.Count > 0)
        {
            sink.Found(node, [.. matches.Select(m => new PlacedMatch(m, node, chain, new MatchPlaces([], default), null, null) { Origin = origin })]);
        }
    }

    private static ContentNode InMemory(ContentNode around, byte[] bytes) =>
        new(around.Path, () => new MemoryStream(bytes, writable: false)) { Length = bytes.Length, RandomAccess = true };

    private void OpenContainer(RecognizedNode known, ContentNode node, int depth, INodeOrigin? origin, IReadOnlyList<string> chain, OuterRun? outer)
    {
        (IArtifactFormat format, ContentNode container) = (known.Format!, known.Node);
        var handedOut = new List<WalkItem.HandedOut>();
        var borders = new List<long>();
        // Disposed also when the run is cancelled: what was gathered must not stay in memory.
        using var fragments = new FragmentBatch();
        try
        {
            foreach (WalkItem item in format.Open(container, budget))
            {
                budget.CheckEntries();
                switch (item)
                {
                    case WalkItem.Content { Node: var fragment } when FragmentBatch.Takes(fragment):
                        AddFragment(fragments, fragment, depth + 1, fragment.Origin ?? origin, chain);
                        break;
                    case WalkItem.Content content when outer is not null && content.Node.TarPath is not null:
                        // A run has no name that the content of a compressed file could be told from: it stays at the path, and joins the chain.
                        Visit(content.Node.With(content.Node.Open, null, false, node.Path), depth + 1, origin, [.. chain, format.Name], outer);
                        break;
                    case WalkItem.Content content:
                        if (depth > 0 || entries?.Takes(content.Node) != true)
                        {
                            Visit(_names.Visit(content.Node, format.KeepsBytes), depth + 1, content.Node.Origin ?? origin, chain);
                        }

                        break;
                    case WalkItem.Named named:
                        _names.Visit(named, format.KeepsBytes);
                        break;
                    case WalkItem.Unread unread:
                        sink.Unread(unread.Path.Equals(container.Path) ? unread.Path : _names.Visit(unread.Path, format.KeepsBytes), unread.Reason, unread.Detail, container);
                        break;
                    case WalkItem.HandedOut range:
                        handedOut.Add(range);
                        break;
                    case WalkItem.Border border:
                        borders.Add(border.Offset);
                        break;
                }
            }
        }
        // What was buffered may end because its own container is damaged: then that is what to say.
        catch (Exception failure) when (UnreadReasons.Of(known.Failure?.SourceException ?? failure) is { } unread && UnreadReasons.Of(failure) is not null)
        {
            sink.Unread(node.Path, unread.Reason, unread.Detail, container);
        }

        ScanFragments(fragments, depth + 1, origin, chain);
        if (format.KeepsBytes)
        {
            var kept = new KeptStream(container.Open(), handedOut, borders);
            // What was buffered has been counted already.
            using Stream own = !known.IsHeld ? new MeteredStream(kept, budget, node) : kept;
            ScanBytes(container, own, depth, origin, chain, kept, outer, isInPieces: format.IsInPieces);
        }
    }

    private void ScanUnknown(ContentNode node, MeteredStream stream, ReadOnlySpan<byte> head, int depth, INodeOrigin? origin, IReadOnlyList<string> chain, OuterRun? outer)
    {
        // What was read forward tells only at its end that a container stands behind something else. Its findings wait for that: they are told inside.
        ScanLeaf(node, stream, head, depth, origin, chain, outer,
            parts => node is { Label: null, RandomAccess: false } && formats.RecognizesEnd(stream.Tail, stream.Total) && OpenBehind(node, !node.Reopens && parts.OpensEnd(stream.Total), depth, origin, chain, outer));
    }

    private bool OpenBehind(ContentNode node, bool isOpenedAsPart, int depth, INodeOrigin? origin, IReadOnlyList<string> chain, OuterRun? outer)
    {
        if (!node.Reopens)
        {
            if (isOpenedAsPart)
            {
                return false;
            }

            sink.Unread(node.Path, UnreadReason.Unsupported, "an archive behind other content that can only be read forward; it was read as bytes", node);
            return false;
        }

        using var again = new MeteredStream(node.Open(), budget, node);
        using Materialized held = Materializer.Materialize(again, node, budget);
        using Stream stream = held.Node.Open();
        byte[] head = new byte[(int)Math.Min(HeadLength, stream.Length)];
        stream.ReadExactly(head);
        using RecognizedNode known = RecognizedNode.Of(formats, head, held.Node, stream, budget);
        if (known.Format is null)
        {
            return false;
        }

        OpenContainer(known, held.Node, depth, origin, chain, outer);
        return true;
    }

    private void AddFragment(FragmentBatch fragments, ContentNode node, int depth, INodeOrigin? origin, IReadOnlyList<string> chain)
    {
        budget.AddNode(depth);
        fragments.Add(node);
        budget.AddBytes((int)node.Length!.Value, node.Length.Value, node.PackedLength);
        if (fragments.IsFull)
        {
            ScanFragments(fragments, depth, origin, chain);
        }
    }

    private void ScanFragments(FragmentBatch fragments, int depth, INodeOrigin? origin, IReadOnlyList<string> chain)
    {
        if (fragments.IsEmpty)
        {
            return;
        }

        // The whole is text without a label of its own; each fragment's label is asked afterwards.
        var all = new ContentNode(fragments.Fragments[0].Node.Path, fragments.Open) { Length = fragments.Bytes.Length, Label = "" };
        var scanner = new NodeScanner(this, detector, all, depth, chain, fragments);
        using Stream stream = all.Open();
        List<PlacedMatch> matches = [.. scanner.Scan(stream).Select(m => m.In(fragments.At(m.Offset)))];
        foreach ((ContentNode node, int start, int length) in fragments.Fragments)
        {
            scanner.ScanLabelled(node, fragments.Bytes.Slice(start, length), matches);
        }

        sink.Read(fragments.Bytes.Length);
        foreach (IGrouping<ContentNode, PlacedMatch> found in matches.GroupBy(m => m.Node))
        {
            sink.Found(found.Key, [.. OverlapResolver.Resolve([.. found]).Select(m => (m with { Origin = found.Key.Origin ?? origin }).InContainer())]);
        }

        fragments.Clear();
    }

    private void ScanLeaf(ContentNode node, Stream stream, ReadOnlySpan<byte> head, int depth, INodeOrigin? origin, IReadOnlyList<string> chain,
        OuterRun? outer, Func<EmbeddedParts, bool>? openBehind = null)
    {
        if (node.Label is null && Utf32Text.Recognize(head) is { } form)
        {
            using var narrow = new Utf32Stream(stream, form);
            ScanBytes(node.With(node.Open, node.Length / 4, node.RandomAccess), narrow, depth, origin, chain, null, outer, form);
        }
        else
        {
            ScanBytes(node, stream, depth, origin, chain, null, outer, openBehind: openBehind, isInPieces: node.Label is not null);
        }
    }

    private void ScanBytes(ContentNode node, Stream stream, int depth, INodeOrigin? origin, IReadOnlyList<string> chain,
        KeptStream? kept, OuterRun? outer, TextForm? utf32 = null, Func<EmbeddedParts, bool>? openBehind = null, bool isInPieces = false)
    {
        int stride = utf32?.Stride() ?? 1;
        using EmbeddedParts? parts = stride > 1 || (isInPieces && kept is null) ? null : new EmbeddedParts(node, budget, onlyAtEnd: isInPieces);
        var scanner = new NodeScanner(this, detector, node, depth, chain, outer: outer, stride: stride, embedded: parts);
        IEnumerable<PlacedMatch> matches = scanner.Scan(stream, kept);
        sink.Read(scanner.Bytes * stride);
        bool isBehind = false;
        try
        {
            isBehind = parts is not null && openBehind?.Invoke(parts) == true;
            if (!isBehind)
            {
                parts?.Open(part => Visit(part, depth + 1, origin, chain));
            }
        }
        finally
        {
            matches = utf32 is { } form ? matches.Select(m => m.InUtf32(form)) : matches;
            PlacedMatch[] found = isBehind ? [] : [.. matches.Where(m => parts?.IsOpened(m.Offset) != true).Select(m => (m with { Origin = origin, Outer = outer }).InContainer())];
            if (found.Length > 0)
            {
                sink.Found(node, found);
            }
        }

        // Whoever visits the node says why the rest is not read.
        scanner.Failure?.Throw();
    }
}
