namespace ArtifactGate.Detection.Keys;

/// <summary>Says what an armored private key is. The shape has already refused what is none.</summary>
internal sealed class ArmoredKeyProof(ArmoredKeyFormat format) : Proof
{
    public override int Bits => 64;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value) => Check(value, new Effort());

    public override ProofResult Check(ReadOnlySpan<char> value, Effort effort) =>
        format.Read(value, effort, out _, out _)?.ToResult() ?? ProofResult.Nothing;

    public override string Complete(string sample, Random random) => sample;
}
