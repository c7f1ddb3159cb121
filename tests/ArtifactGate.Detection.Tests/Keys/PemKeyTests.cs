using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Private keys in PEM, in every costume, and what only looks like one.</summary>
public sealed class PemKeyTests
{
    public static TheoryData<string> OpenSslKeys => new(
        "genrsa -traditional -out key 1024", "genrsa -out key 2048", "genpkey -algorithm ED25519 -out key", "genpkey -algorithm X25519 -out key",
        "genpkey -algorithm ED448 -out key",
        "ecparam -genkey -noout -name prime256v1 -out key", "ecparam -genkey -noout -name secp384r1 -out key",
        "ecparam -genkey -noout -name secp521r1 -out key", "ecparam -genkey -noout -name secp256k1 -out key",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key");

    public static TheoryData<string> Costumes => new(
        "plain", "crlf", "json", "json-crlf", "json-unicode", "one-line", "one-line-spaces", "yaml", "csharp-lines", "java-lines", "comment",
        "vb-lines", "csharp-names", "java-names", "pascal-numbers", "php-names", "sql-names", "lua-lines", "xml", "utf16", "yaml-quoted", "double-escaped", "shell", "added", "removed", "quoted-mail", "hash", "log", "log-crlf", "console", "line-numbers");

    [Theory]
    [MemberData(nameof(OpenSslKeys))]
    public void Finds_what_openssl_makes_and_is_silent_about_its_public_half(string command)
    {
        using var tool = new KeyTool();
        tool.Run("openssl", command.Split(' ')).Run("openssl", "pkey", "-in", "key", "-pubout", "-out", "public");
        Match match = KeyScan.One(tool["key"], "AG2001");
        Assert.Equal(Evidence.Proven, match.Evidence);
        Assert.False(match.Encrypted);
        Assert.Equal(tool.Text("key").TrimEnd().Length, match.ByteLength);
        Assert.Empty(KeyScan.Of(tool["public"]));
        if (!command.Contains("448", StringComparison.Ordinal))
        {
            tool.Run("openssl", "pkey", "-in", "key", "-pubout", "-outform", "DER", "-out", "spki");
            Assert.Equal("SHA256:" + Convert.ToHexStringLower(SHA256.HashData(tool["spki"])), match.Detail("publicKey"));
        }

        KeyScan.AssertNeverThrows(tool["key"]);
    }

    [Fact]
    public void Finds_a_dsa_key_in_both_of_its_forms_under_one_name()
    {
        using var tool = new KeyTool();
        tool.Run("openssl", "dsaparam", "-out", "parameters", "1024").Run("openssl", "gendsa", "-out", "pkcs8", "parameters")
            .Run("openssl", "dsa", "-in", "pkcs8", "-out", "old");
        tool.Run("openssl", "pkey", "-in", "pkcs8", "-traditional", "-out", "traditional");
        Match match = KeyScan.One(tool["pkcs8"], "AG2001");
        KeyScan.AssertClear(match);
        Assert.Equal(match.Fingerprint, KeyScan.One(tool["traditional"], "AG2001").Fingerprint);
    }

    [Theory]
    [InlineData("-aes256")]
    [InlineData("-des3 -traditional")]
    [InlineData("-aes128 -traditional")]
    public void Lowers_what_is_behind_a_password_unless_everybody_knows_it(string cipher)
    {
        using var tool = new KeyTool();
        string[] options = cipher.Split(' ');
        tool.Run("openssl", ["genrsa", .. options.AsSpan(1), "-out", "clear", "1024"]);
        tool.Run("openssl", ["rsa", "-in", "clear", .. options, "-passout", "pass:" + tool.Password, "-out", "strong"]);
        tool.Run("openssl", ["rsa", "-in", "clear", .. options, "-passout", "pass:changeit", "-out", "weak"]);
        KeyScan.AssertEncrypted(KeyScan.One(tool["strong"], "AG2001"));
        Match weak = KeyScan.One(tool["weak"], "AG2001");
        KeyScan.AssertClear(weak);
        Assert.Equal("common password", weak.Detail("protection"));
        Assert.Equal(KeyScan.One(tool["clear"], "AG2001").Fingerprint, weak.Fingerprint);
        KeyScan.AssertNeverThrows(tool["strong"]);
    }

    [Theory]
    [MemberData(nameof(Costumes))]
    public void Finds_a_key_in_every_costume(string costume)
    {
        using RSA rsa = RSA.Create(1024);
        foreach (string pem in (string[])[rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportRSAPrivateKeyPem()])
        {
            byte[] dressed = Dress(pem, costume);
            Match match = KeyScan.One(dressed, "AG2001");
            KeyScan.AssertClear(match);
            Assert.Equal(KeyScan.One(pem, "AG2001").Fingerprint, match.Fingerprint);
            if (costume != "utf16")
            {
                string found = Encoding.UTF8.GetString(dressed, (int)match.Offset, match.ByteLength);
                Assert.StartsWith("-----BEGIN", found, StringComparison.Ordinal);
                Assert.EndsWith(" KEY-----", found, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("one-line")]
    [InlineData("json")]
    [InlineData("yaml")]
    [InlineData("added")]
    [InlineData("removed")]
    public void Finds_an_encrypted_key_with_headers_in_costume(string costume)
    {
        using var tool = new KeyTool();
        tool.Run("openssl", "genrsa", "-traditional", "-aes128", "-passout", "pass:" + tool.Password, "-out", "key", "1024");
        KeyScan.AssertEncrypted(KeyScan.One(Dress(tool.Text("key").TrimEnd(), costume), "AG2001"));
    }

    [Fact]
    public void Keeps_a_key_that_is_cut_off()
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        for (int length = pem.Length / 2; length < (pem.Length / 2) + 9; length++)
        {
            Match match = KeyScan.One(pem[..length], "AG2001");
            Assert.Equal(Evidence.Format, match.Evidence);
            Assert.Equal("true", match.Detail("truncated"));
        }

        Match broken = KeyScan.One([.. Encoding.UTF8.GetBytes(pem[..(pem.Length / 2)]), 0, 0, 1, 2, 3], "AG2001");
        Assert.Equal("true", broken.Detail("truncated"));
    }

    [Fact]
    public void Finds_a_key_longer_than_a_first_look()
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\n" + new string(' ', 2000));
        KeyScan.AssertClear(KeyScan.One(new string('.', 5000) + pem + " tail", "AG2001"));
    }

    [Fact]
    public void Is_silent_about_headers_without_a_key()
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        string begin = pem[..27], end = pem[^25..];
        string[] texts =
        [
            begin, begin + "\n" + end, begin + "\n...\n" + end, $"if (text.StartsWith(\"{begin}\")) {{ Load(text); }}",
            $"{begin}\n<your key here>\n{end}", $"{begin}\n{pem[28..92]}\n...\n{end}", $"{begin}\n{pem[28..92]}\n{pem[93..157]}\n[snip]\n{end}",
            $"{begin}\\n${{KEY}}\\n{end}", $"{begin}\n{new string('A', 640)}\n{end}", $"{begin}\n{Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())}\n{end}",
            rsa.ExportSubjectPublicKeyInfoPem(), rsa.ExportRSAPublicKeyPem(),
        ];
        foreach (string text in texts)
        {
            Assert.Empty(KeyScan.Of(text));
            Assert.Empty(KeyScan.Of(Encoding.Unicode.GetBytes(text)));
        }
    }

    [Fact]
    public void Is_silent_about_a_documented_sample_but_not_about_a_damaged_key()
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportRSAPrivateKeyPem();
        int at = pem.IndexOf('\n', pem.Length / 3) + 20;
        Match damaged = KeyScan.One(pem[..at] + "SAMPLES" + pem[(at + 7)..], "AG2001");
        Assert.Equal(Evidence.Format, damaged.Evidence);
        Assert.Empty(KeyScan.Of(pem[..at] + "EXAMPLE" + pem[(at + 7)..]));
    }

    [Fact]
    public void Is_silent_about_lines_with_prefixes_that_hold_no_key()
    {
        using RSA rsa = RSA.Create(2048);
        string[] lines = rsa.ExportPkcs8PrivateKeyPem().Split('\n');
        string broken = string.Concat(lines.Select((l, i) => i == 9 ? "08:15 and so on\n" : $"08:15 {l}\n"));
        Assert.Empty(KeyScan.Of(broken));
        Assert.Empty(KeyScan.Of(string.Concat(lines[..9].Select(l => $"08:15 {l}\n"))));
        Assert.Empty(KeyScan.Of(string.Concat(rsa.ExportSubjectPublicKeyInfoPem().Replace("PUBLIC", "PRIVATE", StringComparison.Ordinal).Split('\n').Select(l => $"08:15 {l}\n"))));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(250)]
    public void Finds_a_key_with_prefixes_longer_than_a_first_look(int length)
    {
        using RSA rsa = RSA.Create(4096);
        string stamp = new('.', length);
        string text = new string('-', 6000) + "\n" + string.Concat(rsa.ExportRSAPrivateKeyPem().Split('\n').Select(l => $"{stamp} {l}\n")) + "the end\n";
        KeyScan.AssertClear(KeyScan.One(text, "AG2001"));
    }

    [Theory]
    [InlineData("AB// CD", 2, false, 1)]
    [InlineData("AB/// CD", 2, false, 1)]
    [InlineData("AB\n  // CD", 5, true, 2)]
    [InlineData("AB+ CD", 2, false, 1)]
    [InlineData("\"AB\" + \"CD\"", 5, true, 1)]
    public void Tells_comments_and_joins_from_characters_of_the_key(string text, int at, bool expected, int expectedLength)
    {
        int length = 1;
        Assert.Equal(expected, Detection.Keys.PemEscapes.IsJoinOrComment(text, at, ref length));
        Assert.Equal(expectedLength, length);
    }

    [Fact]
    public void Is_silent_about_a_certificate()
    {
        using RSA rsa = RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        Assert.Empty(KeyScan.Of(certificate.ExportCertificatePem()));
        Assert.Empty(KeyScan.Of(certificate.RawData));
        Assert.Empty(KeyScan.Of(request.CreateSigningRequest()));
    }

    [Fact]
    public void Ends_quickly_on_headers_without_end()
    {
        string header = "-----BEGIN PRIVATE KEY-----\n";
        Assert.Empty(KeyScan.Of(string.Concat(Enumerable.Repeat(header, 40_000))));
        Assert.Empty(KeyScan.Of(string.Concat(Enumerable.Repeat(header + "MIIE\0", 20_000))));
    }

    private static byte[] Dress(string pem, string costume)
    {
        string[] lines = pem.Split('\n');
        string text = costume switch
        {
            "plain" => pem + "\n",
            "crlf" => pem.ReplaceLineEndings("\r\n"),
            "json" => $"{{\"key\":\"{pem.Replace("\n", "\\n", StringComparison.Ordinal)}\"}}",
            "json-crlf" => $"{{\"key\":\"{pem.Replace("\n", "\\r\\n", StringComparison.Ordinal)}\\r\\n\"}}",
            "json-unicode" => System.Text.Json.JsonSerializer.Serialize(new { key = pem }),
            "one-line" => "KEY=" + pem.ReplaceLineEndings(" "),
            "one-line-spaces" => pem.ReplaceLineEndings(""),
            "yaml" => "key: |\n" + string.Concat(lines.Select(l => "    " + l + "\n")) + "next: 1\n",
            "csharp-lines" => string.Join(" +\n", lines.Select(l => $"    \"{l}\\n\"")) + ";",
            "java-lines" => string.Join("\n", lines.Select(l => $"    + \"{l}\\r\\n\"")) + ";",
            "vb-lines" => string.Join(" & vbCrLf & _\r\n", lines.Select(l => $"    \"{l}\"")),
            "csharp-names" => string.Join(" + Environment.NewLine +\n", lines.Select(l => $"    \"{l}\"")) + ";",
            "java-names" => string.Join("\n", lines.Select(l => $"    + \"{l}\" + System.lineSeparator()")) + ";",
            "pascal-numbers" => string.Join("#13#10 +\n", lines.Select(l => $"    '{l}'")) + ";",
            "php-names" => string.Join("\n", lines.Select(l => $"    . '{l}' . PHP_EOL")) + ";",
            "sql-names" => string.Join("||chr(13)||chr(10)||", lines.Select(l => $"'{l}'")) + ")",
            "lua-lines" => string.Join(" ..\n", lines.Select(l => $"    \"{l}\\n\"")),
            "added" => "@@ -0,0 +1,9 @@\n" + string.Concat(lines.Select(l => "+" + l + "\n")) + "diff --git a/b b/b\n",
            "removed" => "@@ -1,9 +0,0 @@\r\n" + string.Concat(lines.Select(l => "-" + l + "\r\n")),
            "quoted-mail" => "somebody wrote:\n" + string.Concat(lines.Select(l => "> " + l + "\n")),
            "hash" => string.Concat(lines.Select(l => "# " + l + "\n")),
            "log" => string.Concat(lines.Select((l, i) => $"2026-11-27T08:15:{10 + (i % 50)}.123Z INFO deploy/app: {l}\n")),
            "log-crlf" => "start\r\n" + string.Concat(lines.Select((l, i) => $"[08:15:{10 + (i % 50)}] {l}\r\n")) + "[08:16:00] done\r\n",
            "console" => string.Concat(lines.Select(l => "web_1  | " + l + "\n")),
            "line-numbers" => string.Concat(lines.Select((l, i) => $"{i + 1,4} {l}\n")),
            "comment" => string.Concat(lines.Select(l => "// " + l + "\n")),
            "xml" => $"<add value=\"{pem.Replace("\n", "&#xA;", StringComparison.Ordinal)}\" />",
            "utf16" => pem,
            "yaml-quoted" => "key: \"" + string.Join("\\n\\\n  ", lines) + "\"",
            "double-escaped" => pem.Replace("\n", "\\\\n", StringComparison.Ordinal),
            "shell" => string.Join(" \\\n", lines),
            _ => throw new ArgumentOutOfRangeException(nameof(costume)),
        };
        return costume == "utf16" ? Encoding.Unicode.GetBytes(text) : Encoding.UTF8.GetBytes(text);
    }
}
