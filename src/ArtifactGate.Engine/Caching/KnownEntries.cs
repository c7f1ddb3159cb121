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
    /// <summary>Counts an entry that is known; false for one that is to be visited.</summary>
    public bool Takes(ContentNode entry)
    {
        if (!entry.Reopens || PublishedAs(entry.Path.Name) is not { } name || !memory.HasName(name) || DigestOf(entry) is not { } digest
            || memory.Find(new CacheQuestion(run.RulesDigest, run.Limits, digest, 1, name)) is not { } known)
        {
            return false;
        }

        run.PieceDone(known: true);
        budget.Add(known.Nodes, known.Bytes);
        sink.Read(known.Bytes);
        return true;
    }

    // By a budget of its own: what is visited after all is counted there. So is said there what cannot be read.
    private string? DigestOf(ContentNode entry)
    {
        try
        {
            using var content = new MeteredStream(entry.Open(), new Budget(run.Limits, run.Cancellation), entry);
            return StreamHash.Sha256(content, run.Cancellation);
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            return null;
        }
    }

    // Null for what no publish wrote. The shipped rules ask for the name of a file and of the folder it is in: below a runtime, as below nothing, there is
    // none that they know. A name that is written differently in the two, or that a format reads, is nobody's.
    private static string? PublishedAs(string entry) =>
        entry.Split('/', 4) is ["tools", var framework, var runtime, { Length: > 0 } name]
        && framework.StartsWith("net", StringComparison.Ordinal) && (runtime == "any" || runtime.Contains('-', StringComparison.Ordinal))
        && name[0] != '@' && name.AsSpan().IndexOfAny('%', '!', '\\') < 0
            ? name : null;
}
