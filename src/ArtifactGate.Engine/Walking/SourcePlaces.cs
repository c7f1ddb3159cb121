namespace ArtifactGate.Engine.Walking;

/// <summary>Says of a byte in a buffer where it is in the node, or in what the run around it decodes to.</summary>
/// <param name="Map">The map of the piece that the buffer holds, if it has one.</param>
/// <param name="Shift">What is added to the place in the buffer.</param>
internal readonly record struct SourcePlaces(SourceMap? Map, long Shift)
{
    /// <summary>Where a byte of the buffer is.</summary>
    public long At(int position) => Map?.At((int)(position + Shift)) ?? position + Shift;

    /// <summary>What bytes of the buffer take.</summary>
    public ByteRange Range(int start, int length) => new(At(start), At(start + length) - At(start));
}
