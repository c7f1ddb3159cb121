namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Where each byte of a decoded text stood before. Between two escapes the text was copied, so a place is noted only where the distance
/// changes.
/// </summary>
/// <param name="stride">See <see cref="Stride"/>.</param>
internal sealed class SourceMap(int stride)
{
    private readonly List<(int Decoded, long Source)> _steps = [];

    /// <summary>Bytes that one byte of the decoded text was before, outside of escapes.</summary>
    public int Stride => stride;

    /// <summary>Notes where a byte stood. Bytes are noted in their order; those that follow the one before need no note.</summary>
    public void Add(int decoded, long source)
    {
        if (_steps.Count == 0 || _steps[^1].Source + ((long)(decoded - _steps[^1].Decoded) * stride) != source)
        {
            _steps.Add((decoded, source));
        }
    }

    /// <summary>Where a byte stood, or the first byte after the text.</summary>
    public long At(int decoded)
    {
        (int first, long source) = Sorted.LastAtOrBefore(_steps, decoded, s => s.Decoded);
        return source + ((long)(decoded - first) * stride);
    }
}
