namespace ArtifactGate.Detection;

/// <summary>A value with a distinctive literal in it, found in any text form anywhere.</summary>
public class TokenRule : Rule
{
    /// <summary>What the value looks like.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Offline evidence for or against a candidate, if the credential carries any.</summary>
    public Proof? Proof { get; init; }

    /// <summary>
    /// The least Shannon entropy, in bits a character, of the part after the literal prefix. Zero where a proof or a long
    /// literal makes it unnecessary.
    /// </summary>
    public double MinEntropy { get; init; }
}
