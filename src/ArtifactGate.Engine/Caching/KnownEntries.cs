using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Caching;

/// <summary>
/// The entries of a tool's package or of an image that the same build has published a moment ago: <c>tools/net10.0/any/App.dll</c> and <c>app/App.dll</c>
/// were <c>App.dll</c> in the publish folder. One whose content is known as clean under that name is counted and not scanned again.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="memory">What is known.</param>
/// <param name="budget">Of the package or layer.</param>
/// <param name="sink">Of the package or layer.</param>
internal sealed class KnownEntries(GateRun run, BuildMemory memory, Budget budget, IWalkSink sink)
{
    // Where the SDK puts what is published, unless the project says otherwise; then it is scanned.
    private const string ImageFolder = "app/";

    /// <summary>Counts an entry of a package that is known; false for one that is to be visited.</summary>
    public bool Takes(ContentNode entry) =>
        entry.Reopens && PublishedAs(entry.Path.Name) is { } name && Find(entry, name) is { } known && Take(known, known.Nodes, known.Bytes);

    /// <summary>Counts what is in a container in a layer that is known; false for one that is to be opened.</summary>
    /// <param name="entry">The container, which was read from the layer into a buffer and counted by that.</param>
    public bool TakesHeld(ContentNode entry) =>
        entry.Path.Name.StartsWith(ImageFolder, StringComparison.Ordinal) && Published(entry.Path.Name[ImageFolder.Length..]) is { } name
        && Find(entry, name) is { } known && Take(known, known.Nodes - 1, known.Bytes - entry.Length!.Value);

    private CleanContent? Find(ContentNode entry, string name) =>
        memory.HasName(name) && DigestOf(entry) is { } digest ? memory.Find(new CacheQuestion(run.RulesDigest, run.Limits, digest, 1, name)) : null;

    private bool Take(CleanContent known, long nodes, long bytes)
    {
        run.PieceDone(known: true);
        budget.Add(nodes, bytes);
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
    // none that they know.
    private static string? PublishedAs(string entry) =>
        entry.Split('/', 4) is ["tools", var framework, var runtime, { Length: > 0 } name]
        && framework.StartsWith("net", StringComparison.Ordinal) && (runtime == "any" || runtime.Contains('-', StringComparison.Ordinal))
            ? Published(name) : null;

    // A name that is written differently in the two, or that a format reads, is nobody's.
    private static string? Published(string name) =>
        name.Length > 0 && name[0] != '@' && name.AsSpan().IndexOfAny('%', '!', '\\') < 0 ? name : null;
}
