using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

/// <summary>
/// The files of a project in which its properties and items stand. The SDK writes these into files of its own, from which they get into the assembly
/// (<c>obj/.../Lib.AssemblyInfo.cs</c>) and the package; what is found there is to be told where somebody wrote it.
/// </summary>
/// <param name="projectFile">Absolute.</param>
/// <param name="imports">What the SDK imports by itself, absolute.</param>
/// <param name="intermediateDirectory">The folder of what a build writes for itself, absolute with a separator at its end; null when it is not known.</param>
internal sealed class ProjectSources(string projectFile, IEnumerable<string> imports, string? intermediateDirectory)
{
    // A project has a handful; a circle of imports must end.
    private const int MostFiles = 100;

    private readonly Lazy<IReadOnlyList<string>> _files = new(() => Closure(projectFile, imports));

    /// <summary>The project and what it imports, as far as the files themselves tell; the nearest first.</summary>
    public IReadOnlyList<string> Files => _files.Value;

    /// <summary>Whether a file is one that the build writes for itself.</summary>
    public bool IsWritten(string file) => file.EndsWith(".runtimeconfig.json", StringComparison.OrdinalIgnoreCase)
        || (!string.IsNullOrEmpty(intermediateDirectory) && file.StartsWith(intermediateDirectory, StringComparison.Ordinal));

    /// <summary>What publish changes a file by, absolute: transforms beside a <c>web.config</c>, and for settings too what the project and its profile say.</summary>
    public IReadOnlyList<string> ChangedBy(string file)
    {
        string name = Path.GetFileName(file);
        return name.Equals("web.config", StringComparison.OrdinalIgnoreCase) ? [.. Transforms(file), .. Files]
            : name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) ? Files : [];
    }

    /// <summary>The place to name for a value that is in what the build writes, and in none of the files: the attributes of the assembly are made of properties alone.</summary>
    public SourceLocation Instead(SourceLocation written) => IsWritten(written.File) && written.File.Contains("AssemblyInfo.", StringComparison.Ordinal)
        ? new SourceLocation(projectFile) : written;

    /// <summary>The edit that keeps a value out, or null when the place tells nothing. It names the element and nothing in it: the value may be anywhere in that.</summary>
    public string? FixAt(SourceLocation source)
    {
        const string AtRunTime = "what the program needs, it reads at run time from the environment, user secrets or a secret store";
        if (Files.Contains(source.File))
        {
            if (source.Line is null)
            {
                return $"Take the value out of the properties and items of {Name(source.File)} and what it imports, or of the command line or environment that sets them, which the build writes into what ships; {AtRunTime}.";
            }

            string where = ProjectElement.NameAt(source) is { } name ? $"<{name}> in" : "the properties and items of";
            return $"Take the value out of {where} {Name(source.File)}, which the build writes into what ships; {AtRunTime}.";
        }

        return IsTransform(source.File) ? $"Take the value out of {Name(source.File)}, by which publish changes web.config; {AtRunTime}." : null;
    }

    private static IEnumerable<string> Transforms(string webConfig) => Path.GetDirectoryName(webConfig) is { } folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.config").Where(IsTransform).Order(StringComparer.Ordinal) : [];

    private static bool IsTransform(string file) =>
        Path.GetFileName(file) is ['w' or 'W', 'e' or 'E', 'b' or 'B', '.', .., '.', 'c', 'o', 'n', 'f', 'i', 'g'] name && name.Length > "web.config".Length;

    private string Name(string file) => Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, file).Replace('\\', '/');

    private static List<string> Closure(string project, IEnumerable<string> imports)
    {
        List<string> files = [.. imports.Prepend(project).Where(File.Exists).Distinct(StringComparer.Ordinal)];
        for (int i = 0; i < files.Count && files.Count < MostFiles; i++)
        {
            foreach (string import in ProjectElement.ImportsOf(files[i]))
            {
                if (Resolve(import, files[i], project) is { } found && !files.Contains(found))
                {
                    files.Add(found);
                }
            }
        }

        return files;
    }

    // Only what can be told without MSBuild: a plain path, one from the file's or the project's folder, and the usual way to the file of the same name further up.
    private static string? Resolve(string import, string file, string project)
    {
        string folder = Path.GetDirectoryName(file)!;
        if (import.Contains("GetPathOfFileAbove", StringComparison.OrdinalIgnoreCase))
        {
            return Above(Path.GetFileName(file), Path.GetDirectoryName(folder));
        }

        string path = import.Replace("$(MSBuildThisFileDirectory)", folder + "/", StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildProjectDirectory)", Path.GetDirectoryName(project), StringComparison.OrdinalIgnoreCase).Replace('\\', '/');
        return path.AsSpan().IndexOfAny("$@*?\0") < 0 && Path.GetFullPath(path, folder) is var full && File.Exists(full) ? full : null;
    }

    private static string? Above(string name, string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, name)))
            {
                return Path.Combine(folder, name);
            }
        }

        return null;
    }
}
