namespace ArtifactGate.Artifacts.Chm;

/// <summary>A file of a help file.</summary>
/// <param name="Name">Its name, a path with <c>/</c> before it for what the author added and <c>::</c> for what the format needs.</param>
/// <param name="Section">0 for what stands in the file as it is, 1 for what is compressed.</param>
/// <param name="Offset">Where in the section it begins.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ChmEntry(string Name, long Section, long Offset, long Length)
{
    /// <summary>Whether these bytes are there.</summary>
    public bool IsInside(long length) => Offset >= 0 && Length >= 0 && Offset <= length && Length <= length - Offset;

    /// <summary>The name inside the file.</summary>
    public string Path => Name.Replace('\\', '/').TrimStart('/');
}
