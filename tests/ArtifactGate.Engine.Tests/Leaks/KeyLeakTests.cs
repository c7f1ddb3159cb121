using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Private keys in every costume in which they were found.</summary>
public sealed class KeyLeakTests : LeakTest
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly string Pem = Rsa.ExportPkcs8PrivateKeyPem();
    private static readonly string PublicPem = Rsa.ExportSubjectPublicKeyInfoPem();

    [Theory]
    [InlineData("pem-private-key", "AG2001")]
    [InlineData("der-private-key", "AG2011")]
    [InlineData("cryptoapi-private-key", "AG2013")]
    [InlineData("strong-name-key", "AG2012")]
    public void A_key_in_the_middle_of_a_memory_dump(string rule, string code)
    {
        byte[] key = RuleBook.Default.Find(rule) is BinaryRule binary ? binary.Sample(new Random(1)) : Bytes(SampleSecrets.Token(rule, 1));
        byte[] dump = [.. "MDMP"u8, .. Noise(3_000_011, 2), .. key, .. Noise(1_500_000, 3)];
        GateResult result = Scan("app.dmp", dump);
        Assert.Equal([$"{code}  block"], Described(result));
        Assert.Equal((3_000_015L, "utf-8", rule), (result.Findings[0].Location.Offset, code == "AG2001" ? result.Findings[0].Encoding : "utf-8", result.Findings[0].Rule.Name));
        Assert.Equal([$"{code} dumps/app.dmp block"], FindingsOf("dump.zip", Zip(("dumps/app.dmp", dump))));
        dump.AsSpan(3_000_015, key.Length).Reverse();
        Assert.Empty(FindingsOf("clean.dmp", dump));
    }

    [Theory]
    [InlineData("")]
    [InlineData("password")]
    [InlineData("changeit")]
    public void A_signing_certificate_with_a_password_that_opens_at_once(string password)
    {
        Assert.Equal(["AG2021 tools/sign.pfx block"], FindingsOf("app.zip", Zip(("tools/sign.pfx", Pfx(password)))));
        Assert.Equal(["AG2021 tools/sign.bin block"], FindingsOf("app2.zip", Zip(("tools/sign.bin", Pfx(password)))));
        Assert.Equal(["AG2021 tools/sign.pfx warn"], FindingsOf("app3.zip", Zip(("tools/sign.pfx", Pfx(Password())))));
        Assert.Empty(FindingsOf("clean.zip", Zip(("tools/public.p12", PublicPfx(password)), ("tools/public.cer", Certificate().Export(X509ContentType.Cert)))));
    }

    [Fact]
    public void A_signing_certificate_as_a_resource_of_an_assembly()
    {
        Assert.Equal(["AG2021 App.Sign.pfx block"], FindingsOf("App.dll", WithResource(Pfx(""))));
        Assert.Equal(["AG2021 lib/net10.0/App.dll!App.Sign.pfx block"], FindingsOf("App.nupkg", Package(("lib/net10.0/App.dll", WithResource(Pfx(""))))));
        Assert.Empty(FindingsOf("Clean.dll", WithResource(PublicPfx(""))));
    }

    public static TheoryData<string, string> Costumes => new()
    {
        { "as it is", "{0}" },
        { "windows", "{0:rn}" },
        { "in JSON", "{{ \"key\": \"{0:n}\" }}" },
        { "in JSON with returns", "{{ \"key\": \"{0:escaped-rn}\" }}" },
        { "in JSON in JSON", "{{ \"a\": \"{{ \\\"key\\\": \\\"{0:nn}\\\" }}\" }}" },
        { "one line", "KEY=\"{0:spaces}\"" },
        { "one line without blanks", "KEY={0:glued}" },
        { "indented YAML", "key: |\n{0:indent}\nother: 1\n" },
        { "folded YAML", "key: >-\n{0:folded}\n" },
        { "quoted YAML", "key: \"{0:continued}\"\n" },
        { "verbatim literal", "class A {{ const string K = @\"{0}\"; }}" },
        { "raw literal", "class A {{ const string K = \"\"\"\n{0:indent}\n    \"\"\"; }}" },
        { "one literal a line", "string k =\n{0:literals};\n" },
        { "one literal a line without breaks", "string k =\n{0:plain-literals};\n" },
        { "JavaScript template", "const k = `{0}`;\n" },
        { "an array of lines", "{{ \"key\": [\n{0:array}\n] }}" },
        { "a comment", "{0:comment}" },
        { "XML", "<key>{0:entities}</key>" },
        { "shell", "export KEY=$'{0:n}'\n" },
    };

    [Theory]
    [MemberData(nameof(Costumes))]
    public void A_PEM_key_in_every_costume(string costume, string format)
    {
        foreach (string key in (string[])[Pem, Rsa.ExportRSAPrivateKeyPem(), ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportECPrivateKeyPem()])
        {
            GateResult result = Scan("app.zip", Zip(("file.txt", string.Format(new CostumeFormatter(), format, key))));
            Assert.Equal((costume, "AG2001 file.txt block"), (costume, string.Join(", ", Described(result))));
            Assert.Equal(Evidence.Proven, result.Findings[0].Evidence);
        }

        Assert.Empty(FindingsOf("clean.zip", Zip(("file.txt", string.Format(new CostumeFormatter(), format, PublicPem)))));
    }

    [Fact]
    public void Every_costume_of_a_key_has_the_same_fingerprint() => Assert.Single(Costumes.Select(c => Scan("a.txt",
        Bytes(string.Format(new CostumeFormatter(), (string)c.Data.Item2, Pem))).Findings.Single().Fingerprint).Distinct());

    [Fact]
    public void Signing_files_travel_through_the_build_as_base64()
    {
        byte[] keystore = ((BinaryRule)RuleBook.Default.Find("java-keystore")!).Sample(new Random(5));
        using ECDsa apple = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (byte[] Content, string Code, string Verdict)[] files =
        [
            (Pfx(""), "AG2021", "block"),
            (Bytes(apple.ExportPkcs8PrivateKeyPem()), "AG2001", "block"),
            (apple.ExportPkcs8PrivateKey(), "AG2011", "block"),
            (keystore, "AG2022", "warn"), // its password is not among the common ones
        ];
        foreach ((byte[] content, string code, string verdict) in files)
        {
            string one = Convert.ToBase64String(content), wrapped = Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);
            (string Name, string Text)[] places =
            [
                (".github/workflows/release.yml", $"env:\n  SIGNING_FILE: {one}\n"),
                ("ci.yml", $"variables:\n  SIGNING_FILE: |\n    {wrapped.ReplaceLineEndings("\n    ")}\n"),
                ("sign.ps1", $"[IO.File]::WriteAllBytes('sign.pfx', [Convert]::FromBase64String('{one}'))\n"),
                ("sign.sh", $"echo {one} | base64 -d > sign.p8\n"),
                ("sign.txt", one),
                ("sign.b64", wrapped),
                ("sign.pem.txt", $"-----BEGIN CERTIFICATE-----\r\n{wrapped}\r\n-----END CERTIFICATE-----\r\n"),
                ("Sign.cs", $"const string K = \"{wrapped.ReplaceLineEndings("\" +\r\n    \"")}\";\n"),
                ("Sign.java", $"String k = \"\"\n    + \"{wrapped.ReplaceLineEndings("\\n\"\n    + \"")}\\n\";\n"),
                ("Sign.vb", $"Const K = \"{wrapped.ReplaceLineEndings("\" & _\r\n    \"")}\"\r\n"),
                ("sign.py", $"K = (\n    '{wrapped.ReplaceLineEndings("'\n    '")}'\n)\n"),
                ("sign.php", $"$k = '{wrapped.ReplaceLineEndings("'\n    . '")}';\n"),
                ("settings.json", $$"""{ "sign": "{{one}}" }"""),
            ];
            foreach ((string name, string text) in places)
            {
                Assert.Equal($"{name}: {code} {name} {verdict}", $"{name}: {string.Join(", ", FindingsOf("app.zip", Zip((name, text))))}");
            }
        }

        string harmless = Convert.ToBase64String(PublicPfx("")), noise = Convert.ToBase64String(Noise(2000, 6));
        Assert.Empty(FindingsOf("clean.zip", Zip(("ci.yml", $"env:\n  A: {harmless}\n  B: {noise}\n"))));
    }

    private static X509Certificate2 Certificate() => new CertificateRequest("CN=Contoso", Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        .CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static byte[] Pfx(string password)
    {
        using X509Certificate2 certificate = Certificate();
        return certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
    }

    // A store with the certificate only.
    private static byte[] PublicPfx(string password)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Certificate().Export(X509ContentType.Cert));
        return certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
    }

    private byte[] WithResource(byte[] content)
    {
        string source = Path.Combine(Folder, "A.cs"), resource = Path.Combine(Folder, "sign.pfx"), library = Path.Combine(Folder, "Built.dll");
        File.WriteAllText(source, "class A { }");
        File.WriteAllBytes(resource, content);
        Compiler.Compile(source, library, $"-resource:{resource},App.Sign.pfx");
        return File.ReadAllBytes(library);
    }
}
