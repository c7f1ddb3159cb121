namespace ArtifactGate.Detection;

/// <summary>
/// What may still be spent on trying passwords. Key derivations are slow on purpose, and who writes a file chooses how slow and how many;
/// so the rounds for one stretch of bytes have an end. Counted in rounds, not in time, so that the same bytes always give the same result.
/// </summary>
/// <param name="rounds">Rounds of hashing in all.</param>
public sealed class Effort(long rounds = Effort.Usual)
{
    private const long Usual = 4_000_000;
    private const long MostForOne = 1_000_000;

    private long _left = rounds;

    /// <summary>Nothing is tried.</summary>
    public static Effort None { get; } = new(0);

    /// <summary>How many attempts of a number of rounds each are left for one key or container; takes them.</summary>
    /// <param name="roundsEach">Rounds of one attempt.</param>
    /// <param name="wanted">Attempts there is a use for.</param>
    public int Take(long roundsEach, int wanted)
    {
        int attempts = (int)Math.Min(wanted, Math.Min(_left, MostForOne) / Math.Max(1, roundsEach));
        if (attempts > 0)
        {
            _left -= attempts * Math.Max(1, roundsEach);
        }

        return attempts;
    }
}
