namespace ArtifactGate.Engine;

/// <summary>Where a repository begins.</summary>
public static class RepositoryFolder
{
    /// <summary>The nearest folder from <paramref name="from"/> upwards that holds <c>.git</c>, or null.</summary>
    public static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            // A worktree and a submodule have a file of that name.
            string git = Path.Combine(folder.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
