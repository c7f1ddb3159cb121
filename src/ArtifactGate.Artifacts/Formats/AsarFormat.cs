using System.Security.Cryptography;
using ArtifactGate.Artifacts.Asar;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// An asar archive, as Electron applications ship. The hash of each file is verified where there is one; files that lie beside the archive are
/// read there; the index itself stays bytes of the archive.
/// </summary>
internal sealed class AsarFormat : IArtifactFormat
{
    public string Name => "asar";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => AsarHeader.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        using AsarHeader header = AsarHeader.Read(stream);
        long length = stream.Length;
        if (header.ContentAt >= length)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "ends behind its index");
        }
        else
        {
            yield return new WalkItem.HandedOut(header.ContentAt, length - header.ContentAt);
        }

        var claimed = new List<(long Start, long End)>();
        foreach (AsarEntry entry in header.Entries(budget))
        {
            ArtifactPath path = container.Path.Inside(entry.Path);
            if (!entry.IsInside(length))
            {
                yield return new WalkItem.Unread(path, UnreadReason.Corrupt, "cut off, or where the archive has nothing");
            }
            else if (entry.Length > 0)
            {
                claimed.Add((entry.Start, entry.Start + entry.Length));
                yield return new WalkItem.Content(Node(container, entry, path));
            }
        }

        foreach (WalkItem hidden in Hidden(container, header.ContentAt, claimed, length))
        {
            yield return hidden;
        }
    }

    private static ContentNode Node(ContentNode container, AsarEntry entry, ArtifactPath path) => entry.Sha256 is not { } hash
        ? new ContentNode(path, container, entry.Start, entry.Length)
        : new ContentNode(path, () => new DigestStream(new SubStream(container.Open(), entry.Start, entry.Length), entry.Length, HashAlgorithmName.SHA256, hash)) { Length = entry.Length };

    private static IEnumerable<WalkItem> Hidden(ContentNode container, long end, List<(long Start, long End)> claimed, long length)
    {
        claimed.Add((length, length));
        foreach ((long start, long entryEnd) in claimed.Order())
        {
            if (start > end)
            {
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(FormattableString.Invariant($"@{end}")), container, end, start - end));
            }

            end = Math.Max(end, entryEnd);
        }
    }
}
