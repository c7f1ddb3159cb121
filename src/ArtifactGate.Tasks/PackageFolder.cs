namespace ArtifactGate.Tasks;

/// <summary>
/// The folder that NuGet unpacked a package into. Items do not always say that they come from one: what a package adds as content is an item
/// like the project's own, and the project cannot edit it.
/// </summary>
/// <param name="Id">The id as the folder has it, in lower case.</param>
/// <param name="Version">The version.</param>
/// <param name="Inside">The path of the file in the package.</param>
internal sealed record PackageFolder(string Id, string Version, string Inside)
{
    private const string Written = ".nupkg.metadata";

    /// <summary>The package that a file was unpacked from, or null: <c>id/version</c> with what NuGet writes into every such folder.</summary>
    public static PackageFolder? Of(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); Path.GetDirectoryName(folder) is { Length: > 0 } above; folder = above)
        {
            string id = Path.GetFileName(above);
            if (id.Length > 0 && File.Exists(Path.Combine(folder!, Written)) && File.Exists(Path.Combine(folder!, id + ".nuspec")))
            {
                return new PackageFolder(id, Path.GetFileName(folder!), Path.GetRelativePath(folder!, file).Replace('\\', '/'));
            }
        }

        return null;
    }

    /// <summary>What keeps it out; one sentence. Another asset than content is what the package is for.</summary>
    /// <param name="project">The name of the project file.</param>
    public string Fix(string project) => Inside.StartsWith("contentFiles/", StringComparison.OrdinalIgnoreCase)
        ? $"It comes with the package {Id} {Version}: put ExcludeAssets=\"contentFiles\" on its <PackageReference> in {project} (add one if another package brings it), or take a version without it."
        : $"It comes with the package {Id} {Version}: take a version without it or do without the package, and tell who publishes it.";
}
