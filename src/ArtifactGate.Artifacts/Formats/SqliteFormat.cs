using ArtifactGate.Artifacts.Sqlite;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A SQLite database (sqlite.org/fileformat2.html): the text of each table as a node, long values put together from their pages, and blobs that
/// are containers or long. Everything else, free pages and deleted rows among it, stays bytes of the database.
/// </summary>
internal sealed class SqliteFormat : IArtifactFormat
{
    // Ranges that are named beyond these would take more memory than reading them twice takes time.
    private const int MostRanges = 500_000;
    private const int Head = 4096;
    private const int ShortestBlob = 16;

    private static readonly ContentNode Probe = new(new ArtifactPath(""), () => Stream.Null) { Length = 0, RandomAccess = true };

    public string Name => "sqlite";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public bool IsInPieces => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        head.Length >= SqlitePages.HeaderLength && head.StartsWith("SQLite format 3\0"u8) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        var pages = new SqlitePages(stream);
        if (pages.Promised > stream.Length)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, $"cut off: {pages.Promised} bytes are promised, {stream.Length} are there");
        }

        int ranges = 0, number = 0;
        int[] marks = pages.NewMarks();
        foreach (SqliteTable table in SqliteTable.Read(stream, pages, budget))
        {
            bool hasText = false;
            int mark = ++number;
            var tree = new SqliteTree(stream, pages, new SqliteVisits(marks, 0, mark), budget);
            foreach (SqliteRow row in tree.Rows(table.Root))
            {
                for (int i = 0; i < row.Values.Count; i++)
                {
                    long type = row.Values[i].Type;
                    List<(long Offset, long Length)> place = SqliteRow.LengthOf(type) > 0 && type >= 12 ? row.Place(i) : [];
                    bool isText = SqliteRow.IsText(type);
                    hasText |= isText && place.Count > 0;
                    if (place.Count == 0 || (!isText && !IsOwn(stream, place)))
                    {
                        continue;
                    }

                    foreach ((long offset, long length) in place)
                    {
                        if (ranges < MostRanges)
                        {
                            ranges++;
                            yield return new WalkItem.HandedOut(offset, length);
                        }
                    }

                    if (!isText)
                    {
                        yield return new WalkItem.Content(Blob(container, table, row, i, place));
                    }
                }
            }

            if (tree.IsDamaged)
            {
                yield return new WalkItem.Unread(container.Path.Inside(table.Name), UnreadReason.Corrupt, "a table with damaged pages, or with those of another");
            }

            if (hasText)
            {
                yield return new WalkItem.Content(new ContentNode(container.Path.Inside(table.Name), new SqliteText(container, table, new SqliteVisits(marks, mark, -mark), budget).Open));
            }
        }
    }

    // A blob that is in one piece and no container is read where it is.
    private static bool IsOwn(Stream stream, List<(long Offset, long Length)> place)
    {
        if (place.Count > 1)
        {
            return true;
        }

        var head = new byte[Math.Min(Head, place[0].Length)];
        if (head.Length < ShortestBlob)
        {
            return false;
        }

        stream.Position = place[0].Offset;
        stream.ReadExactly(head);
        return FormatBook.Default.Recognize(head, Probe) is not null;
    }

    private static ContentNode Blob(ContentNode container, SqliteTable table, SqliteRow row, int column, List<(long Offset, long Length)> place) =>
        new(container.Path.Inside(FormattableString.Invariant($"{table.Name}/{(row.Id != 0 ? "" : "@")}{(row.Id != 0 ? row.Id : place[0].Offset)}.{table.Column(column)}")), () => new RunStream(container.Open(), place))
        {
            Length = place.Sum(p => p.Length),
            RandomAccess = true,
        };
}
