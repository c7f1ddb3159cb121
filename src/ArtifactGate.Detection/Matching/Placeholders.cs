namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Recognises values that stand for a credential instead of being one. Looks at the value alone, never at the line, the file name or
/// the path, and is not asked when a strong proof holds.
/// </summary>
internal static class Placeholders
{
    private static readonly string[] Words = ["example", "placeholder", "your", "xxxx", "changeme", "dummy", "redacted", "00000000"];

    /// <summary>Whether the value, without its literal prefix, is a placeholder.</summary>
    public static bool Matches(ReadOnlySpan<char> value)
    {
        foreach (string word in Words)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
