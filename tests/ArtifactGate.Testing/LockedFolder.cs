namespace ArtifactGate.Testing;

/// <summary>A folder in which nothing can be renamed, deleted or added until this is disposed, not even by an administrator, whom permissions do not stop.</summary>
public sealed class LockedFolder : IDisposable
{
    private readonly string _folder;

    private LockedFolder(string folder) => _folder = folder;

    /// <summary>The command that locks a folder, for a build that does it itself; <see cref="Of"/> the same folder afterwards to unlock it.</summary>
    public static string Command(string folder) => Environment.IsPrivilegedProcess ? $"chattr +i '{folder}'" : $"chmod a-w '{folder}'";

    /// <summary>Locks a folder; null where neither the system nor the file system has such a thing.</summary>
    public static LockedFolder? Of(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var locked = new LockedFolder(folder);
        Run(Command(folder));
        try
        {
            File.WriteAllText(Path.Combine(folder, "probe"), "");
            File.Delete(Path.Combine(folder, "probe"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return locked;
        }

        locked.Dispose();
        return null;
    }

    public void Dispose() => Run(Environment.IsPrivilegedProcess ? $"chattr -i '{_folder}'" : $"chmod u+w '{_folder}'");

    private static void Run(string command) => ProgramRun.Start("sh", ["-c", command], Path.GetTempPath());
}
