namespace ArtifactGate.Detection;

/// <summary>A value with no literal at all, but an exact length of one alphabet and a proof strong enough to stand alone.</summary>
public sealed class RunRule : Rule
{
    /// <summary>The characters of the value.</summary>
    public required Alphabet Alphabet { get; init; }

    /// <summary>Its exact length in characters.</summary>
    public required int Length { get; init; }

    /// <summary>The characters that it can begin with, where its encoding tells; else all of its alphabet. Proofs are dear, and runs are everywhere.</summary>
    public string? Starts { get; init; }

    /// <summary>The proof; it must have 20 bits or more, and reject: nothing else tells the value from any other.</summary>
    public required Proof Proof { get; init; }
}
