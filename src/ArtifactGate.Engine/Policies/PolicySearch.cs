namespace ArtifactGate.Engine.Policies;

/// <summary>Finds the policy file of a run.</summary>
internal static class PolicySearch
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "artifactgate.json";

    /// <summary>
    /// The nearest policy from a folder upwards, up to the first folder that holds <c>.git</c> or a solution, or null. Without such a
    /// folder only the start folder counts: a file in somebody's home or in the root of a build machine must not decide here.
    /// A file inside a scanned artifact never counts: what is judged does not bring its own law.
    /// </summary>
    /// <param name="startFolder">Where to begin, absolute.</param>
    /// <param name="artifacts">What is scanned.</param>
    /// <param name="passedOver">The nearest policy that lies inside an artifact, or null.</param>
    public static string? Find(string startFolder, IReadOnlyList<ArtifactInput> artifacts, out string? passedOver)
    {
        string? nearest = null;
        passedOver = null;
        string atStart = Path.Combine(Path.GetFullPath(startFolder), FileName);
        for (DirectoryInfo? folder = new(startFolder); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, FileName);
            if (File.Exists(candidate) && artifacts.Any(a => IsInside(candidate, a)))
            {
                passedOver ??= candidate;
            }
            else if (File.Exists(candidate))
            {
                nearest ??= candidate;
            }

            if (IsRoot(folder))
            {
                return nearest;
            }
        }

        passedOver = passedOver == atStart ? passedOver : null;
        return nearest == atStart ? nearest : null;
    }

    /// <summary>Whether a file lies inside an artifact.</summary>
    public static bool IsInside(string file, ArtifactInput artifact)
    {
        StringComparison comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return artifact.Location.Length > 0
            && file.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(artifact.Location)) + Path.DirectorySeparatorChar, comparison);
    }

    private static bool IsRoot(DirectoryInfo folder)
    {
        try
        {
            // .git is a file in worktrees and submodules.
            return Path.Exists(Path.Combine(folder.FullName, ".git"))
                || folder.EnumerateFiles("*.sln").Any()
                || folder.EnumerateFiles("*.slnx").Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder whose names we may not list holds no solution that we know of; its .git was looked for without listing.
            return false;
        }
    }
}
