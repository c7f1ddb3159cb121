using System.Diagnostics;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Caching;

/// <summary>
/// Walks the pieces of one artifact that the cache knows by themselves: the file that it is, the files of a folder, the layers of an image. A piece that
/// is known as clean is not opened, unless there are values to look for, which are looked for every time.
/// </summary>
internal sealed class PieceWalk(GateRun run, Budget budget, IWalkSink sink)
{
    private readonly List<(CacheQuestion Question, CleanContent Clean)> _clean = [];

    /// <summary>Walks a piece.</summary>
    /// <param name="node">The piece.</param>
    /// <param name="depth">Containers around it.</param>
    /// <param name="sha256">Its digest where it is known, null to take it.</param>
    public void Visit(ContentNode node, int depth, string? sha256)
    {
        if (run.Options.Cache is not { } cache || node.Label is not null || (sha256 ?? DigestOf(node)) is not { } digest)
        {
            Walk(run.Detector, node, depth, sink);
            return;
        }

        var question = new CacheQuestion(run.RulesDigest, run.Limits, digest, depth, Walker.PathOf(node.Path));
        CleanContent? known = run.Options.Tree ? null : cache.Find(question);
        run.PieceDone(known is not null);
        if (known is null)
        {
            Scan(node, depth, question);
        }
        else if (run.KnownValues is { } values)
        {
            Walk(values, node, depth, sink);
        }
        else
        {
            Take(known, depth);
        }
    }

    /// <summary>Remembers what was clean, once it is certain that the bytes that were looked at are those the digests were taken of.</summary>
    public void Remember()
    {
        foreach ((CacheQuestion question, CleanContent clean) in _clean)
        {
            run.Options.Cache!.Add(question, clean);
        }
    }

    private void Scan(ContentNode node, int depth, CacheQuestion question)
    {
        var piece = new PieceSink(sink, depth == 0);
        Budget own = Walk(run.Detector, node, depth, piece);
        if (piece.IsClean)
        {
            lock (_clean)
            {
                _clean.Add((question, new CleanContent(piece.KindName, own.Nodes, own.Bytes)));
            }
        }
    }

    // A piece is the unit of work of a thread, and so of memory: what one may take does not depend on what others happen to have.
    private Budget Walk(Detector detector, ContentNode node, int depth, IWalkSink told)
    {
        var own = new Budget(budget, run.Memory);
        using (own.Memory)
        {
            new Walker(detector, run.Formats, own, run.Batches, told, Entries(own, told)).Visit(node, depth, node.Origin, []);

            // What is forgotten here is missing to the rest of the walk, which would then be refused for nothing.
            Debug.Assert(own.Memory is { Decoders: 0, Buffers: 0 }, "a decompressor or a buffer did not give its memory back");
        }

        return own;
    }

    // Own rules may be for some paths only, and values of the build are looked for every time.
    private KnownEntries? Entries(Budget own, IWalkSink told) =>
        run is { Options: { Cache: BuildMemory memory, Tree: false }, HasOwnRules: false, KnownValues: null }
            ? new KnownEntries(run, memory, own, told) : null;

    private void Take(CleanContent known, int depth)
    {
        if (depth == 0)
        {
            sink.Kind(known.Kind);
        }

        budget.Add(known.Nodes, known.Bytes);
        sink.Read(known.Bytes);
    }

    // What cannot be read here is walked like anything else, and the walk says why it is unread.
    private string? DigestOf(ContentNode node)
    {
        if (!node.RandomAccess)
        {
            return null;
        }

        try
        {
            using Stream content = node.Open();
            return StreamHash.Sha256(content, run.Cancellation);
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            return null;
        }
    }
}
