using System.Buffers;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Keys that both ends of an OpenVPN tunnel share: of <c>secret</c>, <c>tls-auth</c> and <c>tls-crypt</c> in hexadecimal, of <c>tls-crypt-v2</c> in
/// base64. They are random bytes, so that nothing but the lines around says what they are.
/// </summary>
internal sealed class OpenVpnKeyFormat : ArmoredKeyFormat
{
    private const int StaticDigits = 512;

    // The key of a server; a client has two of that length, and what the server wrapped them in.
    private const int LeastBytes = 128;

    public override IReadOnlyList<string> Labels { get; } = ["OpenVPN Static key V1", "OpenVPN tls-crypt-v2 client key", "OpenVPN tls-crypt-v2 server key"];

    public override string Sample(Random random)
    {
        var bytes = new byte[StaticDigits / 2];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Write(Labels[2], bytes.AsSpan(0, LeastBytes), 64) : Write(Labels[0], Convert.FromBase64String(Convert.ToHexStringLower(bytes)), 32);
    }

    protected override KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort)
    {
        // The digits have been read as base64, which has all of them in its alphabet.
        string characters = Convert.ToBase64String(body);
        bool digits = !characters.AsSpan().ContainsAnyExcept(Digits.All);
        bool whole = digits ? characters.Length == StaticDigits : body.Length >= LeastBytes;
        ReadOnlySpan<byte> key = digits ? Convert.FromHexString(characters) : body;
        return (whole || (cut && body.Length >= LeastOfCut)) && Randomness.IsPlausible(key)
            ? new KeyFacts("symmetric", digits ? StaticDigits * 4 : null) { Structure = "OpenVPN", Truncated = !whole } : null;
    }

    // Made when a key is read: making it takes as long as a third of all rules when the program starts.
    private static class Digits
    {
        public static readonly SearchValues<char> All = SearchValues.Create("0123456789abcdefABCDEF");
    }
}
