namespace ArtifactGate.Detection;

/// <summary>
/// The last characters are the CRC-32 of the body in base62 (<c>0-9A-Za-z</c>), left-padded with <c>0</c>: GitHub and npm tokens, where it
/// was confirmed on genuine ones, and those of others who took over the form.
/// </summary>
/// <param name="bodyStart">Characters of prefix that the checksum does not cover; if negative, where the body begins, counted from the end.</param>
/// <param name="checkLength">Characters of the checksum.</param>
/// <param name="rejects">Whether a failing check rejects: only where it was confirmed on genuine tokens.</param>
internal sealed class Crc32Base62Proof(int bodyStart, int checkLength, bool rejects = true) : Proof
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 32;

    public override bool Rejects => rejects;

    public override ProofResult Check(ReadOnlySpan<char> value) =>
        Start(value.Length) is >= 0 and var start && value.Length > start + checkLength
            && value[^checkLength..].SequenceEqual(Checksum(value[start..^checkLength]))
            ? Valid : ProofResult.Failed;

    public override string Complete(string sample, Random random) =>
        sample[..^checkLength] + Checksum(sample.AsSpan()[Start(sample.Length)..^checkLength]);

    private int Start(int length) => bodyStart >= 0 ? bodyStart : length + bodyStart;

    private string Checksum(ReadOnlySpan<char> body)
    {
        uint crc = Crc32.Of(body);
        Span<char> text = stackalloc char[checkLength];
        for (int i = checkLength - 1; i >= 0; i--, crc /= 62)
        {
            text[i] = Digits[(int)(crc % 62)];
        }

        return new string(text);
    }
}
