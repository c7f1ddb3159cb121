using System.Buffers.Binary;
using System.Globalization;

namespace ArtifactGate.Detection;

/// <summary>
/// The last eight characters are the CRC-32 of what stands before them, in lower-case hexadecimal digits. Documents and tests show values
/// with a made-up end, so a failing check does not reject.
/// </summary>
/// <param name="start">Characters at the beginning that the checksum does not cover.</param>
/// <param name="separator">Characters right before the checksum that it does not cover.</param>
/// <param name="littleEndian">Whether its lowest byte is written first.</param>
internal sealed class Crc32HexProof(int start, int separator = 0, bool littleEndian = false) : Proof
{
    private const int CheckLength = 8;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 32;

    public override bool Rejects => false;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        value.Length > start + separator + CheckLength && value[^CheckLength..].SequenceEqual(Checksum(value)) ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) => sample[..^CheckLength] + Checksum(sample);

    private string Checksum(ReadOnlySpan<char> value)
    {
        uint crc = Crc32.Of(value[start..^(CheckLength + separator)]);
        return (littleEndian ? BinaryPrimitives.ReverseEndianness(crc) : crc).ToString("x8", CultureInfo.InvariantCulture);
    }
}
