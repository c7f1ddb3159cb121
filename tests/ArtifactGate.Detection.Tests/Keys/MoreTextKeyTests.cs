using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Keys in the less usual of their text forms, as the framework and the programs write them.</summary>
public sealed class MoreTextKeyTests
{
    private static readonly RSA Rsa = RSA.Create(2048);

    [Fact]
    public void Rsa_parameters_as_a_serializer_writes_them()
    {
        RSAParameters all = Rsa.ExportParameters(true);
        string Xml(params (string Name, byte[]? Value)[] members) => "<?xml version=\"1.0\"?>\n<RSAParameters xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
            + string.Concat(members.Select(m => $"  <{m.Name}>{Convert.ToBase64String(m.Value!)}</{m.Name}>\n")) + "</RSAParameters>\n";
        string text = Xml(("Exponent", all.Exponent), ("Modulus", all.Modulus), ("P", all.P), ("Q", all.Q), ("DP", all.DP), ("DQ", all.DQ), ("InverseQ", all.InverseQ), ("D", all.D));
        KeyScan.AssertClear(KeyScan.One(text, "AG2039"));
        KeyScan.AssertClear(KeyScan.One(text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), "AG2039"));
        Assert.Empty(KeyScan.Of(Xml(("Exponent", all.Exponent), ("Modulus", all.Modulus))));
        Assert.Empty(KeyScan.Of("<RSAParameters><D>AQAB</D></RSAParameters> <RSAParametersExtensions>"));
        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData("const key = {{ kty: 'RSA', n: '{0}', e: 'AQAB', d: '{1}', p: '{2}', q: '{3}' }};")]
    [InlineData("module.exports = {{\n  kty: \"RSA\",\n  n: \"{0}\",\n  e: \"AQAB\",\n  d: \"{1}\",\n  p: \"{2}\",\n  q: \"{3}\",\n}}\n")]
    [InlineData("k = {{'kty': 'RSA', 'n': '{0}', 'e': 'AQAB', 'd': '{1}', 'p': '{2}', 'q': '{3}'}}")]
    [InlineData("keys:\n  - kty: RSA\n    n: {0}\n    e: AQAB\n    d: {1}\n    p: {2}\n    q: {3}\n  - other: 1\n")]
    [InlineData("jwk:\n  use: sig\n  kty: RSA\n  n: {0}\n  e: AQAB\n  d: {1}\n  p: {2}\n  q: {3}\nnext: 1\n")]
    public void Json_web_keys_in_javascript_and_yaml(string form)
    {
        RSAParameters all = Rsa.ExportParameters(true);
        string Text(byte[]? number) => Base64Url.EncodeToString(number);
        string text = string.Format(null, form, Text(all.Modulus), Text(all.D), Text(all.P), Text(all.Q));
        KeyScan.AssertClear(KeyScan.One(text, "AG2033"));
        Assert.Empty(KeyScan.Of(text.Replace("d:", "z:", StringComparison.Ordinal).Replace("'d'", "'z'", StringComparison.Ordinal).Replace(Text(all.P), "", StringComparison.Ordinal)));
        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void Zone_keys_of_bind()
    {
        RSAParameters all = Rsa.ExportParameters(true);
        string Text(byte[]? number) => Convert.ToBase64String(number!);
        string text = $"Private-key-format: v1.3\nAlgorithm: 8 (RSASHA256)\nModulus: {Text(all.Modulus)}\nPublicExponent: AQAB\nPrivateExponent: {Text(all.D)}\nPrime1: {Text(all.P)}\n"
            + $"Prime2: {Text(all.Q)}\nExponent1: {Text(all.DP)}\nExponent2: {Text(all.DQ)}\nCoefficient: {Text(all.InverseQ)}\nCreated: 20260101000000\n";
        KeyScan.AssertClear(KeyScan.One(text, "AG2040"));
        KeyScan.AssertClear(KeyScan.One(text.Replace("\n", "\r\n", StringComparison.Ordinal), "AG2040"));
        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(text));
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        KeyScan.AssertClear(KeyScan.One($"Private-key-format: v1.3\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: {Text(curve.ExportParameters(true).D)}\n", "AG2040"));
        KeyScan.AssertClear(KeyScan.One($"Private-key-format: v1.3\nAlgorithm: 15 (ED25519)\nPrivateKey: {Text(RandomNumberGenerator.GetBytes(32))}\n", "AG2040"));
        Assert.Equal(Evidence.Proven, KeyScan.One($"Private-key-format: v1.3\nAlgorithm: 16 (ED448)\nPrivateKey: {Text(RandomNumberGenerator.GetBytes(57))}\n", "AG2040").Evidence);
        foreach ((int algorithm, int length) in new[] { (157, 16), (163, 32), (165, 64) })
        {
            Match shared = KeyScan.One($"Private-key-format: v1.3\nAlgorithm: {algorithm} (HMAC)\nKey: {Text(RandomNumberGenerator.GetBytes(length))}\nBits: AAA=\n", "AG2040");
            Assert.Equal(Evidence.Format, shared.Evidence);
        }

        Assert.Empty(KeyScan.Of($"Private-key-format: v1.3\nAlgorithm: 163 (HMAC_SHA256)\nKey: {Text(new byte[32])}\nBits: AAA=\n"));
        Assert.Empty(KeyScan.Of($"Private-key-format: v1.3\nAlgorithm: 15 (ED25519)\nPrivateKey: {Text(new byte[32])}\n"));
        Assert.Empty(KeyScan.Of("Private-key-format: v1.2 is what BIND writes.\nAlgorithm: 8\n"));
    }

    [Theory]
    [InlineData("ssh-rsa")]
    [InlineData("ssh-ed25519")]
    [InlineData("ecdsa-sha2-nistp256")]
    public void Dropbear_keys_and_not_their_public_halves(string kind)
    {
        RSAParameters all = Rsa.ExportParameters(true);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECParameters point = curve.ExportParameters(true);
        byte[] seed = RandomNumberGenerator.GetBytes(32), other = Detection.Keys.Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo![^32..];
        (byte[][] open, byte[][] secret) = kind switch
        {
            "ssh-rsa" => (new[] { Number(all.Exponent), Number(all.Modulus) }, new[] { Number(all.D), Number(all.P), Number(all.Q) }),
            "ssh-ed25519" => (new[] { Field([.. seed, .. other]) }, []),
            _ => (new[] { Field("nistp256"u8.ToArray()), Field([4, .. point.Q.X!, .. point.Q.Y!]) }, new[] { Number(point.D) }),
        };
        byte[] name = Field(Encoding.ASCII.GetBytes(kind)), key = [.. name, .. open.SelectMany(b => b), .. secret.SelectMany(b => b)];
        KeyScan.AssertClear(KeyScan.One([1, 2, 3, .. key, 9, 9], "AG2018"));
        KeyScan.AssertNeverThrows(key);
        Assert.Empty(KeyScan.Of(kind == "ssh-ed25519" ? [.. name, .. Field(other)] : [.. name, .. open.SelectMany(b => b), .. new byte[64]]));
    }

    [Theory]
    [InlineData("wg_private_key: {0}\n")]
    [InlineData("WG_PRIVATE_KEY={0}\n")]
    [InlineData("WIREGUARD_PRIVATE_KEY = \"{0}\"\n")]
    [InlineData("\"wireguardPrivateKey\": \"{0}\"")]
    public void Wireguard_keys_by_their_name(string form)
    {
        // Beside a name alone, one key in a thousand looks like words by chance.
        var bytes = new byte[32];
        new Random(1).NextBytes(bytes);
        string key = Convert.ToBase64String(bytes);
        Assert.Equal(Evidence.Context, KeyScan.One(string.Format(null, form, key), "AG2041").Evidence);
        Assert.Empty(KeyScan.Of(string.Format(null, form, key).Replace("private", "public", StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(KeyScan.Of(string.Format(null, form, "$WG_KEY")));
    }

    [Theory]
    [InlineData("ssh2", 70)]
    [InlineData("br", 64)]
    [InlineData("stamps", 64)]
    [InlineData("names", 64)]
    public void Pem_in_other_lines(string lines, int width)
    {
        byte[] key = Rsa.ExportPkcs8PrivateKey();
        string[] body = [.. Convert.ToBase64String(key).Chunk(width).Select(l => new string(l))];
        string[] all = ["-----BEGIN PRIVATE KEY-----", .. body, "-----END PRIVATE KEY-----"];
        string text = lines switch
        {
            "br" => string.Join("<br>\n", all),
            "stamps" => string.Concat(all.Select((l, i) => $"2026-01-02T03:04:{i:00}.123Z {l}\n")),
            "names" => string.Concat(all.Select(l => $"web_1  | {l}\n")),
            _ => string.Join("<br/>", all),
        };
        KeyScan.AssertClear(KeyScan.One(text, "AG2001"));
    }

    private static byte[] Field(byte[] content) => [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static byte[] Number(byte[]? magnitude) => Field(magnitude![0] >= 0x80 ? [0, .. magnitude] : magnitude);
}
