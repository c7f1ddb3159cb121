using System.Numerics;
using ArtifactGate.Detection.Content;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The framework's parameters of an RSA key written as JSON, with the private numbers: the developer key of IdentityServer, the credentials of a GitHub
/// runner, and whatever else serializes them. Names in any case, numbers in base64.
/// </summary>
internal sealed class RsaParametersFormat : TextKeyFormat
{
    // In every order that a serializer writes, what tells the key stands behind the first of the two, if not before it.
    public override IReadOnlyList<ShapeAnchor> Anchors { get; } =
    [
        new("\"dp\"", IgnoreCase: true), new("\\\"dp\\\"", IgnoreCase: true), new("\\u0022dp\\u0022", IgnoreCase: true),
        new("\"modulus\"", IgnoreCase: true), new("\\\"modulus\\\"", IgnoreCase: true), new("\\u0022modulus\\u0022", IgnoreCase: true),
    ];

    public override int MaxBefore => JsonMembers.MaxBefore;

    public override int MaxLength => 16 * 1024;

    public override bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open) =>
        JsonMembers.Locate(text[..Math.Min(text.Length, anchorAt + MaxLength)], anchorAt, mayBeginThere: true, out start, out length, out open);

    public override KeyFacts? Parse(ReadOnlySpan<char> value)
    {
        if (JsonMembers.Read(value) is not { } texts)
        {
            return null;
        }

        byte[] d = Number(texts, "D"), p = Number(texts, "P"), q = Number(texts, "Q");
        KeyFacts? facts = d.Length + p.Length == 0 ? null : RsaKey.Judge(Number(texts, "Modulus"), Number(texts, "Exponent"), d, p, q);
        Array.Clear(d);
        Array.Clear(p);
        Array.Clear(q);
        return facts is null ? null : facts with { Structure = "RSAParameters" };
    }

    public override string Sample(Random random)
    {
        var key = new SampleRsa(random);
        static string Text(BigInteger number) => Convert.ToBase64String(number.ToByteArray(isUnsigned: true, isBigEndian: true));
        return $$"""{"D":"{{Text(key.D)}}","DP":"{{Text(key.D % (key.P - 1))}}","Exponent":"AQAB","Modulus":"{{Text(key.N)}}","P":"{{Text(key.P)}}","Q":"{{Text(key.Q)}}"}""";
    }

    private static byte[] Number(List<JsonText> texts, string name)
    {
        if (texts.Find(t => t.Path.Count == 1 && t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } text)
        {
            return [];
        }

        var bytes = new byte[text.Value.Length];
        return Convert.TryFromBase64String(text.Value, bytes, out int length) ? bytes[..length] : [];
    }
}
