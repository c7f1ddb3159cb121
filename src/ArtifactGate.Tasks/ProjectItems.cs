using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Which item of the project a file is, so that the advice can name the edit.</summary>
internal sealed class ProjectItems
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _packed = new(StringComparer.Ordinal);
    private readonly ITaskItem[] _embedded;
    private readonly ITaskItem[] _compiled;
    private readonly string? _assembly;

    /// <summary>Remembers the files of each item type.</summary>
    /// <param name="assembly">The name of the assembly.</param>
    /// <param name="compiled">What is compiled into it.</param>
    /// <param name="embedded">What is embedded into it.</param>
    /// <param name="lists">The other items.</param>
    public ProjectItems(string? assembly, ITaskItem[]? compiled, ITaskItem[]? embedded, params (string Type, ITaskItem[]? Items)[] lists)
    {
        _assembly = assembly;
        _compiled = compiled ?? [];
        _embedded = embedded ?? [];
        foreach ((string type, ITaskItem[]? items) in lists)
        {
            foreach (ITaskItem item in items ?? [])
            {
                _types.TryAdd(item.GetMetadata("FullPath"), type);
                if (IsPacked(type, item.GetMetadata("Pack")))
                {
                    _packed.TryAdd(item.GetMetadata("FullPath"), type);
                }
            }
        }
    }

    /// <summary>The files that are compiled into the assembly, absolute.</summary>
    public IReadOnlyList<string> Compiled => [.. _compiled.Select(c => c.GetMetadata("FullPath"))];

    /// <summary>Whether a file is the project's own assembly, in whatever form it ships: as IL, as a native image, for a browser.</summary>
    public bool IsOwn(string file) => Path.GetExtension(file) is "" or ".dll" or ".exe" or ".wasm" or ".so" or ".dylib"
        && Path.GetFileNameWithoutExtension(file).Equals(_assembly, StringComparison.Ordinal);

    /// <summary>The item type of a file, or null.</summary>
    public string? TypeOf(string fullPath) => _types.GetValueOrDefault(fullPath);

    /// <summary>The type of the item that pack takes a file for, or null: every file below the project is an item, and most of them go into no package.</summary>
    public string? PackedAs(string fullPath) => _packed.GetValueOrDefault(fullPath);

    /// <summary>Whether a file is compiled into the assembly.</summary>
    public bool IsCompiled(string fullPath) => Array.Exists(_compiled, c => c.GetMetadata("FullPath") == fullPath);

    /// <summary>The file that is embedded as a resource of this name, absolute, or null.</summary>
    public string? EmbeddedAs(string resource) => Array.Find(_embedded, i => IsNamed(i, resource))?.GetMetadata("FullPath");

    /// <summary>The compiled file that the debug information of an assembly quotes under a path, absolute, or null: a deterministic build writes <c>/_/</c> for the repository's root.</summary>
    public string? CompiledFrom(string assembly, string document)
    {
        if (!Path.GetFileNameWithoutExtension(assembly).Equals(_assembly, StringComparison.Ordinal))
        {
            return null;
        }

        string end = "/" + (document.StartsWith("_/", StringComparison.Ordinal) ? document[2..] : document);
        string[] found = [.. Compiled.Where(c => ("/" + c.Replace('\\', '/')).EndsWith(end, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        return found.Length == 1 ? found[0] : null;
    }

    // Content is packed unless it says no, everything else only if it says yes.
    private static bool IsPacked(string type, string pack) =>
        type == "Content" ? !pack.Equals("false", StringComparison.OrdinalIgnoreCase) : pack.Equals("true", StringComparison.OrdinalIgnoreCase);

    // The compiler's name is known only in a build that compiled; without one, a name ends in the path of the file with dots in it.
    private static bool IsNamed(ITaskItem item, string resource)
    {
        string[] given = [.. new[] { item.GetMetadata("LogicalName"), item.GetMetadata("ManifestResourceName") }.Where(n => n.Length > 0)];
        if (given.Length > 0)
        {
            return given.Any(n => n == resource || n + ".resources" == resource);
        }

        string path = item.GetMetadata("Link") is { Length: > 0 } link ? link : item.ItemSpec;
        string dotted = path.Replace('\\', '.').Replace('/', '.');
        string name = dotted.EndsWith(".resx", StringComparison.OrdinalIgnoreCase) ? dotted[..^5] + ".resources" : dotted;
        return resource == name || resource.EndsWith("." + name, StringComparison.Ordinal);
    }
}
