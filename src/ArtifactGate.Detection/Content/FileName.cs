namespace ArtifactGate.Detection.Content;

/// <summary>The names of files, as far as content rules look at them.</summary>
internal static class FileName
{
    private static readonly string[] BackupSuffixes = [".bak", ".orig", ".old", ".save", ".backup", ".swp", ".tmp", " - copy", "~"];

    /// <summary>The last segment in lower case, without the suffix that an editor's or a person's backup adds.</summary>
    public static string Of(string path)
    {
        string name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        while (BackupSuffixLength(name) is var length and > 0)
        {
            name = name[..^length];
        }

        // What Emacs saves by itself.
        return name is ['#', .. { Length: > 0 } inner, '#'] ? inner : name;
    }

    /// <summary>The segment before the last, in lower case; empty when there is none.</summary>
    public static string FolderOf(string path)
    {
        string[] segments = path.Split('/', '\\');
        return segments.Length < 2 ? "" : segments[^2].ToLowerInvariant();
    }

    private static int BackupSuffixLength(string name)
    {
        foreach (string suffix in BackupSuffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return suffix.Length;
            }
        }

        return 0;
    }
}
