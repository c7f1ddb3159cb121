using System.Buffers.Binary;
using System.Globalization;

namespace ArtifactGate.Detection;

/// <summary>
/// The last eight characters are the CRC-32 of what stands before them, in hexadecimal digits of either case: tokens of Atlassian, Cloudflare,
/// Grafana and others.
/// </summary>
/// <param name="start">Characters at the beginning that the checksum does not cover.</param>
/// <param name="separator">Characters right before the checksum that it does not cover.</param>
/// <param name="littleEndian">Whether its lowest byte is written first.</param>
/// <param name="upper">Whether its digits are written in upper case.</param>
/// <param name="rejects">
/// Whether the algorithm was confirmed on genuine tokens of this kind, and documents do not show values with a made-up end.
/// </param>
internal sealed class Crc32HexProof(int start = 0, int separator = 0, bool littleEndian = false, bool upper = false, bool rejects = false) : Proof
{
    private const int CheckLength = 8;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 32;

    public override bool Rejects => rejects;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        value.Length > start + separator + CheckLength && value[^CheckLength..].Equals(Checksum(value), StringComparison.OrdinalIgnoreCase)
            ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) => sample[..^CheckLength] + Checksum(sample);

    private string Checksum(ReadOnlySpan<char> value)
    {
        uint crc = Crc32.Of(value[start..^(CheckLength + separator)]);
        return (littleEndian ? BinaryPrimitives.ReverseEndianness(crc) : crc).ToString(upper ? "X8" : "x8", CultureInfo.InvariantCulture);
    }
}
