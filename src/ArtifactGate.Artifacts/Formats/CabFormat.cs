using ArtifactGate.Artifacts.Cab;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A Windows cabinet ([MS-CAB]): stored, MSZIP, Quantum and LZX. Its files are read folder by folder, in the order in which they are packed;
/// headers, names and reserved areas stay bytes of the cabinet.
/// </summary>
internal sealed class CabFormat : IArtifactFormat
{
    public string Name => "cab";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => CabHeader.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        CabHeader header = CabHeader.Read(stream, budget);
        CabExtent[] extents = Extents(stream, header, budget);
        if (header.CabinetLength > stream.Length)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, $"cut off: {header.CabinetLength} bytes are promised, {stream.Length} are there");
        }

        foreach (CabFile lost in header.Files.Where(f => !header.HasFolder(f)))
        {
            yield return new WalkItem.Unread(container.Path.Inside(lost.Name), UnreadReason.Corrupt, "in a folder that is not there");
        }

        foreach (WalkItem item in CabGaps.Items(container, header, extents, stream.Length))
        {
            yield return item;
        }

        for (int i = 0; i < extents.Length; i++)
        {
            foreach (WalkItem item in new CabFolderItems(container, header.Folders[i], extents[i], header.BlockReserve, header.FilesOf(i)).Items(budget))
            {
                yield return item;
            }
        }
    }

    private static CabExtent[] Extents(Stream stream, CabHeader header, Budget budget)
    {
        long[] starts = [.. header.Folders.Select(f => f.Offset).Order()];
        return [.. header.Folders.Select(f => CabExtent.Of(stream, f, header.BlockReserve, Limit(starts, f.Offset, stream.Length), budget))];
    }

    // Folders that begin at the same place share everything; none of them is given anything, which makes them damaged.
    private static long Limit(long[] starts, long offset, long length)
    {
        int at = Array.BinarySearch(starts, offset);
        bool shared = (at > 0 && starts[at - 1] == offset) || (at + 1 < starts.Length && starts[at + 1] == offset);
        return shared ? offset : at + 1 < starts.Length ? Math.Min(starts[at + 1], length) : length;
    }
}
