using System.Reflection.Metadata;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// Finds debug information that ships apart from its assembly, in the symbol package or a folder of the same run, and adds the source line that
/// it tells. Asked once all artifacts were walked, and only for findings that await it; only files of that name are opened.
/// </summary>
internal sealed class SymbolSearch(GateRun run, IReadOnlyList<ArtifactScan> scans)
{
    private const int HeadLength = 4096;
    private const int MostNested = 3;

    // One for all that is open within each other: with several, they would wait for each other.
    private readonly MemoryAccount _memory = run.NewAccount();
    private readonly HashSet<BlobContentId> _awaited = [.. scans.SelectMany(s => s.Awaited)];

    /// <summary>Looks through the artifacts until nothing is awaited any more.</summary>
    public void Run()
    {
        foreach (ArtifactScan scan in scans.TakeWhile(_ => _awaited.Count > 0))
        {
            try
            {
                using ArtifactFile? file = scan.OpenFile();
                Look(file is null ? scan.FolderItems(NewBudget()) : [new WalkItem.Content(scan.RootOf(file))], 0);
            }
            catch (Exception failure) when (failure is OperationCanceledException || UnreadReasons.Of(failure) is not null)
            {
                // It was read and reported by the scan; only the comfort of a line is lost.
                continue;
            }
        }

        _memory.Dispose();
    }

    private Budget NewBudget() => new(run.Limits, _memory, run.Cancellation);

    private void Look(IEnumerable<WalkItem> items, int depth)
    {
        foreach (ContentNode node in items.OfType<WalkItem.Content>().Select(c => c.Node).Where(n => n.Label is null && MayHold(n.Path, depth)))
        {
            Visit(node, depth);
            if (_awaited.Count == 0)
            {
                return;
            }
        }
    }

    private static bool MayHold(ArtifactPath path, int depth) =>
        depth == 0 && path.Segments.IsEmpty || Path.GetExtension(path.Name).ToUpperInvariant() is ".PDB" or ".SNUPKG" or ".NUPKG" or ".ZIP";

    private void Visit(ContentNode node, int depth)
    {
        Budget budget = NewBudget();
        try
        {
            using var stream = new MeteredStream(node.Open(), budget, node);
            ReadOnlySpan<byte> head = stream.Peek(HeadLength);
            if (SymbolIdentity.Of(head) is { } identity)
            {
                if (_awaited.Contains(identity) && DebugInformation.Read(() => stream, identity, null) is { } debug)
                {
                    Fill(identity, debug);
                }

                return;
            }

            using RecognizedNode known = RecognizedNode.Of(run.Formats, head, node, stream, budget);
            if (known.Format is { KeepsBytes: false } && depth < MostNested)
            {
                Look(known.Format.Open(known.Node, budget), depth + 1);
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or InvalidOperationException or OverflowException || UnreadReasons.Of(failure) is not null)
        {
            // Damaged, or limited: another file may have what is awaited.
            return;
        }
    }

    private void Fill(BlobContentId identity, DebugInformation debug)
    {
        using (debug)
        {
            var lines = new SourceLines(run, null, debug);
            foreach (ArtifactScan scan in scans)
            {
                scan.Resolve(identity, match => match with { Source = lines.Of(match, match.Awaits!.Place), Awaits = null });
            }
        }

        _awaited.Remove(identity);
    }
}
