namespace ArtifactGate.Detection.Keys;

/// <summary>Says what a private key in a text form of its own is.</summary>
internal sealed class TextKeyProof(TextKeyFormat format) : Proof
{
    public override int Bits => 64;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value) => format.Parse(value)?.ToResult() ?? ProofResult.Nothing;

    public override string Complete(string sample, Random random) => sample;
}
