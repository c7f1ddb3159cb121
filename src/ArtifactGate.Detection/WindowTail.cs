namespace ArtifactGate.Detection;

/// <summary>Lets a long shape see further than the window it opened in.</summary>
public abstract class WindowTail
{
    /// <summary>
    /// The window's bytes again, from its first byte on, at least <paramref name="length"/> of them unless the node ends before.
    /// The span handed out before is no longer valid.
    /// </summary>
    public abstract ReadOnlySpan<byte> Extend(int length);
}
