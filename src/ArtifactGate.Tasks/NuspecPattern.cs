namespace ArtifactGate.Tasks;

/// <summary>How a nuspec takes a file into the package without naming it.</summary>
/// <param name="Source">The pattern, as it is written there.</param>
/// <param name="Exclude">What it leaves out already, or null.</param>
/// <param name="File">The file, as the pattern would name it.</param>
internal sealed record NuspecPattern(string Source, string? Exclude, string File)
{
    /// <summary>The edit that leaves the file out.</summary>
    public string EditIn(string nuspec)
    {
        string element = $"<file src=\"{ProjectText.Xml(Source)}\">";
        return string.IsNullOrEmpty(Exclude) ? $"Put exclude=\"{ProjectText.Xml(File)}\" into {element} of {nuspec}"
            : $"Write exclude=\"{ProjectText.Xml(Exclude.TrimEnd(';') + ";" + File)}\" in {element} of {nuspec}";
    }
}
