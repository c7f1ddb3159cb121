using System.Buffers;
using System.Text;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>
/// The text of a table, as somebody would write it down: <c>column: value</c>, and <c>name = value</c> for a column that only says that it is the
/// value of a name beside it. In UTF-8 whatever the database has.
/// </summary>
internal sealed class SqliteText(ContentNode container, SqliteTable table, SqliteVisits visits, Budget budget)
{
    private const int ChunkLength = 16 * 1024;
    private const int LongestName = 200;

    private static readonly SearchValues<byte> NotInNames = SearchValues.Create(" \t\r\n\"'="u8);
    private static readonly string[] Values = ["value", "val", "v", "data", "content", "contents", "text", "setting", "body"];

    /// <summary>The text, read row by row.</summary>
    public Stream Open() => new ChunkStream(Chunks());

    private IEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        using Stream stream = container.Open();
        var pages = new SqlitePages(stream);
        var tree = new SqliteTree(stream, pages, visits, budget);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkLength);
        try
        {
            foreach (SqliteRow row in tree.Rows(table.Root))
            {
                string? name = null;
                for (int i = 0; i < row.Values.Count; i++)
                {
                    if (!SqliteRow.IsText(row.Values[i].Type))
                    {
                        continue;
                    }

                    bool isValue = name is not null && Values.Contains(table.Column(i), StringComparer.OrdinalIgnoreCase);
                    yield return Encoding.UTF8.GetBytes(isValue ? $"{name} = " : $"{table.Column(i)}: ");
                    foreach (ReadOnlyMemory<byte> part in Value(new RunStream(stream, row.Place(i)), pages, buffer))
                    {
                        name ??= NameIn(part, row.Values[i].Type, pages);
                        yield return part;
                    }

                    yield return "\n"u8.ToArray();
                }

                yield return "\n"u8.ToArray();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // The first short text of a row names it, if it is one word.
    private static string? NameIn(ReadOnlyMemory<byte> part, long type, SqlitePages pages)
    {
        long length = SqliteRow.LengthOf(type) / (pages.Encoding == 1 ? 1 : 2);
        return length is > 0 and < LongestName && part.Length >= length && !part.Span.ContainsAny(NotInNames) ? Encoding.UTF8.GetString(part.Span) : null;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Value(RunStream value, SqlitePages pages, byte[] buffer)
    {
        if (pages.Encoding is not (2 or 3))
        {
            for (int read = value.Read(buffer, 0, ChunkLength); read > 0; read = value.Read(buffer, 0, ChunkLength))
            {
                yield return buffer.AsMemory(0, read);
            }

            yield break;
        }

        Decoder decoder = SqliteTable.EncodingOf(pages).GetDecoder();
        char[] characters = ArrayPool<char>.Shared.Rent(ChunkLength);
        try
        {
            for (int read = value.Read(buffer, 0, ChunkLength); read > 0; read = value.Read(buffer, 0, ChunkLength))
            {
                int count = decoder.GetChars(buffer, 0, read, characters, 0);
                byte[] text = Encoding.UTF8.GetBytes(characters, 0, count);
                yield return text;
                Array.Clear(text);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters, clearArray: true);
        }
    }
}
