namespace ArtifactGate.Artifacts.Bundles;

/// <summary>One file of a bundle.</summary>
/// <param name="Name">Its path in the bundle, with <c>/</c>.</param>
/// <param name="Offset">Its first byte in the host.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="PackedLength">Its bytes in the host when it is compressed, else zero.</param>
internal readonly record struct BundleEntry(string Name, long Offset, long Length, long PackedLength)
{
    /// <summary>The bytes it takes in the host.</summary>
    public long Stored => PackedLength > 0 ? PackedLength : Length;
}
