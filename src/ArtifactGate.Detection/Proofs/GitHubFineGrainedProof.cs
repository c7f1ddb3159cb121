using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection;

/// <summary>
/// Eight characters near the end of a fine-grained token are the beginning of the SHA-256 of all that stands before them, in base32.
/// Confirmed on genuine tokens, so a failing check rejects.
/// </summary>
internal sealed class GitHubFineGrainedProof : Proof
{
    private const int Covered = 77;
    private const int CheckLength = 8;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 40;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        value.Length >= Covered + CheckLength && value.Slice(Covered, CheckLength).SequenceEqual(Checksum(value[..Covered]))
            ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) =>
        sample[..Covered] + Checksum(sample.AsSpan(0, Covered)) + sample[(Covered + CheckLength)..];

    private static string Checksum(ReadOnlySpan<char> covered)
    {
        Span<byte> bytes = stackalloc byte[Covered];
        Encoding.Latin1.GetBytes(covered, bytes);
        return Base32.Encode(SHA256.HashData(bytes))[..CheckLength].ToUpperInvariant();
    }
}
