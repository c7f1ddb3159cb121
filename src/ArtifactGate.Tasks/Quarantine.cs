namespace ArtifactGate.Tasks;

/// <summary>Sets files aside that must not be pushed: a later <c>*.nupkg</c> no longer finds them.</summary>
internal static class Quarantine
{
    /// <summary>What is appended to the name.</summary>
    public const string Suffix = ".blocked";

    /// <summary>Renames a file, over an older one that was set aside; deletes it if it cannot be renamed.</summary>
    /// <returns>Whether the file is gone from its name.</returns>
    public static bool SetAside(string path)
    {
        if (!File.Exists(path))
        {
            return true;
        }

        try
        {
            File.Move(path, path + Suffix, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Delete(path);
        }
    }

    /// <summary>Removes what an earlier, blocked build set aside.</summary>
    public static void Forget(string path) => Delete(path + Suffix);

    private static bool Delete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
