using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Bundles;

/// <summary>Where the files of a bundle lie in it: each must lie alone, and what lies between them is content that no list names.</summary>
/// <param name="container">The bundle.</param>
/// <param name="manifest">The list of its files.</param>
/// <param name="stream">The bytes of the bundle.</param>
/// <param name="markerEnd">The first byte behind the marker, before which no file can begin.</param>
/// <param name="hostEnd">The first byte behind the host; on macOS the last segment reaches over the files as well, to be signed.</param>
internal sealed class BundleLayout(ContentNode container, BundleManifest manifest, Stream stream, long markerEnd, long hostEnd)
{
    /// <summary>The files, what is wrong with them, and what lies between them.</summary>
    public IEnumerable<WalkItem> Items(Budget budget)
    {
        foreach ((long offset, long length) in manifest.Configuration)
        {
            if (length != 0 && manifest.Problem is null && !manifest.Entries.Exists(e => e.Offset == offset && e.Length == length))
            {
                yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "a configuration file that is none of the files of the bundle");
            }
        }

        // The list itself lies among the files, by its place; one that lies nowhere has no entries.
        BundleEntry[] list = manifest.End > manifest.Start ? [new BundleEntry("", manifest.Start, manifest.End - manifest.Start, 0)] : [];
        BundleEntry[] order = [.. manifest.Entries.Concat(list).OrderBy(e => e.Offset)];
        long begin = markerEnd, end = hostEnd;
        foreach (BundleEntry entry in order)
        {
            budget.CheckTime();
            if (entry.Offset < begin || entry.Stored > stream.Length - entry.Offset)
            {
                yield return new WalkItem.Unread(entry.Name.Length > 0 ? container.Path.Inside(entry.Name) : container.Path, UnreadReason.Corrupt,
                    entry.Stored > stream.Length - entry.Offset ? "reaches behind the end of the bundle" : "lies over other content of the bundle");
                continue;
            }

            foreach (WalkItem item in Between(end, entry.Offset, budget))
            {
                yield return item;
            }

            begin = end = entry.Offset + entry.Stored;
            if (entry.Name.Length > 0)
            {
                yield return new WalkItem.HandedOut(entry.Offset, entry.Stored);
                yield return new WalkItem.Content(Node(entry));
            }
        }

        foreach (WalkItem item in Between(end, stream.Length, budget))
        {
            yield return item;
        }
    }

    private ContentNode Node(BundleEntry entry)
    {
        ArtifactPath path = container.Path.Inside(entry.Name);
        return entry.PackedLength == 0
            ? new ContentNode(path, container, entry.Offset, entry.Length) { Sibling = Sibling }
            : new ContentNode(path, () => Inflate(entry)) { Length = entry.Length, PackedLength = entry.PackedLength, Sibling = Sibling };
    }

    private InflateStream Inflate(BundleEntry entry) =>
        new(new SubStream(container.Open(), entry.Offset, entry.PackedLength), entry.PackedLength, entry.Length);

    // Debug information is hardly ever in the bundle; it lies beside it.
    private ContentNode? Sibling(string name)
    {
        foreach (BundleEntry entry in manifest.Entries)
        {
            if (entry.Name == name)
            {
                return Node(entry);
            }
        }

        string around = container.Path.Name;
        return container.Sibling?.Invoke(around[..(around.LastIndexOf('/') + 1)] + name);
    }

    // Zeros fill up to the next file; from the first other byte on it is content.
    private IEnumerable<WalkItem> Between(long start, long end, Budget budget) => HiddenBytes.Between(container, stream, start, end, budget);
}
