using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Caching;

/// <summary>
/// The entries of a tool's package that the same build has published a moment ago: <c>tools/net10.0/any/App.dll</c> was <c>App.dll</c> in the publish
/// folder. One whose content is known as clean under that name is counted and not scanned again.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="memory">What is known.</param>
/// <param name="budget">Of the package.</param>
/// <param name="sink">Of the package.</param>
internal sealed class KnownEntries(GateRun run, BuildMemory memory, Budget budget, IWalkSink sink)
{
    /// <summary>Whether it pays to ask for the content of an entry: there was one of this name, and it is not too large to be held.</summary>
    public bool MayKnow(ContentNode entry) => entry.Length <= Materializer.InMemory && PublishedAs(entry.Path.Name) is { } name && memory.HasName(name);

    /// <summary>Visits an entry unless it is known. An entry can be opened only once, so it is held meanwhile.</summary>
    public void Visit(ContentNode entry, Action<ContentNode> visit)
    {
        try
        {
            // By a budget of its own: what is visited after all is counted there.
            using var content = new MeteredStream(entry.Open(), new Budget(run.Limits, run.Cancellation), entry);
            using Materialized held = Materializer.Materialize(content, entry, budget);
            if (held.Failure is null && Find(held.Node) is { } known)
            {
                run.PieceDone(known: true);
                budget.Add(known.Nodes, known.Bytes);
                sink.Read(known.Bytes);
                return;
            }

            visit(held.Node);
            held.Failure?.Throw();
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is { } unread)
        {
            sink.Unread(entry.Path, unread.Reason, unread.Detail, entry);
        }
    }

    private CleanContent? Find(ContentNode held)
    {
        using Stream content = held.Open();
        return memory.Find(new CacheQuestion(run.RulesDigest, run.Limits, StreamHash.Sha256(content, run.Cancellation), 1, PublishedAs(held.Path.Name)!));
    }

    // Null for what no publish wrote. The shipped rules ask for the name of a file and of the folder it is in: below a runtime, as below nothing, there is
    // none that they know. A name that is written differently in the two, or that a format reads, is nobody's.
    private static string? PublishedAs(string entry) =>
        entry.Split('/', 4) is ["tools", var framework, var runtime, { Length: > 0 } name]
        && framework.StartsWith("net", StringComparison.Ordinal) && (runtime == "any" || runtime.Contains('-', StringComparison.Ordinal))
        && name[0] != '@' && name.AsSpan().IndexOfAny('%', '!', '\\') < 0
            ? name : null;
}
