using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Images;

/// <summary>
/// Runs buildah, the builder behind podman, with its storage below one folder, so that it needs nothing of the machine: whole copies instead of
/// overlays, and a change of root instead of a runtime. It has to be root.
/// </summary>
/// <param name="folder">Where it runs, and keeps what it makes.</param>
internal sealed class Buildah(string folder)
{
    // Linked without libraries, and on every Debian: the only thing that can run in an image without anything else.
    private const string LoneProgram = "/sbin/ldconfig";

    /// <summary>Skips the test where there is no buildah.</summary>
    public static void SkipWhereMissing()
    {
        Assert.SkipWhen(ProgramRun.Find("buildah") is null, "buildah must be installed.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "buildah without root needs user namespaces.");
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it wrote, without the last line break.</returns>
    public string Run(string command, params string[] arguments)
    {
        string[] storage = ["--root", Path.Combine(folder, "storage"), "--runroot", Path.Combine(folder, "run"), "--storage-driver", "vfs"];
        ProgramRun run = ProgramRun.Start("buildah", [.. storage, command, .. arguments], folder, new Dictionary<string, string?> { ["BUILDAH_ISOLATION"] = "chroot" });
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output.TrimEnd();
    }

    /// <summary>Writes a file that an instruction can copy.</summary>
    public void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    /// <summary>Writes the program that instructions can run, as <c>ldconfig</c>: it writes the file that follows its option <c>-C</c>.</summary>
    public void WriteProgram()
    {
        Assert.SkipUnless(File.Exists(LoneProgram), "A program that needs no libraries must be there.");
        File.Copy(LoneProgram, Path.Combine(folder, "ldconfig"), overwrite: true);
    }
}
