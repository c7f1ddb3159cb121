using System.Buffers.Text;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>Private and symmetric JSON web keys, also inside a text that is itself a JSON value, and as JavaScript and YAML write them.</summary>
internal sealed class JsonWebKeyFormat : TextKeyFormat
{
    private const int LeastSymmetric = 16;

    // Where the members are sorted, the type stands behind the secret numbers, too far from the beginning for a long key.
    public override IReadOnlyList<ShapeAnchor> Anchors { get; } =
        [new("\"kty\""), new("\\\"kty\\\""), new("\\u0022kty\\u0022"), new("\"dp\""), new("\\\"dp\\\""), new("\\u0022dp\\u0022"), new("kty:"), new("'kty'")];

    public override int MaxBefore => JsonMembers.MaxBefore;

    public override int MaxLength => 16 * 1024;

    public override bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open)
    {
        ReadOnlySpan<char> near = text[..Math.Min(text.Length, anchorAt + MaxLength)];
        if (JsonMembers.Locate(near, anchorAt, text[anchorAt..].TrimStart("\\\"u02").StartsWith("dp"), out start, out length, out open))
        {
            return true;
        }

        bool lines = text[anchorAt] is 'k' or '\'' && JsonMembers.LocateLines(near, anchorAt, out start, out length);
        open &= !lines;
        return lines;
    }

    public override KeyFacts? Parse(ReadOnlySpan<char> value)
    {
        if ((JsonMembers.Read(value) ?? JsonMembers.ReadLoose(value.ToString())) is not { Count: > 0 } texts)
        {
            return null;
        }

        // What begins in the middle has lost its exponent; the primes tell as much.
        bool cut = value is not ['{', ..];
        byte[] Number(string name) => texts.Find(t => t.Path.Count == 1 && t.Name == name) is { } text && Base64Url.IsValid(text.Value) ? Base64Url.DecodeFromChars(text.Value) : [];
        string Text(string name) => texts.Find(t => t.Path.Count == 1 && t.Name == name)?.Value ?? "";
        KeyFacts? facts = Text("kty") switch
        {
            "RSA" when Number("d").Length > 0 || (cut && Number("p").Length > 0) => RsaKey.Judge(Number("n"), Number("e"), Number("d"), Number("p"), Number("q")),
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
