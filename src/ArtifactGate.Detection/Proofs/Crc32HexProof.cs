using System.Globalization;

namespace ArtifactGate.Detection;

/// <summary>
/// The last eight characters are the CRC-32 of all before them, prefix included, in upper-case hexadecimal: Atlassian's tokens. Confirmed on genuine
/// API and access tokens; app passwords are said to do the same, so for them a failing check does not reject.
/// </summary>
/// <param name="rejects">Whether the algorithm was confirmed on genuine tokens of this kind.</param>
internal sealed class Crc32HexProof(bool rejects) : Proof
{
    private const int CheckLength = 8;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 32;

    public override bool Rejects => rejects;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        value.Length > CheckLength && value[^CheckLength..].Equals(Checksum(value[..^CheckLength]), StringComparison.OrdinalIgnoreCase)
            ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) => sample[..^CheckLength] + Checksum(sample.AsSpan()[..^CheckLength]);

    private static string Checksum(ReadOnlySpan<char> body) => Crc32.Of(body).ToString("X8", CultureInfo.InvariantCulture);
}
