namespace ArtifactGate.Detection;

/// <summary>
/// Finds every occurrence of every anchor in one pass over the bytes, as bytes and as UTF-16 at once. Contract: reports each
/// occurrence exactly once, in no particular order, and never misses one.
/// </summary>
internal abstract class AnchorScanner
{
    /// <summary>Adds a hit to <paramref name="hits"/> for each occurrence in <paramref name="bytes"/>.</summary>
    public abstract void Scan(ReadOnlySpan<byte> bytes, List<AnchorHit> hits);

    /// <summary>The fastest scanner this machine can run. The only place where that is chosen.</summary>
    public static AnchorScanner Create(IReadOnlyList<Anchor> anchors) => new ScalarAnchorScanner(anchors);
}
