using System.IO.Compression;
using System.Security;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

/// <summary>A project's folder as pack and publish leave it, and the tasks that look at it.</summary>
internal sealed class BuildFolder : IDisposable
{
    public BuildFolder()
    {
        Directory.CreateDirectory(PathOf(".git"));
        Write("Lib.csproj", "<Project />");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("artifactgate-tasks-").FullName;

    public RecordingBuildEngine Engine { get; } = new();

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Writes a package with a nuspec, and the generated nuspec with the table of sources beside the project.</summary>
    public void WritePackage(string name, string id, params (string Target, string Text)[] files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        using ZipArchive zip = ZipFile.Open(PathOf(name), ZipArchiveMode.Create);
        foreach ((string target, string text) in files.Prepend(($"{id}.nuspec", Nuspec(id, ""))))
        {
            using Stream entry = zip.CreateEntry(target).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        Write("obj/Lib.nuspec", Nuspec(id, string.Concat(files.Select(f => $"<file src=\"{SecurityElement.Escape(Write(Path.GetFileName(f.Target), f.Text))}\" target=\"{SecurityElement.Escape(f.Target)}\" />"))));
    }

    public ScanPackages Packages(params string[] outputs) => new()
    {
        BuildEngine = Engine,
        ProjectFile = PathOf("Lib.csproj"),
        ReportDirectory = PathOf("obj/artifactgate/"),
        ReportName = "Lib.pack",
        Report = "json",
        PackageOutputDirectory = PathOf("out/"),
        PackageId = "Lib",
        PackOutput = [.. outputs.Append("obj/Lib.nuspec").Select(o => (ITaskItem)new TaskItem(PathOf(o)))],
    };

    public ScanPublish Publish(params string[] published) => new()
    {
        BuildEngine = Engine,
        ProjectFile = PathOf("Lib.csproj"),
        ReportDirectory = PathOf("obj/artifactgate/"),
        ReportName = "Lib.publish",
        Directory = PathOf("publish/"),
        Items = [.. published.Select(p => (ITaskItem)new TaskItem(PathOf(p), new Dictionary<string, string> { ["RelativePath"] = p }))],
    };

    /// <summary>Files below a folder, relative to the root and sorted.</summary>
    public string[] Files(string folder) => !Directory.Exists(PathOf(folder)) ? [] : [.. Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The errors as <c>AG1001 settings.json(1,5)</c>.</summary>
    public string[] Errors() => [.. Engine.Errors.Select(e => $"{e.Code} {Path.GetRelativePath(Root, e.File)}({e.LineNumber},{e.ColumnNumber})")];

    private static string Nuspec(string id, string files) => $"""
        <package><metadata><id>{id}</id><version>1.0.0</version><authors>a</authors><description>d</description></metadata><files>{files}</files></package>
        """;
}
