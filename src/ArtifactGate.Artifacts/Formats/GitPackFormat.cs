using System.Globalization;
using ArtifactGate.Artifacts.Git;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A pack of git objects (gitformat-pack): blobs, commits, trees and tags under their names, deltas put together. What a later commit removed
/// is still in it.
/// </summary>
internal sealed class GitPackFormat : IArtifactFormat
{
    public string Name => "git-pack";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => PackIndex.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        PackIndex index = PackIndex.Read(container, budget);
        if (!index.IsIntact || !index.IsWhole)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, index.IsWhole ? "another checksum than its content has" : "cut off, or with an object that does not unpack");
        }

        foreach (WalkItem item in new PackObjects(container, index, budget).Items())
        {
            yield return item;
        }

        long hidden = container.Length!.Value - index.End - (index.IsIntact ? index.TrailerLength : 0);
        if (hidden > 0)
        {
            yield return new WalkItem.Content(new ContentNode(container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{index.End}")), container, index.End, hidden));
        }
    }
}
