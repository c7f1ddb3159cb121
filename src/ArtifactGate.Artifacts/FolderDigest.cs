namespace ArtifactGate.Artifacts;

/// <summary>What a folder contains, in one digest.</summary>
/// <param name="Sha256">SHA-256 over the sorted lines <c>sha256 size relative/path</c>, each ended by a line feed; 64 hexadecimal digits.</param>
/// <param name="Size">Bytes of all files.</param>
public sealed record FolderDigest(string Sha256, long Size)
{
    /// <summary>Files, by their relative paths, that were written, put there or taken away meanwhile: the digest may be of no state that ever was.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Reads every file below <paramref name="directory"/>.</summary>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    public static FolderDigest Of(string directory)
    {
        var reading = new FolderReading(directory);
        foreach ((string relative, string path) in FolderSource.Files(directory))
        {
            reading.Note(relative, FolderReading.Target(path));
        }

        reading.NotedAll();
        return reading.Digest();
    }
}
