using System.Xml;
using System.Xml.Linq;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace ArtifactGate.Tasks;

/// <summary>A nuspec of the user's own, with the properties put in that the build replaces in it.</summary>
/// <param name="file">Absolute.</param>
/// <param name="properties">Its replacement properties: <c>name=value;name=value</c>.</param>
/// <param name="basePath">The folder that its files are named from, absolute; empty for its own.</param>
internal sealed class UserNuspec(string file, string? properties, string? basePath)
{
    /// <summary>The nuspec, absolute.</summary>
    public string File => file;

    /// <summary>The folder that its files are named from, absolute.</summary>
    public string Folder => string.IsNullOrEmpty(basePath) ? Path.GetDirectoryName(file)! : basePath;

    /// <summary>The nuspec as NuGet reads it.</summary>
    public XDocument Load()
    {
        string text = System.IO.File.ReadAllText(file);
        foreach (string pair in (properties ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            text = equals > 0
                ? text.Replace($"${pair[..equals]}$", System.Security.SecurityElement.Escape(pair[(equals + 1)..]), StringComparison.OrdinalIgnoreCase)
                : text;
        }

        using XmlReader reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    /// <summary>The files that a pattern or a folder stands for, and their names in the package. NuGet itself expands it, so that it is what was packed.</summary>
    public IEnumerable<(string Target, string Source)> Expand(string source, string? target, string? exclude)
    {
        var builder = new PackageBuilder();
        try
        {
            builder.AddFiles(Folder, source, target ?? "", exclude ?? "");
        }
        catch (Exception failure) when (failure is PackagingException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It was packed, so it is scanned; only where it comes from is not known.
            return [];
        }

        return builder.Files.OfType<PhysicalPackageFile>().Where(f => f.SourcePath is not null).Select(f => (f.Path.Replace('\\', '/'), Path.GetFullPath(f.SourcePath!)));
    }
}
