using System.Text;

namespace ArtifactGate.Detection;

/// <summary>
/// The last three characters of a client secret are the first three of the Marvin32 of the rest, written in the secret's own alphabet of 66
/// characters. Confirmed on genuine secrets, so a failing check rejects; three characters are too few to prove one.
/// </summary>
internal sealed class EntraSecretProof : Proof
{
    private const int CheckLength = 3;
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 18;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        value.Length > CheckLength && value[^CheckLength..].SequenceEqual(Checksum(value[..^CheckLength])) ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) => sample[..^CheckLength] + Checksum(sample.AsSpan()[..^CheckLength]);

    private static string Checksum(ReadOnlySpan<char> covered)
    {
        Span<byte> bytes = stackalloc byte[64];
        bytes = bytes[..Math.Min(covered.Length, bytes.Length)];
        Encoding.Latin1.GetBytes(covered[..bytes.Length], bytes);
        uint sum = Marvin32.Of(bytes, Marvin32.Seed("AadPwd00"));
        bytes.Clear();
        var text = new StringBuilder();
        for (; sum > 0; sum /= (uint)Digits.Length)
        {
            text.Insert(0, Digits[(int)(sum % (uint)Digits.Length)]);
        }

        return text.Length > CheckLength ? text.ToString(0, CheckLength) : text.ToString();
    }
}
