using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Private keys in text forms of their own: PuTTY, JSON web keys, XML, age, cosign.</summary>
public sealed class TextKeyTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Finds_a_private_web_key_and_is_silent_about_its_public_half()
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        RSAParameters r = rsa.ExportParameters(true);
        ECParameters e = ec.ExportParameters(true);
        var full = new Dictionary<string, string> { ["kty"] = "RSA", ["kid"] = "one", ["n"] = Web(r.Modulus), ["e"] = Web(r.Exponent), ["d"] = Web(r.D), ["p"] = Web(r.P), ["q"] = Web(r.Q), ["dp"] = Web(r.DP) };
        var small = new Dictionary<string, string> { ["n"] = Web(r.Modulus), ["e"] = Web(r.Exponent), ["kty"] = "RSA", ["d"] = Web(r.D) };
        var point = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Web(e.Q.X), ["y"] = Web(e.Q.Y), ["d"] = Web(e.D) };
        string? rsaName = KeyScan.One(rsa.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint, ecName = KeyScan.One(ec.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint;
        foreach ((Dictionary<string, string> key, string? name) in (ReadOnlySpan<(Dictionary<string, string>, string?)>)[(full, rsaName), (small, rsaName), (point, ecName)])
        {
            string json = JsonSerializer.Serialize(key);
            string indented = JsonSerializer.Serialize(key, Indented);
            foreach (string text in (string[])[json, indented, $"{{\"keys\":[{json}]}}", JsonSerializer.Serialize(new { key = json }), JsonSerializer.Serialize(new { key = indented }), "var key = \"" + json.Replace("\"", "\\\"", StringComparison.Ordinal) + "\";"])
            {
                Match match = KeyScan.One(text, "AG2033");
                KeyScan.AssertClear(match);
                Assert.Equal(name, match.Fingerprint);
            }

            KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(json));
            key.Remove("d");
            Assert.Empty(KeyScan.Of(JsonSerializer.Serialize(key)));
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    public void Finds_web_keys_with_sorted_members(int bits)
    {
        using RSA rsa = RSA.Create(bits);
        RSAParameters r = rsa.ExportParameters(true);
        var key = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["alg"] = "RS256",
            ["d"] = Web(r.D),
            ["dp"] = Web(r.DP),
            ["dq"] = Web(r.DQ),
            ["e"] = Web(r.Exponent),
            ["kid"] = "one",
            ["kty"] = "RSA",
            ["n"] = Web(r.Modulus),
            ["p"] = Web(r.P),
            ["q"] = Web(r.Q),
            ["qi"] = Web(r.InverseQ),
        };
        string json = JsonSerializer.Serialize(key);
        foreach (string text in (string[])[json, JsonSerializer.Serialize(key, Indented), $"{{\"keys\":[{json},{json}]}}", JsonSerializer.Serialize(new { key = json })])
        {
            List<Match> matches = KeyScan.Of(text);
            Assert.Equal(text.Contains("keys", StringComparison.Ordinal) ? 2 : 1, matches.Count);
            Assert.All(matches, KeyScan.AssertClear);
            Assert.All(matches, m => Assert.Equal("AG2033", m.Rule.Code));
            Assert.Equal(KeyScan.One(rsa.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint, matches[0].Fingerprint);
        }

        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(json), 20);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    public void Finds_parameters_in_json_and_is_silent_about_public_ones(int bits)
    {
        using RSA rsa = RSA.Create(bits);
        RSAParameters r = rsa.ExportParameters(true);
        Dictionary<string, string> Members(params (string Name, byte[]? Value)[] members) => members.ToDictionary(m => m.Name, m => Convert.ToBase64String(m.Value!));
        Dictionary<string, string> sorted = Members(("D", r.D), ("DP", r.DP), ("DQ", r.DQ), ("Exponent", r.Exponent), ("InverseQ", r.InverseQ), ("Modulus", r.Modulus), ("P", r.P), ("Q", r.Q));
        Dictionary<string, string> other = Members(("exponent", r.Exponent), ("modulus", r.Modulus), ("p", r.P), ("q", r.Q), ("dp", r.DP), ("dq", r.DQ), ("inverseQ", r.InverseQ), ("d", r.D));
        string name = KeyScan.One(rsa.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint!;
        foreach (Dictionary<string, string> key in (Dictionary<string, string>[])[sorted, other])
        {
            string json = JsonSerializer.Serialize(key);
            foreach (string text in (string[])[json, JsonSerializer.Serialize(new { KeyId = "4d91", Parameters = key }, Indented), JsonSerializer.Serialize(new { key = json })])
            {
                Match match = KeyScan.One(text, "AG2038");
                KeyScan.AssertClear(match);
                Assert.Equal(name, match.Fingerprint);
            }

            KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(json), 20);
            Assert.Empty(KeyScan.Of(json[..(json.Length / 2)]));
        }

        Assert.Empty(KeyScan.Of(JsonSerializer.Serialize(Members(("Exponent", r.Exponent), ("Modulus", r.Modulus), ("DP", [])))));
        Assert.Empty(KeyScan.Of("{\"D\":\"...\",\"DP\":\"...\",\"Exponent\":\"AQAB\",\"Modulus\":\"...\",\"P\":\"...\",\"Q\":\"...\"}"));
        Assert.Empty(KeyScan.Of("width: \"dp\", { \"DP\": 12 } \"dp\""));
    }

    [Fact]
    public void Knows_symmetric_web_keys_from_text()
    {
        Match match = KeyScan.One($"{{\"kty\":\"oct\",\"k\":\"{Web(RandomNumberGenerator.GetBytes(64))}\"}}", "AG2033");
        Assert.Equal(Evidence.Format, match.Evidence);
        Assert.Empty(KeyScan.Of("{\"kty\":\"oct\",\"k\":\"your-secret-key-goes-here-in-base64url\"}"));
        Assert.Empty(KeyScan.Of("if (o.Has(\"kty\")) { Parse(\"kty\"); }"));
    }

    [Fact]
    public void Finds_a_private_xml_key_and_is_silent_about_its_public_half()
    {
        using RSA rsa = RSA.Create(2048);
        string xml = rsa.ToXmlString(true);
        string? name = KeyScan.One(rsa.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint;
        string escaped = xml.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        foreach (string text in (string[])[xml, escaped, JsonSerializer.Serialize(new { xml }), xml.Replace("><", ">\r\n  <", StringComparison.Ordinal)])
        {
            Match match = KeyScan.One($"x {text} y", "AG2034");
            KeyScan.AssertClear(match);
            Assert.Equal(name, match.Fingerprint);
        }

        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(xml));
        Assert.Empty(KeyScan.Of(rsa.ToXmlString(false)));
        Assert.Empty(KeyScan.Of("<RSAKeyValue><Modulus>...</Modulus><Exponent>AQAB</Exponent><D>...</D></RSAKeyValue>"));
    }

    [Theory]
    [InlineData(2, "\n")]
    [InlineData(3, "\r\n")]
    [InlineData(3, "\\r\\n")]
    public void Finds_putty_keys(int version, string lineEnd)
    {
        using RSA rsa = RSA.Create(1024);
        string clear = Putty(rsa, version, "none", lineEnd);
        Match match = KeyScan.One($"<<{clear}>>", "AG2031");
        KeyScan.AssertClear(match);
        Assert.Equal(KeyScan.One(rsa.ExportPkcs8PrivateKeyPem(), "AG2001").Fingerprint, match.Fingerprint);
        Assert.Equal("rsa-key", match.Identity.Account);
        KeyScan.AssertEncrypted(KeyScan.One(Putty(rsa, version, "aes256-cbc", lineEnd), "AG2031"));
        KeyScan.AssertNeverThrows(Encoding.UTF8.GetBytes(clear));
        Assert.Equal("true", KeyScan.One(clear[..(clear.Length * 3 / 4)], "AG2031").Detail("truncated"));
        Assert.Empty(KeyScan.Of("A file begins with PuTTY-User-Key-File-2: and the type. PuTTY-User-Key-File-3 is newer."));
    }

    [Fact]
    public void Finds_age_keys_with_a_valid_checksum_only()
    {
        var rule = (TokenRule)RuleBook.Default.Find("AG2032")!;
        string key = rule.Proof!.Complete(rule.Shape.Sample(new Random(1)), new Random(1));
        Match match = KeyScan.One($"# public key: age1...\n{key}\n", "AG2032");
        Assert.Equal(Evidence.Proven, match.Evidence);
        Assert.Equal("X25519", match.Detail("algorithm"));
        char other = key[30] == 'Q' ? 'P' : 'Q';
        Assert.Empty(KeyScan.Of(key[..30] + other + key[31..]));
    }

    [Fact]
    public void Does_not_lower_cosign_keys()
    {
        var rule = (TokenRule)RuleBook.Default.Find("AG2004")!;
        Match match = KeyScan.One(rule.Shape.Sample(new Random(1)), "AG2004");
        Assert.False(match.Encrypted);
        Assert.Equal("password", match.Detail("protection"));
        Assert.Empty(KeyScan.Of("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n...\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----"));
    }

    private static string Web(byte[]? number) => Base64Url.EncodeToString(number);

    private static string Putty(RSA rsa, int version, string encryption, string lineEnd)
    {
        RSAParameters key = rsa.ExportParameters(true);
        byte[] open = [.. Field("ssh-rsa"u8), .. Number(key.Exponent), .. Number(key.Modulus)];
        byte[] secret = encryption == "none" ? [.. Number(key.D), .. Number(key.P), .. Number(key.Q), .. Number(key.InverseQ)] : RandomNumberGenerator.GetBytes(320);
        var lines = new List<string> { $"PuTTY-User-Key-File-{version}: ssh-rsa", "Encryption: " + encryption, "Comment: rsa-key" };
        AddBlob(lines, "Public", open);
        if (version == 3 && encryption != "none")
        {
            lines.Add("Key-Derivation: Argon2id");
        }

        AddBlob(lines, "Private", secret);
        lines.Add("Private-MAC: " + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(version == 3 ? 32 : 20)));
        return string.Join(lineEnd, lines);
    }

    private static void AddBlob(List<string> lines, string name, byte[] blob)
    {
        string[] chunks = [.. Convert.ToBase64String(blob).Chunk(64).Select(c => new string(c))];
        lines.Add($"{name}-Lines: {chunks.Length.ToString(CultureInfo.InvariantCulture)}");
        lines.AddRange(chunks);
    }

    private static byte[] Number(byte[]? number) => Field([0, .. number!]);

    private static byte[] Field(ReadOnlySpan<byte> content) => [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];
}
