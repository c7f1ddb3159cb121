using ArtifactGate.Artifacts.Git;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A git bundle (gitformat-bundle): a pack of git objects in a file, with the names of branches before it, which are bytes of the bundle. The
/// objects hang under the bundle as they do under a pack.
/// </summary>
internal sealed class GitBundleFormat : IArtifactFormat
{
    private const int PackHead = 64;

    public string Name => "git-bundle";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => GitBundleHeader.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        GitBundleHeader header = Read(container, budget);
        var pack = new ContentNode(container.Path, container, header.End, container.Length!.Value - header.End);
        yield return new WalkItem.HandedOut(header.End, pack.Length!.Value);
        string baseless = header.AsksForCommits
            ? "what differs from an object that is not in the bundle: it is for a receiver who has that already"
            : "a delta whose base is not in the bundle";
        foreach (WalkItem item in GitPackFormat.Items(pack, header.End, baseless, budget))
        {
            yield return item;
        }
    }

    private static GitBundleHeader Read(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        GitBundleHeader header = GitBundleHeader.Read(stream, budget);
        Span<byte> head = stackalloc byte[PackHead];
        stream.Position = header.End;
        return PackIndex.Begins(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)])
            ? header
            : throw new InvalidDataException("a git bundle without its pack");
    }
}
