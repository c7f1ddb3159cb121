using System.Buffers.Binary;

namespace ArtifactGate.Detection;

/// <summary>
/// The last six characters are the CRC-32 of the body before them, its lowest byte first, in base64 without padding: secrets of Confluent Cloud.
/// </summary>
/// <param name="bodyStart">Characters of prefix that the checksum does not cover.</param>
/// <param name="rejects">Whether a failing check rejects: only where it was confirmed on genuine values.</param>
internal sealed class Crc32Base64Proof(int bodyStart, bool rejects = false) : Proof
{
    private const int CheckLength = 6;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 32;

    public override bool Rejects => rejects;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        value.Length > bodyStart + CheckLength && value[^CheckLength..].SequenceEqual(Checksum(value[bodyStart..^CheckLength]))
            ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) =>
        sample[..^CheckLength] + Checksum(sample.AsSpan()[bodyStart..^CheckLength]);

    private static string Checksum(ReadOnlySpan<char> body)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Crc32.Of(body));
        return Convert.ToBase64String(bytes)[..CheckLength];
    }
}
