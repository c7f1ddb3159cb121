namespace ArtifactGate.Artifacts.Streams;

/// <summary>
/// A forward-only stream that can step back by a byte of the last chunk it read: what follows the end of one stream is the first byte of the
/// next. The xz reader finds its padding by the position.
/// </summary>
internal sealed class PushbackStream(Stream inner) : ChunkedStream(inner)
{
    /// <summary>Steps back by one byte, which was read from the chunk in hand.</summary>
    public void Unread() => StepBack();
}
