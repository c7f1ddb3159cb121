using System.Globalization;
using ArtifactGate.Artifacts.Cfb;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A compound file ([MS-CFB]): Windows Installer packages, Office documents before 2007, thumbnails. Each stream is a node; what no stream
/// takes is content too, because deleted streams stay where they were. What is encrypted is said to be, and its bytes are read as they stand.
/// </summary>
internal sealed class CompoundFormat : IArtifactFormat
{
    // Ranges that are named beyond these would take more memory than reading them twice takes time.
    private const int MostRanges = 500_000;

    public string Name => "compound-file";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public bool IsInPieces => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => CfbHeader.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        var head = new byte[CfbHeader.Length];
        stream.ReadExactly(head);
        var header = new CfbHeader(head);
        CfbSectors sectors = CfbSectors.Read(stream, header, budget);
        CfbChain entries = sectors.Follow(header.FirstDirectory, -1);
        CfbDirectory directory = CfbDirectory.Read(stream, entries, header.SectorSize > 512, budget);
        if (sectors.IsCutOff || !entries.IsWhole || !directory.HasRoot)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "cut off, or with a table or directory that is damaged");
        }

        CfbChain content = sectors.Follow(directory.Mini.First, directory.Mini.Length);
        var mini = new CfbMiniStream(stream, content, sectors.Follow(header.FirstMiniFat, -1));
        var tables = new Dictionary<string, ContentNode>(StringComparer.Ordinal);
        var encryption = new OfficeEncryption();
        var slack = new List<(long Offset, long Length)> { content.Slack };
        int ranges = 0;
        foreach ((string name, uint first, long length) in directory.Streams())
        {
            budget.CheckTime();
            CfbChain chain = length < header.MiniCutoff ? mini.Follow(first, length) : sectors.Follow(first, length);
            slack.Add(chain.Slack);
            if (!chain.IsWhole || length < 0)
            {
                yield return new WalkItem.Unread(container.Path.Inside(name), UnreadReason.Corrupt, "its sectors are cut off, or another stream has them");
            }

            foreach ((long offset, long runLength) in chain.Runs.Take(MostRanges - ranges))
            {
                ranges++;
                yield return new WalkItem.HandedOut(offset, runLength);
            }

            ContentNode node = Node(container, name, chain);
            encryption.Add(name, node);
            if (!MsiStrings.Asks(name) || !tables.TryAdd(name, node) || name != MsiStrings.DataName)
            {
                yield return new WalkItem.Content(node);
            }
        }

        foreach (WalkItem item in encryption.Items(budget).Concat(Strings(tables)).Concat(Leftovers(container, stream, sectors.Untaken().Concat(mini.Untaken()), slack)))
        {
            yield return item;
        }
    }

    private static ContentNode Node(ContentNode container, string name, CfbChain chain) => chain.Runs is [var (offset, length)]
        ? new ContentNode(container.Path.Inside(name), container, offset, length)
        : new ContentNode(container.Path.Inside(name), () => new RunStream(container.Open(), chain.Runs)) { Length = chain.Length, RandomAccess = true };

    private static IEnumerable<WalkItem> Strings(Dictionary<string, ContentNode> tables) => !tables.TryGetValue(MsiStrings.DataName, out ContentNode? data) ? []
        : tables.TryGetValue(MsiStrings.PoolName, out ContentNode? pool) ? new MsiStrings(data, pool, tables).Items()
        : [new WalkItem.Content(data)];

    // Behind the end of nearly every stream are some bytes of zero.
    private static IEnumerable<WalkItem> Leftovers(ContentNode container, Stream stream, IEnumerable<(long Offset, long Length)> free, List<(long Offset, long Length)> slack)
    {
        foreach ((long offset, long length) in free.Concat(slack.Where(s => s.Length > 0 && HasContent(stream, s.Offset, s.Length))))
        {
            yield return new WalkItem.HandedOut(offset, length);
            yield return new WalkItem.Content(new ContentNode(container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}")), container, offset, length));
        }
    }

    private static bool HasContent(Stream stream, long offset, long length)
    {
        var bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes.AsSpan().ContainsAnyExcept((byte)0);
    }
}
