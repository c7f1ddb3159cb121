namespace ArtifactGate.Detection;

/// <summary>
/// Where a shape matched, in characters of the text that was searched. A glued side has a neighbour that could belong to the
/// same word, so the value may be a slice of something longer: only a proof of 20 bits or more lets such a match stand.
/// </summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters.</param>
/// <param name="GluedLeft">The character before could belong to the value.</param>
/// <param name="GluedRight">The character after could belong to the value.</param>
/// <param name="Truncated">The end was not found within the text; the match reaches as far as the text does.</param>
public readonly record struct ShapeMatch(int Start, int Length, bool GluedLeft = false, bool GluedRight = false, bool Truncated = false)
{
    /// <summary>Where <see cref="Truncated"/>: what is there may be all of it, so that the end of everything there is cuts nothing off.</summary>
    internal bool MayEnd { get; init; }

    /// <summary>What the surroundings tell of the value, where the shape read them and judged the value already; else null.</summary>
    internal ProofResult? Facts { get; init; }
}
