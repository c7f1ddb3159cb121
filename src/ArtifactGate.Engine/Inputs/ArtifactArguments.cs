using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Inputs;

/// <summary>Resolves what the user named into artifacts, all of them before any is read.</summary>
public static class ArtifactArguments
{
    /// <summary>The artifacts that paths, globs, folders and <c>-</c> stand for, each file once, in the order they were named.</summary>
    /// <param name="arguments">As written on the command line or in a list.</param>
    /// <param name="workingDirectory">Absolute; relative names start here.</param>
    /// <param name="standardInput">Opens the stream that <c>-</c> stands for.</param>
    /// <exception cref="GateException">AG0003: a name that does not exist, a glob that matches nothing, a kind that cannot be read.</exception>
    public static IReadOnlyList<ArtifactInput> Resolve(IEnumerable<string> arguments, string workingDirectory, Func<Stream> standardInput)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var inputs = new List<ArtifactInput>();
        var seen = new HashSet<string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            foreach (ArtifactInput input in ResolveOne(argument, workingDirectory, standardInput))
            {
                if (seen.Add(input.Open is null ? input.Location : "-"))
                {
                    inputs.Add(input);
                }
            }
        }

        return inputs;
    }

    private static List<ArtifactInput> ResolveOne(string argument, string workingDirectory, Func<Stream> standardInput)
    {
        if (argument.Length == 0)
        {
            throw new GateException("AG0003", "An empty name is no artifact; name a file, a folder, a glob or '-'.");
        }

        if (argument == "-")
        {
            return [new ArtifactInput("-", "", standardInput)];
        }

        if (argument.Contains("://", StringComparison.Ordinal))
        {
            throw new GateException("AG0003", $"'{argument}' cannot be read by this version; save the image to a file and name that.");
        }

        string full = Path.GetFullPath(argument, workingDirectory);
        if (File.Exists(full) || Directory.Exists(full))
        {
            Refuse(argument, full);
            return [new ArtifactInput(Slashes(argument), Path.TrimEndingDirectorySeparator(full))];
        }

        if (argument.AsSpan().IndexOfAny('*', '?') < 0)
        {
            throw new GateException("AG0003", $"'{argument}' does not exist.");
        }

        return Expand(Slashes(argument), workingDirectory) is { Count: > 0 } matches ? matches
            : throw new GateException("AG0003", $"'{argument}' matches no file.");
    }

    private static List<ArtifactInput> Expand(string glob, string workingDirectory)
    {
        // The folder to search is what stands before the first wildcard; the rest is matched against the path below it.
        int wildcard = glob.AsSpan().IndexOfAny('*', '?');
        int split = glob.LastIndexOf('/', wildcard) + 1;
        string prefix = glob[..split];
        string folder = Path.GetFullPath(prefix.Length == 0 ? "." : prefix, workingDirectory);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        if (!Glob.TryParse(glob[split..], "/", OperatingSystem.IsWindows(), out Glob? pattern, out string? error))
        {
            throw new GateException("AG0003", $"'{glob}' is no glob: {error}.");
        }

        try
        {
            return [.. FolderSource.Files(folder)
                .Where(f => pattern.IsMatch(f.Relative))
                .OrderBy(f => f.Relative, StringComparer.Ordinal)
                .Select(f => new ArtifactInput(prefix + f.Relative, f.FullPath))];
        }
        catch (IOException failure)
        {
            // What lies in there may be meant, and a gate does not guess.
            throw new GateException("AG0003", $"'{glob}' cannot be resolved: {failure.Message}.");
        }
    }

    // Named outright, such a thing would have the run wait for ever, or end as if it were an empty file.
    private static void Refuse(string argument, string full)
    {
        if (Directory.Exists(full))
        {
            return;
        }

        var file = new FileInfo(full);
        if (file.ResolveLinkTarget(returnFinalTarget: true) is { Exists: false })
        {
            throw new GateException("AG0003", $"'{argument}' is a link that leads to no file. A stream is handed over as '-'.");
        }

        if (SpecialFile.Is(full))
        {
            throw new GateException("AG0003", $"'{argument}' is a pipe, socket or device and no file. A stream is handed over as '-'.");
        }
    }

    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
}
