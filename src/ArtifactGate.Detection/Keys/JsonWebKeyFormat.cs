using System.Buffers.Text;
using System.Text;
using ArtifactGate.Detection.Content;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private and symmetric JSON web keys, also inside a text that is itself a JSON value.</summary>
internal sealed class JsonWebKeyFormat : TextKeyFormat
{
    private const int LeastSymmetric = 16;

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("\"kty\""), new("\\\"kty\\\""), new("\\u0022kty\\u0022")];

    public override int MaxBefore => 512;

    public override int MaxLength => 16 * 1024;

    // A key is a flat object: its braces are the nearest on both sides.
    public override bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open)
    {
        start = length = 0;
        open = false;
        int brace = text[..anchorAt].LastIndexOfAny('{', '}');
        if (brace < 0 || text[brace] != '{' || anchorAt - brace > MaxBefore)
        {
            return false;
        }

        start = brace;
        ReadOnlySpan<char> rest = text[brace..Math.Min(text.Length, brace + MaxLength)];
        int end = rest[1..].IndexOfAny('{', '}') + 1;
        open = end == 0;
        length = end + 1;
        return end > 0 && rest[end] == '}';
    }

    public override KeyFacts? Parse(ReadOnlySpan<char> value)
    {
        string json = value.ToString();
        if (json.Contains("\\u0022", StringComparison.OrdinalIgnoreCase) || json.Contains("\\\"", StringComparison.Ordinal))
        {
            json = json.Replace("\\u0022", "\"", StringComparison.OrdinalIgnoreCase).Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal);
        }

        var texts = new List<JsonText>();
        if (!JsonTexts.Read(Encoding.UTF8.GetBytes(json), texts))
        {
            return null;
        }

        byte[] Number(string name) => texts.Find(t => t.Path.Count == 1 && t.Name == name) is { } text && Base64Url.IsValid(text.Value) ? Base64Url.DecodeFromChars(text.Value) : [];
        string Text(string name) => texts.Find(t => t.Path.Count == 1 && t.Name == name)?.Value ?? "";
        KeyFacts? facts = Text("kty") switch
        {
            "RSA" when Number("d").Length > 0 => RsaKey.Judge(Number("n"), Number("e"), Number("d"), Number("p"), Number("q")),
            "EC" when Number("d").Length > 0 && CurveOf(Text("crv")) is string curve => EcKey.Judge(curve, Number("d"), [4, .. Number("x"), .. Number("y")]),
            "OKP" when Text("crv") == "Ed25519" => Curve25519.JudgeEd25519(Number("d"), Number("x")),
            "OKP" when Text("crv") == "X25519" => Curve25519.JudgeX25519(Number("d"), Number("x")),
            "oct" when Number("k") is var k && k.Length >= LeastSymmetric && Randomness.IsPlausible(k) => new KeyFacts("symmetric", k.Length * 8),
            _ => null,
        };
        return facts is null ? null : facts with { Structure = "JWK", Account = Text("kid") is { Length: > 0 and < 200 } id && !id.Any(char.IsControl) ? id : null };
    }

    public override string Sample(Random random)
    {
        byte[] seed = SampleKeys.Bytes(random, 32), key = Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        return $$"""{"kty":"OKP","crv":"Ed25519","x":"{{Base64Url.EncodeToString(key)}}","d":"{{Base64Url.EncodeToString(seed)}}"}""";
    }

    private static string? CurveOf(string name) => name switch
    {
        "P-256" => KeyOids.P256,
        "P-384" => KeyOids.P384,
        "P-521" => KeyOids.P521,
        "secp256k1" => KeyOids.Secp256K1,
        _ => null,
    };
}
