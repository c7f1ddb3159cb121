namespace ArtifactGate.Detection;

/// <summary>
/// Offline evidence that a candidate is real, or that it cannot be: a checksum, a structure that decodes, a parsed key.
/// </summary>
public abstract class Proof
{
    /// <summary>
    /// Strength: a random value of the right shape passes once in 2 to the power of this. 20 or more makes a match proven
    /// and lets it stand glued to its neighbours; less leaves it at <c>format</c> with <c>details.structure</c>.
    /// </summary>
    public abstract int Bits { get; }

    /// <summary>Whether a failing check drops the candidate: only where the algorithm was confirmed on genuine values.</summary>
    public abstract bool Rejects { get; }

    /// <summary>
    /// Whether the check reads the value as a structure, so that words that stand for a value (<c>your</c>, <c>xxxx</c>) can only be
    /// in it by chance.
    /// </summary>
    public virtual bool ReadsStructure => false;

    /// <summary>Checks <paramref name="value"/>. Never throws on any text.</summary>
    public abstract ProofResult Check(ReadOnlySpan<char> value);

    /// <summary>Checks <paramref name="value"/> with what may be spent on trying passwords, where that means anything.</summary>
    public virtual ProofResult Check(ReadOnlySpan<char> value, Effort effort) => Check(value);

    /// <summary>Makes a sample of the shape satisfy the proof, for the acceptance suite.</summary>
    public abstract string Complete(string sample, Random random);
}
