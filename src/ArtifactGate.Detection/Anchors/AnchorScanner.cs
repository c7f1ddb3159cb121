namespace ArtifactGate.Detection;

/// <summary>
/// Finds every occurrence of every anchor in one pass over the bytes, as bytes and as UTF-16 at once. Contract: reports each
/// occurrence exactly once, in no particular order, and never misses one. Immutable, so many threads may share one.
/// </summary>
internal abstract class AnchorScanner
{
    /// <summary>Adds a hit to <paramref name="hits"/> for each occurrence in <paramref name="bytes"/>.</summary>
    public abstract void Scan(ReadOnlySpan<byte> bytes, List<AnchorHit> hits);

    /// <summary>
    /// The fastest scanner this machine can run, or the one that is asked for, for tests and measurements. The only place where
    /// that is chosen.
    /// </summary>
    /// <exception cref="ArgumentException">An anchor is shorter than 3 bytes.</exception>
    public static AnchorScanner Create(IReadOnlyList<Anchor> anchors, ScanEngine? engine = null)
    {
        for (int i = 0; i < anchors.Count; i++)
        {
            if (anchors[i].Bytes.Length < 3)
            {
                throw new ArgumentException("An anchor has 3 bytes or more.", nameof(anchors));
            }
        }

        return (engine ?? ScanEngines.Fastest) switch
        {
            ScanEngine.Vector512 => new Vector512AnchorScanner(anchors),
            ScanEngine.Vector256 => new Vector256AnchorScanner(anchors),
            ScanEngine.Vector128 => new Vector128AnchorScanner(anchors),
            _ => new ScalarAnchorScanner(anchors),
        };
    }
}
