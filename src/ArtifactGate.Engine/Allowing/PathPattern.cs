namespace ArtifactGate.Engine.Allowing;

/// <summary>Patterns for paths of unread content. The digest beside one says which bytes are meant, so that it may be wider than what it stands for.</summary>
internal static class PathPattern
{
    /// <summary>A pattern that covers all of the paths: the path itself, or everything below what they have in common.</summary>
    public static string Of(IReadOnlyList<string> paths)
    {
        string[] distinct = [.. paths.Distinct(StringComparer.Ordinal)];
        if (distinct.Length == 1)
        {
            return Literal(distinct[0]);
        }

        string common = distinct.Aggregate((a, b) => a[..a.AsSpan().CommonPrefixLength(b)]);
        return Literal(common[..(common.AsSpan().LastIndexOfAny(Glob.InnerPathSeparators) + 1)]) + "**";
    }

    // Patterns have no way to say that one of their own characters is meant; any single character is near enough.
    private static string Literal(string path) => string.Concat(path.Select(c => c is '*' or '[' or ']' or '{' or '}' or '\\' ? '?' : c));
}
