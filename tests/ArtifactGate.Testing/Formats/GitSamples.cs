namespace ArtifactGate.Testing.Formats;

/// <summary>Objects of a repository that git itself made.</summary>
internal static class GitSamples
{
    /// <summary>A pack with one blob that holds the credential.</summary>
    public static FormatSample? Pack(string folder)
    {
        if (Make(Path.Combine(folder, "packed")) is not string repository)
        {
            return null;
        }

        string id = Git(repository, "rev-parse", "HEAD:canary.txt");
        Git(repository, "repack", "-adq");
        return new FormatSample("git-pack", File.ReadAllBytes(Directory.GetFiles(Path.Combine(repository, ".git/objects/pack"), "*.pack").Single()), id);
    }

    /// <summary>That blob as a loose object.</summary>
    public static FormatSample? Loose(string folder)
    {
        if (Make(Path.Combine(folder, "loose")) is not string repository)
        {
            return null;
        }

        string id = Git(repository, "rev-parse", "HEAD:canary.txt");
        return new FormatSample("git-object", File.ReadAllBytes(Path.Combine(repository, ".git/objects", id[..2], id[2..])), id);
    }

    private static string? Make(string repository)
    {
        if (ProgramRun.Find("git") is null)
        {
            return null;
        }

        Directory.CreateDirectory(repository);
        Git(repository, "init", "-q");
        File.WriteAllBytes(Path.Combine(repository, "canary.txt"), FormatSamples.Text());
        Git(repository, "add", ".");
        Git(repository, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "one");
        return repository;
    }

    private static string Git(string repository, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Start("git", arguments, repository);
        return run.ExitCode == 0 ? run.Output.Trim() : throw new InvalidOperationException(run.Output);
    }
}
