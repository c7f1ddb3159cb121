namespace ArtifactGate.Detection;

/// <summary>
/// A gallery key is "v4" and ten bytes in 20 base32 digits, then 16 bytes in 26. The gallery draws the ten among the bytes that are not zero.
/// That the two last digits have bits to spare, and what "v4" leaves of the fourth, is 7 bits of structure that the shape already asks for;
/// the ten bytes add next to nothing, so nothing here proves a key.
/// </summary>
internal sealed class NuGetKeyProof : Proof
{
    private const int IdDigits = 20;
    private const int IdBytes = 12;

    public override int Bits => 0;

    public override bool Rejects => false;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        return value.Length > IdDigits && Base32.TryDecode(value[..IdDigits], id) && id is [(byte)'v', (byte)'4', .. var drawn]
            && !drawn.Contains((byte)0) ? ProofResult.Held : ProofResult.Nothing;
    }

    public override string Complete(string sample, Random random)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        Span<byte> secret = stackalloc byte[16];
        random.NextBytes(secret);
        id[0] = (byte)'v';
        id[1] = (byte)'4';
        foreach (ref byte drawn in id[2..])
        {
            drawn = (byte)random.Next(1, 256);
        }

        return Base32.Encode(id) + Base32.Encode(secret);
    }
}
