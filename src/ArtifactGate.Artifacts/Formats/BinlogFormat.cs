using ArtifactGate.Artifacts.BuildLogs;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// The binary log of an MSBuild build (<c>.binlog</c>), unpacked: its strings as text, each that is a value under its name, and the zip of
/// project files in it. All else is bytes of the log.
/// </summary>
internal sealed class BinlogFormat : IArtifactFormat
{
    private const string ArchiveName = "ProjectImports.zip";
    private const int HeadLength = 4096;
    private const int BufferSize = 64 * 1024;

    public string Name => "binlog";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public bool JoinsCompressedFile => true;

    // It is always compressed, and begins with nothing but small numbers.
    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        node.TarPath is not null && BuildLogReader.VersionOf(head, node.TarPath.Name) is not null ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        var head = new byte[HeadLength];
        int read = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        if (BuildLogReader.VersionOf(head.AsSpan(0, read), container.Path.Name) < BuildLogReader.Framed)
        {
            return [.. OldArchive.Find(container, stream, ArchiveName, head[0])];
        }

        return BuildLogReader.IsTooNew(head)
            ? [new WalkItem.Unread(container.Path, UnreadReason.Unsupported, $"a build log of version {head[0]}, which only newer programs can read")]
            : Records(container, budget);
    }

    private static IEnumerable<WalkItem> Records(ContentNode container, Budget budget)
    {
        using BufferedStream stream = new(container.Open(), BufferSize), again = new(container.Open(), BufferSize);
        var reader = new BuildLogReader(stream);
        var texts = new BuildLogTexts(again);
        int archives = 0;
        foreach (BuildLogRecord record in reader.Read(budget))
        {
            texts.Add(record);
            if (record.Kind == BuildLogRecord.Archive)
            {
                yield return new WalkItem.HandedOut(record.Offset, record.Length);
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(archives++ == 0 ? ArchiveName : $"@{record.Offset}"), container, record.Offset, record.Length));
            }
        }

        if (reader.Problem is string problem)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, problem);
        }

        long end = reader.Problem is null ? reader.End : stream.Length;
        foreach (WalkItem item in HiddenBytes.Between(container, stream, end, stream.Length, budget).Concat(new TextFragments(container, again).Of(texts.All(), budget)))
        {
            yield return item;
        }
    }
}
