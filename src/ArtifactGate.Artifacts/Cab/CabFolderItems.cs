using System.Globalization;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>Hands out the files of one folder, and what it unpacks to that is in no file.</summary>
/// <param name="container">The cabinet.</param>
/// <param name="folder">The folder.</param>
/// <param name="extent">Where its blocks are.</param>
/// <param name="reserve">Bytes between the header of a block and its data.</param>
/// <param name="files">Its files, in the order of their content.</param>
internal sealed class CabFolderItems(ContentNode container, CabFolder folder, CabExtent extent, int reserve, CabFile[] files)
{
    private readonly bool _goesOn = files.Any(f => f.EndsBehind);

    /// <summary>What is in the folder. Each node is read before the next is taken.</summary>
    public IEnumerable<WalkItem> Items(Budget budget)
    {
        if (!folder.CanDecode)
        {
            return Unread(files, $"compression method {folder.Method}");
        }

        if (files.Any(f => f.BeginsBefore))
        {
            return Unread(files, "begins in the volume before this one");
        }

        bool overlap = files.Zip(files.Skip(1)).Any(pair => pair.Second.Offset < pair.First.Offset + pair.First.Length);
        return Unread([.. files.Where(f => f.EndsBehind)], "ends in the volume behind this one").Concat(overlap ? Spooled(budget) : InOrder());
    }

    private IEnumerable<WalkItem> Unread(CabFile[] unread, string detail) =>
        unread.Select(f => new WalkItem.Unread(container.Path.Inside(f.Name), UnreadReason.Unsupported, detail));

    private CabFolderStream OpenFolder() => new(new CabBlocks(container.Open(), extent, reserve), CabFolderStream.DecoderOf(folder), _goesOn);

    private IEnumerable<WalkItem> InOrder()
    {
        using CabFolderStream content = OpenFolder();
        foreach (CabFile file in files)
        {
            if (Hidden(content, file.Offset) is { } before)
            {
                yield return before;
            }

            yield return new WalkItem.Content(new ContentNode(container.Path.Inside(file.Name), () => new CabFileStream(content, file.Offset, file.Length, file.EndsBehind))
            {
                Length = file.EndsBehind ? null : file.Length,
                PackedLength = PackedLength,
            });
        }

        if (Hidden(content, extent.UnpackedLength) is { } behind)
        {
            yield return behind;
        }

        if (extent.IsCutOff)
        {
            yield return CutOff();
        }
    }

    // Of bytes that no file claims, the place is told by the block that they begin in.
    private WalkItem.Content? Hidden(CabFolderStream content, long end)
    {
        long start = content.Position;
        return end > start && content.Damage is null
            ? new WalkItem.Content(new ContentNode(Place(content.BlockOffset), () => new CabFileStream(content, start, end - start, _goesOn)) { PackedLength = PackedLength })
            : null;
    }

    // Files that share bytes would have the folder unpacked anew for each of them.
    private IEnumerable<WalkItem> Spooled(Budget budget)
    {
        using CabFolderStream content = OpenFolder();
        using Materialized whole = Materializer.Materialize(content, new ContentNode(container.Path, OpenFolder), budget);
        long end = 0, length = whole.Node.Length!.Value;
        foreach (CabFile file in files.Append(new CabFile("", 0, length, 0)))
        {
            long start = Math.Min(file.Offset, length);
            if (start > end)
            {
                yield return new WalkItem.Content(new ContentNode(Place(extent.Start), whole.Node, end, start - end));
            }

            long fileEnd = Math.Min(file.Offset + file.Length, length);
            end = Math.Max(end, fileEnd);
            if (fileEnd > start)
            {
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(file.Name), whole.Node, start, fileEnd - start));
            }

            if (fileEnd < file.Offset + file.Length)
            {
                yield return new WalkItem.Unread(container.Path.Inside(file.Name), UnreadReason.Corrupt, "longer than its folder");
            }
        }

        if (content.Damage is not null)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "a folder that does not unpack");
        }
    }

    private long? PackedLength => folder.Method == 0 ? null : extent.End - extent.Start;

    private WalkItem.Unread CutOff() => new(container.Path, UnreadReason.Corrupt, "a folder with fewer blocks than it says");

    private ArtifactPath Place(long offset) => container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}"));
}
