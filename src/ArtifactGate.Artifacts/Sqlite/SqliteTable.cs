using System.Text;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>A table as the schema describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Root">Its first page.</param>
/// <param name="Columns">The names of its columns, as far as they are known.</param>
internal sealed record SqliteTable(string Name, long Root, IReadOnlyList<string> Columns)
{
    private const int LongestText = 1 << 20;
    private const int MostTables = 100_000;

    private static readonly SqliteTable Schema = new("sqlite_schema", 1, ["type", "name", "tbl_name", "rootpage", "sql"]);

    /// <summary>The name of a column.</summary>
    public string Column(int index) => index < Columns.Count ? Columns[index] : FormattableString.Invariant($"column{index}");

    /// <summary>All tables, the one of the schema first.</summary>
    public static List<SqliteTable> Read(Stream stream, SqlitePages pages, Budget budget)
    {
        var tables = new List<SqliteTable> { Schema };
        foreach (SqliteRow row in new SqliteTree(stream, pages, new SqliteVisits(pages.NewMarks(), 0, 1), budget).Rows(Schema.Root))
        {
            if (row.Values.Count >= 5 && tables.Count < MostTables && Text(stream, pages, row, 0) == "table" && Number(stream, row, 3) is > 1 and var root)
            {
                string sql = Text(stream, pages, row, 4);
                tables.Add(new SqliteTable(Text(stream, pages, row, 1), root, SqliteColumns.Of(sql)));
            }
        }

        return tables;
    }

    /// <summary>The encoding of text.</summary>
    public static Encoding EncodingOf(SqlitePages pages) => pages.Encoding switch { 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };

    private static string Text(Stream stream, SqlitePages pages, SqliteRow row, int column)
    {
        if (!SqliteRow.IsText(row.Values[column].Type) || SqliteRow.LengthOf(row.Values[column].Type) > LongestText)
        {
            return "";
        }

        return EncodingOf(pages).GetString(Bytes(stream, row, column));
    }

    private static long Number(Stream stream, SqliteRow row, int column)
    {
        long type = row.Values[column].Type;
        return type == 9 ? 1 : type is < 1 or > 6 ? 0 : Bytes(stream, row, column).Aggregate(0L, (value, b) => (value << 8) | b);
    }

    private static byte[] Bytes(Stream stream, SqliteRow row, int column)
    {
        var content = new RunStream(stream, row.Place(column));
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }
}
