namespace ArtifactGate.Artifacts.Sqlite;

/// <summary>The names of the columns in a <c>CREATE TABLE</c> statement. They only make text easier to understand, so what is unusual may be missed.</summary>
internal static class SqliteColumns
{
    private const int Most = 2000;

    private static readonly string[] Constraints = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

    /// <summary>The names in their order.</summary>
    public static IReadOnlyList<string> Of(string sql)
    {
        var names = new List<string>();
        int at = sql.IndexOf('(', StringComparison.Ordinal) + 1;
        while (at > 0 && at < sql.Length && names.Count < Most)
        {
            string name = Name(sql, ref at);
            if (!Constraints.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                names.Add(name);
            }

            at = EndOfDefinition(sql, at);
        }

        return names;
    }

    private static string Name(string sql, ref int at)
    {
        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }

        if (at < sql.Length && sql[at] is '"' or '`' or '[' or '\'')
        {
            char close = sql[at] == '[' ? ']' : sql[at];
            int end = sql.IndexOf(close, at + 1);
            string quoted = end < 0 ? sql[(at + 1)..] : sql[(at + 1)..end];
            at = end < 0 ? sql.Length : end + 1;
            return quoted;
        }

        int start = at;
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$'))
        {
            at++;
        }

        return sql[start..at];
    }

    // Behind the comma that ends a definition; the end of the text behind the last.
    private static int EndOfDefinition(string sql, int at)
    {
        int depth = 0;
        for (; at < sql.Length; at++)
        {
            switch (sql[at])
            {
                case '(':
                    depth++;
                    break;
                case ')' when depth-- == 0:
                    return sql.Length;
                case ',' when depth == 0:
                    return at + 1;
                case '\'' or '"':
                    int end = sql.IndexOf(sql[at], at + 1);
                    at = end < 0 ? sql.Length : end;
                    break;
            }
        }

        return sql.Length;
    }
}
