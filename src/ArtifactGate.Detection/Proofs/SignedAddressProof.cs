using System.Globalization;
using System.Text;

namespace ArtifactGate.Detection;

/// <summary>
/// A short-term Bedrock key is a signed address in base64: its parameters tell the key it was signed with, the region and when it ends. The signature
/// needs that key to check, so that it reads so is all there is to see.
/// </summary>
/// <param name="prefix">What stands before the address.</param>
internal sealed class SignedAddressProof(string prefix) : Proof
{
    private const string Start = "bedrock.amazonaws.com/?";

    public override int Bits => 0;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        if (!value.StartsWith(prefix) || Decode(value[prefix.Length..]) is not { } address || !address.StartsWith(Start, StringComparison.Ordinal))
        {
            return ProofResult.Nothing;
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in address[Start.Length..].Split('&'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parameters.TryAdd(part[..equals], Uri.UnescapeDataString(part[(equals + 1)..]));
            }
        }

        string[] credential = parameters.GetValueOrDefault("X-Amz-Credential", "").Split('/');
        string? region = credential.Length > 2 && credential[2].Length is > 4 and < 30 && credential[2].All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? credential[2] : null;
        return ProofResult.Held with { Scope = region, Expires = End(parameters), Details = [new("structure", "signed address")] };
    }

    public override string Complete(string sample, Random random)
    {
        string address = $"{Start}Action=CallWithBearerToken&X-Amz-Credential=ASIAQ{random.Next()}%2F20300101%2Fus-east-1%2Fbedrock%2Faws4_request"
            + $"&X-Amz-Date=20300101T000000Z&X-Amz-Expires=43200&X-Amz-Signature={Alphabet.Get("hex").Sample(random, 64)}";
        return prefix + Convert.ToBase64String(Encoding.ASCII.GetBytes(address)).TrimEnd('=');
    }

    // What does not fill a group of four at the end tells nothing.
    private static string? Decode(ReadOnlySpan<char> text)
    {
        text = text[..(text.Length / 4 * 4)];
        var bytes = new byte[text.Length];
        string? address = Convert.TryFromBase64Chars(text, bytes, out int length) ? Encoding.Latin1.GetString(bytes, 0, length) : null;
        Array.Clear(bytes);
        return address;
    }

    private static DateTimeOffset? End(Dictionary<string, string> parameters) =>
        DateTimeOffset.TryParseExact(parameters.GetValueOrDefault("X-Amz-Date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset made)
            && int.TryParse(parameters.GetValueOrDefault("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= 604_800
            ? made.AddSeconds(seconds) : null;
}
