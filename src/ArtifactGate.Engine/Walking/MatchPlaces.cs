namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Where a match is: the runs around it, each in what the one before decodes to, and its own bytes in the innermost. Two matches share
/// bytes only if they do so at every step.
/// </summary>
/// <param name="Runs">The encoded runs around it, outermost first; none for bytes of the node.</param>
/// <param name="Own">The bytes of the match.</param>
internal sealed record MatchPlaces(IReadOnlyList<ByteRange> Runs, ByteRange Own)
{
    /// <summary>What it takes of the node.</summary>
    public ByteRange Outermost => Runs.Count == 0 ? Own : Runs[0];

    /// <summary>Whether both have a byte in common.</summary>
    public bool Intersect(MatchPlaces other)
    {
        for (int i = 0; ; i++)
        {
            (ByteRange mine, ByteRange others) = (At(i), other.At(i));
            if (!mine.Intersects(others))
            {
                return false;
            }

            // Bytes of different runs, or of a run and of what is around it, cannot be told apart any further. A long run is the same run in
            // each of its pieces, which reach further and further.
            if (i == Runs.Count || i == other.Runs.Count || mine.Offset != others.Offset)
            {
                return true;
            }
        }
    }

    /// <summary>The same places, seen from a fragment that begins at an offset.</summary>
    public MatchPlaces From(long offset) => Runs.Count == 0
        ? this with { Own = Own with { Offset = Own.Offset - offset } }
        : this with { Runs = [Runs[0] with { Offset = Runs[0].Offset - offset }, .. Runs.Skip(1)] };

    /// <summary>The same places where each byte of the node takes as many as <paramref name="stride"/>.</summary>
    public MatchPlaces Wider(int stride) => Runs.Count == 0
        ? this with { Own = Own.Wider(stride) }
        : this with { Runs = [Runs[0].Wider(stride), .. Runs.Skip(1)] };

    private ByteRange At(int step) => step == Runs.Count ? Own : Runs[step];
}
