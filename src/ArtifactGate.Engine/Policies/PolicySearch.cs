namespace ArtifactGate.Engine.Policies;

/// <summary>Finds the policy file of a run.</summary>
internal static class PolicySearch
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "artifactgate.json";

    /// <summary>
    /// The nearest policy from a folder upwards, up to the first folder that holds <c>.git</c> or a solution, or null. Without such a
    /// folder only the start folder counts: a file in somebody's home or in the root of a build machine must not decide here.
    /// </summary>
    public static string? Find(string startFolder)
    {
        string? nearest = null;
        for (DirectoryInfo? folder = new(startFolder); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, FileName);
            nearest ??= File.Exists(candidate) ? candidate : null;
            if (IsRoot(folder))
            {
                return nearest;
            }
        }

        string atStart = Path.Combine(Path.GetFullPath(startFolder), FileName);
        return File.Exists(atStart) ? atStart : null;
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
