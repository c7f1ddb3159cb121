namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>
/// Which table each page was visited for. A page belongs to one table, and each table is read twice: once to find what it has, once for its text.
/// That ends cycles, and keeps tables that share pages from being read as often as there are tables.
/// </summary>
/// <param name="owners">For each page the mark of its table; 0 before the first visit.</param>
/// <param name="from">The mark that a page must have.</param>
/// <param name="to">The mark that it is given.</param>
internal sealed class SqliteVisits(int[] owners, int from, int to)
{
    /// <summary>Visits a page; false when it is not there, or was visited, or is another table's.</summary>
    public bool Visit(long page)
    {
        if (page < 1 || page >= owners.Length || owners[page] != from)
        {
            return false;
        }

        owners[page] = to;
        return true;
    }
}
