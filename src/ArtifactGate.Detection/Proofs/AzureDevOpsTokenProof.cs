using System.Buffers.Binary;

namespace ArtifactGate.Detection;

/// <summary>
/// The older personal access token is 32 bytes in base32. Four of them, scattered, are the CRC-32 of the other 28, changed by a constant
/// that differs between tokens of users and of applications. The token has no literal, so what fails is no candidate at all.
/// </summary>
internal sealed class AzureDevOpsTokenProof : Proof
{
    private const int Bytes = 32;
    private const uint UserConstant = 0xE0B9692D;
    private const uint ApplicationConstant = 0x1019F92E;

    private static readonly ProofResult User = ProofResult.Held with { Details = [new("checksum", "valid")] };
    private static readonly ProofResult Application = User with { Scope = "issued to an application" };

    // 32 of the checksum, less one for the choice between two constants.
    public override int Bits => 31;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (!Base32.TryDecode(value, bytes))
        {
            return ProofResult.Failed;
        }

        uint written = BinaryPrimitives.ReadUInt32LittleEndian([bytes[22], bytes[8], bytes[7], bytes[2]]);
        uint sum = written ^ Sum(bytes);
        bytes.Clear();
        return sum switch
        {
            UserConstant => User,
            ApplicationConstant => Application,
            _ => ProofResult.Failed,
        };
    }

    public override string Complete(string sample, Random random)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        random.NextBytes(bytes);
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Sum(bytes) ^ (random.Next(2) == 0 ? UserConstant : ApplicationConstant));
        (bytes[22], bytes[8], bytes[7], bytes[2]) = (sum[0], sum[1], sum[2], sum[3]);
        return Base32.Encode(bytes);
    }

    // Over everything but itself. Made at every place of every run of these letters, so without an array.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        Span<byte> covered = stackalloc byte[Bytes - sizeof(uint)];
        bytes[..2].CopyTo(covered);
        bytes[3..7].CopyTo(covered[2..]);
        bytes[9..22].CopyTo(covered[6..]);
        bytes[23..].CopyTo(covered[19..]);
        uint sum = Crc32.Of(covered);
        covered.Clear();
        return sum;
    }
}
