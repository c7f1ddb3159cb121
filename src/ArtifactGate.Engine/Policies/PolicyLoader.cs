using System.Security.Cryptography;

namespace ArtifactGate.Engine.Policies;

/// <summary>Reads a policy file and what it includes.</summary>
/// <param name="options">The run: where names start, and what is scanned.</param>
/// <param name="read">Gives the bytes of a file by its absolute path, or null to read them from disk.</param>
internal sealed class PolicyLoader(GateOptions options, Func<string, byte[]?>? read = null)
{
    private const long MaxFileBytes = 16 << 20;

    private static readonly StringComparer Names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly List<PolicyFile> _files = [];
    private readonly List<PolicyReference> _references = [];
    private readonly Dictionary<string, PolicyFile> _done = new(Names);

    /// <summary>Reads one with everything that it includes.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="shown">As the report names it.</param>
    /// <param name="role"><c>base</c> or <c>repository</c>.</param>
    /// <exception cref="GateException">AG0004: a file is missing or wrong.</exception>
    public LoadedPolicy Load(string path, string shown, string role) => new(path, Read(path, shown, role, []), _files, _references);

    /// <summary>The absolute path of a file that somebody named.</summary>
    /// <exception cref="GateException">AG0004: it is no path.</exception>
    public static string Resolve(string given, string folder, string what = "policy")
    {
        try
        {
            return Path.GetFullPath(given, folder);
        }
        catch (ArgumentException)
        {
            throw new GateException("AG0004", $"The {what} file '{Printable.Line(given)}' is no path.");
        }
    }

    /// <summary>How a report names a file that nobody named: from the working directory, with <c>/</c>.</summary>
    public string Shown(string path) => Path.GetRelativePath(options.WorkingDirectory, path).Replace(Path.DirectorySeparatorChar, '/');

    private PolicyFile Read(string path, string shown, string role, IReadOnlyList<string> around)
    {
        byte[] bytes = read?.Invoke(path) ?? ReadFile(path);
        PolicyFile file = PolicyFileReader.Read(path, bytes);
        _references.Add(new PolicyReference(shown, Convert.ToHexStringLower(SHA256.HashData(bytes)), role));
        PolicyFile merged = new();
        foreach (PolicyNode include in file.Includes)
        {
            merged = Include(include, role, [.. around, path]).Over(merged);
        }

        _files.Add(file);
        return _done[path] = file.Over(merged);
    }

    private PolicyFile Include(PolicyNode include, string role, IReadOnlyList<string> around)
    {
        string path = Resolve(include.Text, Path.GetDirectoryName(include.File)!);
        if (around.Contains(path, Names))
        {
            throw include.Error($"is '{include.Text}', which is included by itself: {string.Join(", ", around.Append(path).Select(Shown))}");
        }

        if (!File.Exists(path))
        {
            throw include.Error($"is '{include.Text}', which does not exist");
        }

        // What is judged does not bring its own law; whoever named a file inside it on purpose has its includes there as well.
        if (options.Artifacts.Any(a => PolicySearch.IsInside(path, a) && !PolicySearch.IsInside(include.File, a)))
        {
            throw include.Error($"is '{include.Text}', which lies inside a scanned artifact");
        }

        // The same file by two ways says the same.
        return _done.GetValueOrDefault(path) ?? Read(path, Shown(path), role, around);
    }

    /// <summary>The bytes of a policy file.</summary>
    /// <exception cref="GateException">AG0004: it cannot be read.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxFileBytes
                ? File.ReadAllBytes(path)
                : throw new GateException("AG0004", $"The policy file '{Printable.Line(path)}' is larger than {MaxFileBytes >> 20} MiB.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : $"cannot be read ({e.GetType().Name})";
            throw new GateException("AG0004", $"The policy file '{Printable.Line(path)}' {why}.", path);
        }
    }
}
