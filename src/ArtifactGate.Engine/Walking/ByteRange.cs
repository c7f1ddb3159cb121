namespace ArtifactGate.Engine.Walking;

/// <summary>A stretch of bytes of a node, or of what a run in it decodes to.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>Whether both have a byte in common.</summary>
    public bool Intersects(ByteRange other) => Offset < other.Offset + other.Length && other.Offset < Offset + Length;

    /// <summary>The same stretch where each byte takes as many as <paramref name="stride"/>.</summary>
    public ByteRange Wider(int stride) => new(Offset * stride, Length * stride);
}
