namespace ArtifactGate.Detection.Content;

/// <summary>A line <c>key = value</c> of a settings file.</summary>
/// <param name="Key">The whole key as written.</param>
/// <param name="Name">The known name that the key is or ends in.</param>
/// <param name="Value">The value without quotes.</param>
/// <param name="Start">First character of the value.</param>
internal readonly record struct SettingLine(string Key, string Name, string Value, int Start)
{
    private const int LongestKey = 512;

    /// <summary>Reads a line.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">First character of the line.</param>
    /// <param name="end">First character after it.</param>
    /// <param name="separators">What may stand between key and value; the first occurrence after the known name counts.</param>
    /// <param name="names">The names to look for; null for any key.</param>
    /// <param name="line">What was read.</param>
    public static bool TryRead(string text, int start, int end, string separators, IReadOnlyList<string>? names, out SettingLine line)
    {
        line = default;
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] == '-'))
        {
            start++;
        }

        if (start == end || text[start] is '#' or ';')
        {
            return false;
        }

        // A key may have separators in it, as in //host/:_authToken=...
        for (int at = start; at < end && at - start <= LongestKey; at++)
        {
            if (!separators.Contains(text[at], StringComparison.Ordinal))
            {
                continue;
            }

            string key = text[start..at].Trim().Trim('"', '\'');
            string? name = names is null ? key : names.FirstOrDefault(n => EndsInName(key, n));
            if (name is not null && key.Length > 0)
            {
                return TryReadValue(text, at + 1, end, key, name, out line);
            }
        }

        return false;
    }

    private static bool EndsInName(string key, string name) => key.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        && (key.Length == name.Length || (!char.IsAsciiLetterOrDigit(key[^(name.Length + 1)]) && key[^(name.Length + 1)] is not ('_' or '-')));

    private static bool TryReadValue(string text, int start, int end, string key, string name, out SettingLine line)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (start < end && text[start] is '"' or '\'' && text.IndexOf(text[start], start + 1, end - start - 1) is > 0 and int close)
        {
            start++;
            end = close;
        }

        line = new SettingLine(key, name, text[start..end], start);
        return end > start;
    }
}
