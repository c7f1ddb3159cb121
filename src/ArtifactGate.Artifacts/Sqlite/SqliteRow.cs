namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>A row of a table: where its record is, and where in it each value.</summary>
/// <param name="Id">Its number; 0 in a table without.</param>
/// <param name="Runs">Where in the file the record is: on its page, then on overflow pages.</param>
/// <param name="Values">For each column its serial type, and where in the record it begins.</param>
internal sealed record SqliteRow(long Id, IReadOnlyList<(long Offset, long Length)> Runs, IReadOnlyList<(long Type, long Start)> Values)
{
    /// <summary>Whether a value is text.</summary>
    public static bool IsText(long type) => type >= 13 && type % 2 != 0;

    /// <summary>Whether a value is bytes.</summary>
    public static bool IsBlob(long type) => type >= 12 && type % 2 == 0;

    /// <summary>Bytes of a value of this type (section 2.1 of the format).</summary>
    public static long LengthOf(long type) => type switch { <= 4 => type, 5 => 6, 6 or 7 => 8, < 12 => 0, _ => (type - 12) / 2 };

    /// <summary>Where in the file a value is.</summary>
    public List<(long Offset, long Length)> Place(int column)
    {
        (long type, long start) = Values[column];
        long left = LengthOf(type);
        var place = new List<(long, long)>();
        foreach ((long offset, long length) in Runs)
        {
            long from = Math.Min(start, length), taken = Math.Min(length - from, left);
            if (taken > 0)
            {
                place.Add((offset + from, taken));
            }

            (start, left) = (start - from, left - taken);
        }

        return place;
    }
}
