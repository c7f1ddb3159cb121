using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Caching;

/// <summary>
/// Walks the pieces of one artifact that the cache knows by themselves: the file that it is, the files of a folder, the layers of an image. A piece that
/// is known as clean is not opened, unless there are values to look for, which are looked for every time.
/// </summary>
internal sealed class PieceWalk(GateRun run, Budget budget, IWalkSink sink)
{
    private readonly List<(CacheQuestion Question, CleanContent Clean)> _clean = [];
    private readonly Walker _walker = new(run.Detector, run.Formats, budget, run.Batches, sink);

    /// <summary>Walks a piece.</summary>
    /// <param name="node">The piece.</param>
    /// <param name="depth">Containers around it.</param>
    /// <param name="sha256">Its digest where it is known, null to take it.</param>
    public void Visit(ContentNode node, int depth, string? sha256)
    {
        if (run.Options.Cache is not { } cache || node.Label is not null || (sha256 ?? DigestOf(node)) is not { } digest)
        {
            _walker.Visit(node, depth, node.Origin, []);
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
            new Walker(values, run.Formats, budget, run.Batches, sink).Visit(node, depth, node.Origin, []);
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
        var own = new Budget(budget);
        var piece = new PieceSink(sink, depth == 0);
        new Walker(run.Detector, run.Formats, own, run.Batches, piece).Visit(node, depth, node.Origin, []);
        if (piece.IsClean)
        {
            lock (_clean)
            {
                _clean.Add((question, new CleanContent(piece.KindName, own.Nodes, own.Bytes)));
            }
        }
    }

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
