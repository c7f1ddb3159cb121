using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Which file on disk became which file of an artifact.</summary>
internal sealed class FileMap
{
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _webAssets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NuspecPattern> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);

    /// <summary>The names in the artifact.</summary>
    public IEnumerable<string> Targets => _sources.Keys;

    /// <summary>The absolute path of the source, or null.</summary>
    public string? SourceOf(string target) => _sources.GetValueOrDefault(target);

    /// <summary>Adds the file table of a nuspec: that of a generated one is complete and has absolute sources, the user's own has patterns.</summary>
    public void AddNuspec(UserNuspec nuspec)
    {
        if (!File.Exists(nuspec.File))
        {
            return;
        }

        XDocument document = nuspec.Load();
        foreach (XElement named in document.Descendants().Where(e => e.Name.LocalName is "readme" or "icon" || (e.Name.LocalName == "license" && e.Attribute("type")?.Value == "file")))
        {
            _named.TryAdd(named.Value.Trim().Replace('\\', '/').TrimStart('/'), named.Name.LocalName);
        }

        foreach (XElement file in document.Descendants().Where(e => e.Name.LocalName == "file"))
        {
            if (file.Attribute("src")?.Value is not string source)
            {
                continue;
            }

            string? target = file.Attribute("target")?.Value;
            string full = Path.GetFullPath(source.Replace('\\', Path.DirectorySeparatorChar), nuspec.Folder);
            bool isPattern = source.AsSpan().IndexOfAny('*', '?') >= 0 || Directory.Exists(full);
            if (target is not null && !isPattern)
            {
                // A target that names only a folder takes the file's own name.
                string name = target.Replace('\\', '/').TrimStart('/');
                _sources.TryAdd(name.Length == 0 || name.EndsWith('/') ? name + Path.GetFileName(full) : name, full);
                continue;
            }

            string? exclude = file.Attribute("exclude")?.Value;
            foreach ((string name, string found) in nuspec.Expand(source, target, exclude))
            {
                if (_sources.TryAdd(name, found) && isPattern)
                {
                    _patterns[name] = new NuspecPattern(source, exclude, Path.GetRelativePath(nuspec.Folder, found).Replace('\\', '/'));
                }
            }
        }
    }

    /// <summary>The pattern of a nuspec that takes a file into the package, or null for one that is named.</summary>
    public NuspecPattern? PatternOf(string target) => _patterns.GetValueOrDefault(target);

    /// <summary>Adds publish items: their <c>RelativePath</c> comes from their full path.</summary>
    public void AddItems(ITaskItem[]? items)
    {
        foreach (ITaskItem item in items ?? [])
        {
            string relative = item.GetMetadata("RelativePath").Replace('\\', '/');
            if (relative.Length > 0)
            {
                _sources.TryAdd(relative, item.GetMetadata("FullPath"));
            }
        }
    }

    /// <summary>Adds what a web project publishes besides its items.</summary>
    /// <returns>Whether the manifest could be read.</returns>
    public bool AddStaticWebAssets(string? manifest)
    {
        IReadOnlyList<(string Target, string Source)>? assets = StaticWebAssets.Read(manifest);
        foreach ((string target, string source) in assets ?? [])
        {
            _sources.TryAdd(target, source);
            _webAssets.Add(source);
        }

        return assets is not null;
    }

    /// <summary>Whether a source is a static web asset: the SDK takes these out of the project's items.</summary>
    public bool IsWebAsset(string source) => _webAssets.Contains(source);

    /// <summary>What a package names a file as in its own words, <c>readme</c>, <c>icon</c> or <c>license</c>, so that it cannot be left out; null for every other.</summary>
    public string? NamedAs(string target) => _named.GetValueOrDefault(target);

    /// <summary>Writes the map for a later step of the same build.</summary>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(_sources));
    }

    /// <summary>Reads a map that an earlier step wrote; empty when there is none.</summary>
    public static FileMap Load(string? path)
    {
        var map = new FileMap();
        if (path is not null && File.Exists(path))
        {
            foreach ((string target, string source) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [])
            {
                map._sources[target] = source;
            }
        }

        return map;
    }
}
