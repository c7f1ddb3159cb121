namespace ArtifactGate.Engine;

/// <summary>One artifact that was scanned.</summary>
/// <param name="Path">As the user wrote it, with <c>/</c>.</param>
/// <param name="Kind">The format's name: <c>nupkg</c>, <c>zip</c>, <c>folder</c>, <c>file</c>.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case: of the file, or over the sorted lines <c>sha256 size relative/path</c> of a folder.</param>
/// <param name="Size">Bytes of the file, or of all files of a folder.</param>
/// <param name="Verdict">What its findings and unread items came to.</param>
/// <param name="Coverage">How much of it was read.</param>
public sealed record ArtifactResult(string Path, string Kind, string Sha256, long Size, RunVerdict Verdict, Coverage Coverage)
{
    /// <summary>What the digest is taken of.</summary>
    public ArtifactForm Form { get; init; }

    /// <summary>How many of the unread items do not make the run incomplete.</summary>
    public long Tolerated { get; init; }
}
