using ArtifactGate.Artifacts;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

/// <summary>Maps what is in the artifacts of a build back to the files and items of its project.</summary>
/// <param name="projectFile">Absolute.</param>
/// <param name="files">Names in the artifact, as it stores them unescaped, and their sources.</param>
/// <param name="publishFolder">The folder that a second map is about, absolute with a separator at its end; null without one.</param>
/// <param name="published">Where files of the publish folder come from: a tool package is packed from there.</param>
/// <param name="items">The items of the project.</param>
/// <param name="isPack">Whether a package is made, or a folder published.</param>
internal sealed class BuildProvenance(
    string projectFile, FileMap files, string? publishFolder, FileMap published, ProjectItems items, bool isPack) : IProvenance
{
    // How the sources in debug information are called.
    private const string Quoted = "sources/";

    // Where a Razor class library packs what browsers load.
    private const string PackedWebAssets = "staticwebassets/";

    public SourceLocation? SourceOf(ArtifactPath path, string? member) => FileOf(path) is { } file ? new SourceLocation(file) : null;

    /// <summary>The user's own nuspec, absolute; null without one.</summary>
    public string? Nuspec { get; init; }

    /// <summary>What went into a single-file bundle: names in it, and their sources.</summary>
    public FileMap Bundled { get; init; } = new();

    /// <summary>Files that are artifacts of their own because they ship in another form: the artifact's name, and the file.</summary>
    public IReadOnlyDictionary<string, string> Lone { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> CompiledInto(ArtifactPath path) => FileOf(path) is { } file && items.IsOwn(file) ? items.Compiled : [];

    /// <summary>Where the project's properties and items stand.</summary>
    public required ProjectSources Project { get; init; }

    public IReadOnlyList<string> WrittenFrom(ArtifactPath path, SourceLocation? source) =>
        source is null ? !isPack && path.Segments.Length == 1 ? Project.Files : []
        : source.File == projectFile || items.IsOwn(source.File) || Project.IsWritten(source.File) ? Project.Files
        : source.Line is not null ? []
        : source.File == Nuspec ? Project.Files
        : isPack ? [] : Project.ChangedBy(source.File);

    public SourceLocation Instead(SourceLocation written) => Project.Instead(written);

    public string? FixAt(SourceLocation source) => source.File == Nuspec && source.Line is null
        ? $"Take the value out of what fills {Path.GetFileName(Nuspec)}: NuspecProperties of {Path.GetFileName(projectFile)}, the command line or the environment."
        : Project.FixAt(source);

    private string? FileOf(ArtifactPath path)
    {
        (string name, string? source, IReadOnlyList<string> inside) = Resolve(path);

        // What is embedded into the project's own assembly has a file of its own.
        if (inside.Count > 0 && IsAssembly(name) && items.EmbeddedAs(inside[0]) is { } embedded)
        {
            return embedded;
        }

        // So is a source that the debug information quotes: it is found where it is written.
        if (inside.Count > 0 && IsAssembly(name) && inside[^1].StartsWith(Quoted, StringComparison.Ordinal) && items.CompiledFrom(name, inside[^1][Quoted.Length..]) is { } written)
        {
            return written;
        }

        if (source is null)
        {
            // The nuspec in the package is written from the user's own, or from the properties of the project; and its properties are the same once more.
            return isPack && Path.GetExtension(name) is ".nuspec" or ".psmdcp" ? Nuspec ?? projectFile : null;
        }

        return publishFolder is not null && source.StartsWith(publishFolder, StringComparison.Ordinal)
            ? published.SourceOf(source[publishFolder.Length..].Replace('\\', '/')) ?? source
            : source;
    }

    // The file that ships, where it comes from, and what is inside it.
    private (string Name, string? Source, IReadOnlyList<string> Inside) Resolve(ArtifactPath path)
    {
        if (Lone.TryGetValue(path.Artifact, out string? lone))
        {
            return (Path.GetFileName(lone), lone, path.Segments);
        }

        if (path.Segments.IsEmpty)
        {
            return ("", null, []);
        }

        string name = Uri.UnescapeDataString(path.Segments[0]);
        string? source = files.SourceOf(name) ?? files.SourceOf(path.Segments[0]);
        return source is null && path.Segments.Length > 1 && Bundled.SourceOf(path.Segments[1]) is { } bundled
            ? (path.Segments[1], bundled, path.Segments[2..])
            : (name, source, path.Segments[1..]);
    }

    public string? FixFor(ArtifactPath path, string? member)
    {
        string project = Path.GetFileName(projectFile);
        if (FileOf(path) is not string source)
        {
            return isPack ? null
                : $"Keep the file out of the publish folder of {project}, and delete what an earlier publish left there; if a publish profile writes it, set its connection strings where the program runs.";
        }

        if (PackageFolder.Of(source) is { } package)
        {
            return package.Fix(project);
        }

        string relative = Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, source).Replace('\\', '/');
        (string name, string? shipped, IReadOnlyList<string> inside) = Resolve(path);
        return source == projectFile ? $"Take the value out of the properties of {project}."
            : source == Nuspec ? $"Take the value out of {relative}."
            : inside.Count > 1 && IsResourceFile(source) && !items.IsCompiled(source)
                ? $"Take <data name=\"{ProjectText.Xml(inside[1])}\"> out of {relative}, and read the value at run time from the environment, user secrets or a secret store."
            : inside.Count > 0 && IsAssembly(name) && !IsAssembly(source) && !items.IsOwn(source) && !items.IsCompiled(source)
                ? $"Put <EmbeddedResource Remove=\"{ProjectText.Attribute(relative)}\" /> into an ItemGroup at the end of {project}, and read the value at run time from the environment, user secrets or a secret store."
            : IsAssembly(source) || items.IsOwn(source) || items.IsCompiled(source)
                ? "Read the value at run time from the environment, user secrets or a secret store instead of writing it into the code."
            : isPack && files.NamedAs(name) is { } named ? $"Take the value out of {relative}, which is the {named} of the package."
            : Nuspec is not null && files.PatternOf(name) is { } pattern ? $"{pattern.EditIn(Path.GetFileName(Nuspec))}, and keep the value in user secrets or the environment."
            : Nuspec is not null ? $"Take <file src=\"{ProjectText.Xml(relative)}\"> out of {Path.GetFileName(Nuspec)}, and keep the value in user secrets or the environment."
            : isPack && name.StartsWith(PackedWebAssets, StringComparison.Ordinal) && items.TypeOf(source) is { } asset
                ? $"Put {Unpublished(asset, relative)} into an ItemGroup at the end of {project}, delete its obj folder, which still lists the file, and keep the value out of what browsers load."
            : ItemEdit(source, relative, project, isPack && !IsPublished(shipped));
    }

    // A package of a tool is packed from the publish folder: what publish leaves out is not in it.
    private bool IsPublished(string? shipped) => publishFolder is not null && shipped is not null && shipped.StartsWith(publishFolder, StringComparison.Ordinal);

    private string ItemEdit(string source, string relative, string project, bool packed)
    {
        const string Where = "keep the value in user secrets or the environment";
        string? item = packed ? items.PackedAs(source)
            : items.TypeOf(source) ?? (files.IsWebAsset(source) && !relative.StartsWith("..", StringComparison.Ordinal) ? "Content" : null);
        if (item is null)
        {
            if (!packed && ProjectOf(source) is { } other)
            {
                string own = Path.GetRelativePath(Path.GetDirectoryName(other)!, source).Replace('\\', '/'), named = Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, other).Replace('\\', '/');
                return $"No Content or None item of {project} is {relative}: give the item of {own} in {named} CopyToPublishDirectory=\"Never\", or take it out of the target or import that publishes it, and {Where}.";
            }

            return $"No Content or None item of {project} {(packed ? "packs" : "is")} {relative}: take it out of the target or import that {(packed ? "packs" : "publishes")} it, and {Where}.";
        }

        // An update changes the items before it, so it stands behind what includes the file.
        string edit = packed ? $"<{item} Update=\"{ProjectText.Attribute(relative)}\" Pack=\"false\" />" : Unpublished(item, relative);
        return $"Put {edit} into an ItemGroup at the end of {project}, and {Where}.";
    }

    // The project beside this one that a file lies in: one that is referred to hands on what it copies, and publish does not say so.
    private string? ProjectOf(string source)
    {
        string? folder = Path.GetDirectoryName(source);
        for (; folder is not null && Directory.Exists(folder) && !projectFile.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal); folder = Path.GetDirectoryName(folder))
        {
            string[] projects = [.. Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".csproj" or ".fsproj" or ".vbproj")];
            if (projects.Length > 0)
            {
                return projects.Length == 1 ? projects[0] : null;
            }
        }

        return null;
    }

    private static string Unpublished(string item, string relative) => $"<{item} Update=\"{ProjectText.Attribute(relative)}\" CopyToPublishDirectory=\"Never\" />";

    private static bool IsResourceFile(string source) => Path.GetExtension(source).Equals(".resx", StringComparison.OrdinalIgnoreCase);

    private static bool IsAssembly(string name) => Path.GetExtension(name) is ".dll" or ".exe" or ".pdb";
}
