namespace ArtifactGate.Engine;

/// <summary>What the digest of an artifact is taken of.</summary>
public enum ArtifactForm
{
    /// <summary>The bytes of a file, or of a stream.</summary>
    File,

    /// <summary>The list of a folder's files.</summary>
    Folder,

    /// <summary>The manifest or index of an image in a registry.</summary>
    Image,
}
