using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Tests.Leaks;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>
/// What looks like a credential and is none: many random instances of each, all in one zip, without one finding. Each kind goes through the whole
/// engine, so that nothing encoded, packed or named in it alarms either.
/// </summary>
public sealed class QuietTests : LeakTest
{
    private const int Instances = 200;

    public static TheoryData<string> Kinds => [.. All.Keys];

    private static readonly Dictionary<string, Func<Random, (string Name, byte[] Content)>> All = new()
    {
        ["SPDX manifest"] = r => ("_manifest/spdx_2.2/manifest.spdx.json", Bytes(Sbom.Spdx(r, 40))),
        ["CycloneDX manifest"] = r => ("bom.json", Bytes(Sbom.CycloneDx(r, 40))),
        ["CycloneDX manifest in XML"] = r => ("bom.xml", Bytes(Sbom.CycloneDxXml(r, 40))),
        ["lock file"] = r => ("packages.lock.json", Bytes(Sbom.NuGetLock(r, 40))),
        ["npm lock file"] = r => ("package-lock.json", Bytes(Sbom.NpmLock(r, 40))),
        ["yarn lock file"] = r => ("yarn.lock", Bytes(Sbom.YarnLock(r, 40))),
        ["checksums"] = r => ("SHA512SUMS", Bytes(Lines(r, 40, x => $"{Hex(x, 64)}  file{x.Next(99)}.tar.gz"))),
        ["python record"] = r => ("app.dist-info/RECORD", Bytes(Lines(r, 40, x => $"app/m{x.Next(99)}.py,sha256={Base64Url(x, 32)},{x.Next(9999)}"))),
        ["assembly manifest hashes"] = r => ("App.deps.json", Bytes(Lines(r, 40, x => $"\"A{x.Next(99)}/1.0.0\": {{ \"type\": \"package\", \"serviceable\": true, \"sha512\": \"sha512-{Base64Of(x, 64)}\", \"hashPath\": \"a.1.0.0.nupkg.sha512\" }},"))),
        ["integrity attributes"] = r => ("index.html", Bytes(Lines(r, 20, x => $"<script src=\"a{x.Next(9)}.js\" integrity=\"sha384-{Base64Of(x, 48)}\" crossorigin=\"anonymous\"></script>"))),
        ["commits"] = r => ("CHANGELOG.md", Bytes(Lines(r, 40, x => $"* {Hex(x, 20)} Fix token handling ({Hex(x, 4)[..7]}), password: see docs"))),
        ["guids"] = r => ("App.sln", Bytes(Lines(r, 40, x => $"Project(\"{{{Guid(x)}}}\") = \"Secret{x.Next(9)}\", \"Secret\\A.csproj\", \"{{{Guid(x)}}}\"\n\t\t{{{Guid(x)}}}.Debug|Any CPU.ActiveCfg = Debug|Any CPU"))),
        ["identifiers"] = r => ("settings.json", Bytes($$"""{ "AzureAd": { "TenantId": "{{Guid(r)}}", "ClientId": "{{Guid(r)}}", "ApiKeyId": "{{Guid(r)}}" }, "InstrumentationKeyName": "{{Guid(r)}}", "UserSecretsId": "{{Guid(r)}}" }""")),
        ["SOPS YAML"] = r => ("secrets.enc.yaml", Bytes(Encrypted.SopsYaml(r))),
        ["SOPS JSON"] = r => ("secrets.enc.json", Bytes(Encrypted.SopsJson(r))),
        ["SOPS dotenv"] = r => (".env", Bytes(Encrypted.SopsDotEnv(r))),
        ["sealed secret"] = r => ("sealed.yaml", Bytes(Encrypted.SealedSecret(r))),
        ["Ansible vault"] = r => ("vault.yml", Bytes(Encrypted.AnsibleVault(r))),
        ["DPAPI blob"] = r => ("protected.config", Bytes(Encrypted.DataProtected(r))),
        ["encrypted XML"] = r => ("web.config", Bytes(Encrypted.Xml(r))),
        ["encrypted key ring"] = r => ($"DataProtection-Keys/key-{Guid(r)}.xml", Bytes(Encrypted.KeyRing(r))),
        ["PGP message"] = r => ("secret.asc", Bytes(Armor("PGP MESSAGE", [0x85, 1, 0x0C, 3, .. Noise(400, r.Next())]))),
        ["age file"] = r => ("secret.age", Bytes($"age-encryption.org/v1\n-> X25519 {Base64Of(r, 32).TrimEnd('=')}\n{Base64Of(r, 32).TrimEnd('=')}\n--- {Base64Of(r, 32).TrimEnd('=')}\n{Hex(r, 40)}")),
        ["public strong name"] = r => ("key.snk", PublicKeys.StrongName(r)),
        ["public key of the assembly"] = r => ("AssemblyInfo.cs", Bytes($"[assembly: InternalsVisibleTo(\"Tests, PublicKey={Convert.ToHexString(PublicKeys.StrongName(r)).ToLowerInvariant()}\")]\n[assembly: AssemblyKeyFile(\"key.snk\")]\n// PublicKeyToken={Hex(r, 8)}\n")),
        ["SSH public key"] = r => ("authorized_keys", Bytes($"ssh-ed25519 {Convert.ToBase64String([0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Noise(32, r.Next())])} build@contoso\n|1|{Base64Of(r, 20)}|{Base64Of(r, 20)} ssh-rsa {Convert.ToBase64String([0, 0, 0, 7, .. "ssh-rsa"u8, 0, 0, 0, 3, 1, 0, 1, 0, 0, 1, 1, 0, .. Noise(256, r.Next())])}\n")),
        ["JSON web keys"] = r => ("jwks.json", Bytes($$"""{ "keys": [ { "kty": "RSA", "use": "sig", "kid": "{{Base64Url(r, 20)}}", "n": "{{Base64Url(r, 256)}}", "e": "AQAB", "x5c": ["{{Base64Of(r, 700)}}"] }, { "kty": "EC", "crv": "P-256", "x": "{{Base64Url(r, 32)}}", "y": "{{Base64Url(r, 32)}}" } ] }""")),
        ["XML public key"] = r => ("license.xml", Bytes($"<RSAKeyValue><Modulus>{Base64Of(r, 256)}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue><Signature>{Base64Of(r, 256)}</Signature>")),
        ["XML signature"] = r => ("signed.xml", Bytes($"<Signature><SignedInfo><Reference><DigestValue>{Base64Of(r, 32)}</DigestValue></Reference></SignedInfo><SignatureValue>{Base64Of(r, 256)}</SignatureValue><X509Certificate>{Base64Of(r, 900)}</X509Certificate></Signature>")),
        ["placeholders"] = r => ("settings.json", Bytes(Placeholder.Json(r))),
        ["placeholders in an environment file"] = r => (".env", Bytes(Placeholder.DotEnv(r))),
        ["placeholders in configuration"] = Placeholder.Configuration,
        ["placeholders in addresses"] = r => ("README.md", Bytes(Placeholder.Addresses(r))),
        ["declarations"] = r => ("types.d.ts", Bytes(Code.Declarations(r))),
        ["code about credentials"] = r => ("client.cs", Bytes(Code.About(r))),
        ["minified JavaScript"] = r => ("app.min.js", Bytes(Code.Minified(r))),
        ["style sheet with data"] = r => ("app.css", Bytes($"@font-face{{font-family:a;src:url(data:font/woff2;base64,{Convert.ToBase64String([.. "wOF2"u8, .. Noise(4000, r.Next())])}) format(\"woff2\")}}.b{{background:url(data:image/png;base64,{Convert.ToBase64String([0x89, .. "PNG\r\n\x1a\n"u8, .. Noise(2000, r.Next())])})}}")),
        ["wasm in JavaScript"] = r => ("wasm.js", Bytes($"var b=Uint8Array.from(atob('{Convert.ToBase64String([0, .. "asm"u8, 1, 0, 0, 0, .. Noise(4000, r.Next())])}'),c=>c.charCodeAt(0));")),
        ["rules of scanners"] = r => (r.Next(3) switch { 0 => "gitleaks.toml", 1 => "rules.yml", _ => "patterns.json" }, Bytes(ScannerRules.Any(r))),
        ["noise"] = r => ("data.bin", Noise(4000, r.Next())),
        ["noise in base64"] = r => ("data.txt", Bytes(Base64Of(r, 3000))),
        ["noise in hexadecimal"] = r => ("data.txt", Bytes(Hex(r, 2000))),
        ["package signature"] = r => (".signature.p7s", PublicKeys.Signature(r)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_found_in(string kind)
    {
        var files = new (string, byte[])[Instances];
        for (int i = 0; i < Instances; i++)
        {
            (string name, byte[] content) = All[kind](new Random(HashCode(kind) + i));
            files[i] = ($"{i}/{name}", content);
        }

        GateResult result = Scan("quiet.zip", Zip(files));
        Assert.Equal("", string.Join("\n", result.Findings.Take(20).Select(f => $"{f.Rule.Code} in {LineOf(f, files)}")));
        Assert.Empty(result.Unread);
    }

    [Theory]
    [InlineData("github-pat")]
    [InlineData("github-installation")]
    [InlineData("nuget-api-key")]
    [InlineData("npm-token")]
    [InlineData("azure-devops-pat")]
    [InlineData("google-api-key")]
    [InlineData("stripe-secret-key")]
    [InlineData("rubygems-key")]
    [InlineData("pypi-token")]
    [InlineData("atlassian-api-token")]
    public void Nearly_a_credential_is_none(string name)
    {
        var rule = (TokenRule)RuleBook.Default.Find(name)!;
        var files = new List<(string, byte[])>();
        for (int seed = 0; seed < Instances; seed++)
        {
            string token = SampleSecrets.Token(name, seed);
            if (name is not ("pypi-token" or "atlassian-api-token" or "stripe-secret-key"))
            {
                // Of the others any length is a token.
                files.Add(($"{seed}/short.txt", Bytes($"key = {token[..^1]}\n")));
            }

            string wrong = token[..^1] + Another(token[^1]);
            if (rule.Proof is { Rejects: true } proof && proof.Check(wrong).Outcome == ProofOutcome.Fails)
            {
                files.Add(($"{seed}/wrong.txt", Bytes($"key = {wrong}\n")));
            }
        }

        Assert.Equal((name, ""), (name, string.Join("\n", FindingsOf("near.zip", Zip([.. files])).Take(10))));
    }

    [Fact]
    public void Certificates_and_their_stores_are_public()
    {
        using RSA rsa = RSA.Create(2048);
        using X509Certificate2 own = new CertificateRequest("CN=Contoso", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(70));
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(own.RawData);
        byte[] store = certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "changeit");
        byte[] chain = new X509Certificate2Collection(certificate).Export(X509ContentType.Pkcs7)!;
        Assert.Empty(FindingsOf("a.zip", Zip(
            ("trust.p12", store), ("a.cer", certificate.RawData), ("a.pem", Bytes(certificate.ExportCertificatePem())), ("a.p7b", chain),
            ("public.pem", Bytes(rsa.ExportSubjectPublicKeyInfoPem())), ("rsa.pem", Bytes(rsa.ExportRSAPublicKeyPem())), ("public.der", rsa.ExportSubjectPublicKeyInfo()),
            ("a.yaml", Bytes($"ca: {Convert.ToBase64String(Bytes(certificate.ExportCertificatePem()))}\nstore: {Convert.ToBase64String(store)}\n")),
            ("request.csr", Bytes(new CertificateRequest("CN=a", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem())),
            ("a.json", Bytes($$"""{ "certificate": "{{certificate.ExportCertificatePem().ReplaceLineEndings("\\n")}}" }""")))));
    }

    [Fact]
    public void A_trust_store_of_Java_is_public()
    {
        string? keytool = ProgramRun.Find("keytool");
        Assert.SkipWhen(keytool is null, "keytool is not installed");
        using RSA rsa = RSA.Create(2048);
        using X509Certificate2 own = new CertificateRequest("CN=Contoso", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(70));
        File.WriteAllText(Path.Combine(Folder, "a.pem"), own.ExportCertificatePem());
        foreach (string type in (string[])["JKS", "PKCS12"])
        {
            ProgramRun run = ProgramRun.Start(keytool!, ["-importcert", "-noprompt", "-alias", "a", "-file", "a.pem", "-keystore", type, "-storetype", type, "-storepass", "changeit"], Folder);
            Assert.True(run.ExitCode == 0, run.Output);
            Assert.Empty(FindingsOf(type + ".zip", Zip((type.ToLowerInvariant(), File.ReadAllBytes(Path.Combine(Folder, type))))));
        }
    }

    [Fact]
    public void The_catalogue_of_our_own_rules_alarms_nobody()
    {
        var text = new StringBuilder();
        foreach (Rule rule in RuleBook.Default.Rules)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {rule.Code} | {rule.Name} | {rule.Title} | {rule.Risk} | {rule.Revoke} | {rule.Reference} |");
            if (rule is TokenRule token)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"anchors: {string.Join(", ", token.Shape.Anchors.Select(a => a.Literal))} preview {token.Shape.PreviewPrefix}");
            }

            if (rule is ContextRule context)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"keywords: {string.Join(", ", context.Keywords)} = {string.Join("|", context.NameWords)}");
            }
        }

        Assert.Empty(FindingsOf("rules.md", Bytes(text.ToString())));
        Assert.Empty(FindingsOf("Detection.dll", File.ReadAllBytes(typeof(Rule).Assembly.Location)));
    }

    [Fact]
    public void Literals_beside_each_other_are_no_address()
    {
        string source = Path.Combine(Folder, "A.cs"), library = Path.Combine(Folder, "A.dll");
        File.WriteAllText(source, "class A { string[] M() => [\"op://\", \"vault:\", \"keyvault:\", \"@Contoso.Vault(\", \"https://\", \"user:\", \"k7Rq2mXv9b\", \"@host.contoso.net\"]; }");
        Compiler.Compile(source, library);
        Assert.Empty(FindingsOf("Literals.dll", File.ReadAllBytes(library)));
    }

    [Fact]
    public void A_published_sample_is_allowed_and_told()
    {
        // The documented key id of AWS, put together at run time.
        string sample = "AKIA" + string.Concat("IOSFODNN7", "EXAMPLE");
        GateResult result = Scan("a.txt", Bytes($"aws_access_key_id = {sample}\n"));
        Assert.All(result.Findings, f => Assert.Equal(Verdict.Allowed, f.Verdict));
        Assert.Equal(RunVerdict.Passed, result.Verdict);
    }

    // Nothing in these files is secret, and without the line nobody could mend a rule.
    private static string LineOf(Finding finding, (string Name, byte[] Content)[] files)
    {
        string[] lines = Encoding.UTF8.GetString(Array.Find(files, f => f.Name == finding.Path.Inner).Content).Split('\n');
        string line = finding.Location.Line is int number && number <= lines.Length ? lines[number - 1] : "";
        return $"{finding.Path.Inner}: {line[..Math.Min(line.Length, 300)]}";
    }

    private static char Another(char c) => c switch
    {
        '9' => '0',
        'Z' => 'A',
        'z' => 'a',
        _ => (char)(c + 1),
    };

    // The same in every run.
    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)) & 0xFFFFFF;

    private static string Armor(string name, byte[] content) => $"-----BEGIN {name}-----\n\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n=abcd\n-----END {name}-----\n";

    private static string Lines(Random random, int count, Func<Random, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(_ => line(random))) + "\n";

    private static string Hex(Random random, int length) => RandomText.Hex(random, length);

    private static string Base64Of(Random random, int length) => RandomText.Base64(random, length);

    private static string Base64Url(Random random, int length) => RandomText.Base64Url(random, length);

    private static string Guid(Random random) => RandomText.Guid(random);
}
