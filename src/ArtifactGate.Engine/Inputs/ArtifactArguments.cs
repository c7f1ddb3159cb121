using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Registry;

namespace ArtifactGate.Engine.Inputs;

/// <summary>Resolves what the user named into artifacts, all of them before any is read.</summary>
public static class ArtifactArguments
{
    /// <summary>The artifacts that paths, globs, folders and <c>-</c> stand for, each file once, in the order they were named.</summary>
    /// <param name="arguments">As written on the command line or in a list.</param>
    /// <param name="workingDirectory">Absolute; relative names start here.</param>
    /// <param name="standardInput">Opens the stream that <c>-</c> stands for.</param>
    /// <param name="resolveImage">Asks a registry which image an address means; throws <see cref="RegistryException"/>.</param>
    /// <exception cref="GateException">AG0003: a name that does not exist, a glob that matches nothing, a kind that cannot be read.</exception>
    public static IReadOnlyList<ArtifactInput> Resolve(IEnumerable<string> arguments, string workingDirectory, Func<Stream> standardInput,
        Func<ImageReference, RemoteImage> resolveImage)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var inputs = new List<ArtifactInput>();
        var seen = new HashSet<string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            foreach (ArtifactInput input in ResolveOne(argument, workingDirectory, standardInput, resolveImage))
            {
                if (seen.Add(input.Location.Length > 0 ? input.Location : input.Name))
                {
                    inputs.Add(input);
                }
            }
        }

        return inputs;
    }

    private static List<ArtifactInput> ResolveOne(string argument, string workingDirectory, Func<Stream> standardInput,
        Func<ImageReference, RemoteImage> resolveImage)
    {
        if (argument.Length == 0)
        {
            throw new GateException("AG0003", "An empty name is no artifact; name a file, a folder, a glob or '-'.");
        }

        if (argument == "-")
        {
            return [new ArtifactInput("-", "", standardInput)];
        }

        if (argument.StartsWith(ImageReference.Scheme, StringComparison.Ordinal))
        {
            return [new ArtifactInput(argument, "", Image: ResolveImage(argument, resolveImage))];
        }

        if (argument.Contains("://", StringComparison.Ordinal))
        {
            throw new GateException("AG0003", $"'{argument}' is no file, and of addresses only those of images can be read: {ImageReference.Scheme}registry/repository:tag.");
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

    private static RemoteImage ResolveImage(string argument, Func<ImageReference, RemoteImage> resolveImage)
    {
        // Whoever writes a login into an address wants it used, and not repeated in a log.
        if (argument.AsSpan(ImageReference.Scheme.Length) is var rest && rest.IndexOf('/') is > 0 and var slash && rest[..slash].Contains('@'))
        {
            throw new GateException("AG0003", "An address of an image takes no user and password; log in to the registry instead (docker login).");
        }

        try
        {
            return resolveImage(ImageReference.Parse(argument));
        }
        catch (Exception failure) when (failure is FormatException or RegistryException)
        {
            throw new GateException("AG0003", $"'{argument}' cannot be read: {failure.Message}.");
        }
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
