namespace ArtifactGate.Detection;

/// <summary>
/// A macaroon of Fly.io in base64 of MessagePack: an array of four, in it first a nonce of three, which is a key id, 16 random bytes and a truth
/// value. Nothing in it can be verified without a key. Older kinds have other parts, so one that does not read rejects nothing.
/// </summary>
internal sealed class FlyMacaroonProof : Proof
{
    private const int Head = 400;
    private const int RandomBytes = 16;
    private const byte ArrayOfFour = 0x94;
    private const byte ArrayOfThree = 0x93;
    private const byte Binary = 0xC4;
    private const byte False = 0xC2;

    // Bytes at their places mark a macaroon, but say nothing of what makes it a genuine one.
    public override int Bits => 12;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        ReadOnlySpan<char> text = value[(value.IndexOf('_') + 1)..];
        text = text[..(Math.Min(text.Length, Head) & ~3)];
        Span<byte> bytes = stackalloc byte[Head / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out int length)
            || bytes[..length] is not [ArrayOfFour, ArrayOfThree, Binary, var id, .. var rest] || rest.Length <= id + 2 + RandomBytes)
        {
            return ProofResult.Nothing;
        }

        return rest[id] == Binary && rest[id + 1] == RandomBytes && (rest[id + 2 + RandomBytes] | 1) == (False | 1) ? ProofResult.Held : ProofResult.Nothing;
    }

    public override string Complete(string sample, Random random)
    {
        int start = sample.IndexOf('_', StringComparison.Ordinal) + 1;
        byte[] bytes = Convert.FromBase64String(sample[start..(start + ((sample.Length - start) & ~3))]);
        byte id = (byte)random.Next(4, 20);
        new byte[] { ArrayOfFour, ArrayOfThree, Binary, id }.CopyTo(bytes, 0);
        bytes[4 + id] = Binary;
        bytes[5 + id] = RandomBytes;
        bytes[6 + id + RandomBytes] = False;
        return sample[..start] + Convert.ToBase64String(bytes).TrimEnd('=');
    }
}
