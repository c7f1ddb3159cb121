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

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget) => Items(container, 0, "a delta whose base is not in the pack", budget);

    /// <summary>What is in a pack, under its path.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="shift">Where it begins in the file that the path names.</param>
    /// <param name="baseless">What is told of a delta to an object that is somewhere else.</param>
    /// <param name="budget">Asked whether to go on.</param>
    public static IEnumerable<WalkItem> Items(ContentNode pack, long shift, string baseless, Budget budget)
    {
        PackIndex index = PackIndex.Read(pack, budget);
        if (!index.IsIntact || !index.IsWhole)
        {
            yield return new WalkItem.Unread(pack.Path, UnreadReason.Corrupt, index.IsWhole ? "another checksum than its content has" : "cut off, or with an object that does not unpack");
        }

        foreach (WalkItem item in new PackObjects(pack, index, shift, budget).Items(baseless))
        {
            yield return item;
        }

        long hidden = pack.Length!.Value - index.End - (index.IsIntact ? index.TrailerLength : 0);
        if (hidden > 0)
        {
            yield return new WalkItem.Content(new ContentNode(pack.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{shift + index.End}")), pack, index.End, hidden));
        }
    }
}
