using System.Xml.Linq;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace ArtifactGate.Tasks;

/// <summary>
/// Finds the packages that a pack really produced. The SDK names them right for ordinary packs, and names files that do not exist for a
/// <c>NuspecFile</c> and for <c>OutputFileNamesWithoutVersion</c>.
/// </summary>
/// <param name="folder">The output folder, absolute.</param>
/// <param name="packageId">The id of the project.</param>
/// <param name="nuspec">The user's nuspec; null without one.</param>
internal sealed class PackageSet(string folder, string packageId, UserNuspec? nuspec)
{
    private static readonly string[] Kinds = [".symbols.nupkg", ".snupkg", ".nupkg"];

    /// <summary>For each expected file the one that was produced, or null.</summary>
    public IReadOnlyList<(string Expected, string? Actual)> Resolve(IEnumerable<string> expected)
    {
        (string id, string? version) = Identity();
        return [.. expected.Where(e => KindOf(e) is not null).Select(e => (e, Find(e, id, version)))];
    }

    /// <summary>Every package of the set that lies in the output folder, found or not: what must be set aside together.</summary>
    public static IEnumerable<string> Siblings(string package)
    {
        string stem = package[..^KindOf(package)!.Length];
        return Kinds.Select(kind => stem + kind).Where(File.Exists);
    }

    /// <summary>
    /// The packages that make one tool together with <paramref name="package"/>: for one platform's the one that points to it, which would lead to nothing, and
    /// for that one those of all platforms. Another platform's own package was judged by itself.
    /// </summary>
    /// <param name="package">A package of the set.</param>
    /// <param name="id">Its id.</param>
    /// <param name="platform">Its platform; empty for the one that points to the others.</param>
    /// <param name="platforms">The platforms of the tool.</param>
    public static IEnumerable<string> OfSameTool(string package, string id, string? platform, string? platforms)
    {
        string name = Path.GetFileName(package), suffix = "." + platform;
        IEnumerable<string> ids = !string.IsNullOrEmpty(platform)
            ? id.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? [id[..^suffix.Length]] : []
            : (platforms ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => $"{id}.{p}");
        return !name.StartsWith(id, StringComparison.OrdinalIgnoreCase) ? []
            : ids.Select(other => Path.Combine(Path.GetDirectoryName(package)!, other + name[id.Length..]));
    }

    /// <summary>A package that is called by its version as the project writes it, and what NuGet calls it.</summary>
    public static IEnumerable<string> Named(string package, string id, string version) =>
        NuGetVersion.TryParse(version, out NuGetVersion? parsed)
            ? [package, Path.Combine(Path.GetDirectoryName(package)!, $"{id}.{parsed.ToNormalizedString()}.nupkg")] : [package];

    private static string? KindOf(string path) => Kinds.FirstOrDefault(k => path.EndsWith(k, StringComparison.OrdinalIgnoreCase));

    private string? Find(string expected, string id, string? version)
    {
        if (nuspec is null && File.Exists(expected))
        {
            return expected;
        }

        string kind = KindOf(expected)!;
        string[] names = version is null ? [id + kind] : [$"{id}.{version}{kind}", id + kind];
        return names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists)
            ?? (File.Exists(expected) ? expected : null)
            ?? ByContent(kind, id);
    }

    // Only a package that says itself that it has the id: in a shared output folder the newest one may be a neighbour's.
    private string? ByContent(string kind, string id) =>
        !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder, "*" + kind)
            .Where(f => KindOf(f) == kind && IdOf(f)?.Equals(id, StringComparison.OrdinalIgnoreCase) == true)
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .FirstOrDefault();

    private static string? IdOf(string package)
    {
        try
        {
            using var reader = new PackageArchiveReader(package);
            return reader.GetIdentity().Id;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or PackagingException or System.Xml.XmlException)
        {
            // Not a package anybody could push under that id.
            return null;
        }
    }

    private (string Id, string? Version) Identity()
    {
        if (nuspec is null || !File.Exists(nuspec.File))
        {
            return (packageId, null);
        }

        XElement? metadata = nuspec.Load().Descendants().FirstOrDefault(e => e.Name.LocalName == "metadata");
        string? Value(string name) => metadata?.Elements().FirstOrDefault(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();
        return (Value("id") ?? packageId, NuGetVersion.TryParse(Value("version"), out NuGetVersion? version) ? version.ToNormalizedString() : null);
    }
}
