namespace ArtifactGate.Artifacts.Asar;

/// <summary>A file of an asar archive.</summary>
/// <param name="Path">Its name with the folders it is in.</param>
/// <param name="Start">Where in the archive it begins, or -1 when the index does not say.</param>
/// <param name="Length">Its bytes, or -1 when the index does not say.</param>
/// <param name="Sha256">The hash of its content, or null when the index has none.</param>
internal readonly record struct AsarEntry(string Path, long Start, long Length, byte[]? Sha256)
{
    /// <summary>Whether it is inside an archive of this length.</summary>
    public bool IsInside(long archive) => Start >= 0 && Length >= 0 && Start <= archive && Length <= archive - Start;
}
