namespace ArtifactGate.Testing.Formats;

/// <summary>Objects of a repository that git itself made.</summary>
internal static class GitSamples
{
    /// <summary>A pack with a blob for each content.</summary>
    public static FormatSample? Pack(string folder, IReadOnlyList<PayloadItem> items)
    {
        if (Make(Path.Combine(folder, "packed"), items) is not string repository)
        {
            return null;
        }

        Dictionary<string, string> ids = items.ToDictionary(i => i.Name, i => IdOf(repository, i));
        Git(repository, "repack", "-adq");
        return new FormatSample("git-pack", File.ReadAllBytes(Directory.GetFiles(Path.Combine(repository, ".git/objects/pack"), "*.pack").Single()), item => ids[item.Name]);
    }

    /// <summary>The same as a bundle.</summary>
    /// <param name="version">2 or 3.</param>
    /// <param name="folder">Where it is made.</param>
    /// <param name="items">The contents.</param>
    public static FormatSample? Bundle(int version, string folder, IReadOnlyList<PayloadItem> items)
    {
        if (Make(Path.Combine(folder, "bundled"), items) is not string repository)
        {
            return null;
        }

        Dictionary<string, string> ids = items.ToDictionary(i => i.Name, i => IdOf(repository, i));
        Git(repository, "bundle", "create", "-q", $"--version={version}", "made.bundle", "HEAD");
        return new FormatSample("git-bundle", File.ReadAllBytes(Path.Combine(repository, "made.bundle")), item => ids[item.Name]);
    }

    /// <summary>One blob as a loose object.</summary>
    public static FormatSample? Loose(string folder, IReadOnlyList<PayloadItem> items)
    {
        if (Make(Path.Combine(folder, "loose-" + items.Single().Name), items) is not string repository)
        {
            return null;
        }

        string id = IdOf(repository, items.Single());
        return new FormatSample("git-object", File.ReadAllBytes(Path.Combine(repository, ".git/objects", id[..2], id[2..])), _ => id);
    }

    private static string? Make(string repository, IReadOnlyList<PayloadItem> items)
    {
        if (ProgramRun.Find("git") is null)
        {
            return null;
        }

        Directory.CreateDirectory(repository);
        Git(repository, "init", "-q");
        FormatSamples.Write(repository, items);
        Git(repository, "add", ".");
        Git(repository, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "one");
        return repository;
    }

    private static string IdOf(string repository, PayloadItem item) => Git(repository, "rev-parse", $"HEAD:{item.Name}");

    private static string Git(string repository, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Start("git", arguments, repository);
        return run.ExitCode == 0 ? run.Output.Trim() : throw new InvalidOperationException(run.Output);
    }
}
