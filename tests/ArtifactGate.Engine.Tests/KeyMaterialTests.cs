using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Engine.Tests;

/// <summary>Key material and files with credentials through the whole engine: window borders, encodings, one finding for one key.</summary>
public sealed class KeyMaterialTests : IDisposable
{
    private const int Window = 128 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-keys-").FullName;

    public static TheoryData<string> KeyRules => new(RuleBook.Default.Rules.Where(r => r.Code.StartsWith("AG2", StringComparison.Ordinal)).Select(r => r.Code));

    public static TheoryData<string> FileRules => new(RuleBook.Default.Rules.OfType<ContentRule>().Select(r => r.Code));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(KeyRules))]
    public void A_key_is_one_finding_wherever_the_window_border_falls(string code)
    {
        RuleSample sample = Sample(RuleBook.Default.Find(code)!);
        foreach (int border in (int[])[Window, Window - 4096])
        {
            foreach (int before in (int[])[sample.Bytes.Length + 1, sample.Bytes.Length, sample.Bytes.Length / 2, 30, 8, 1, 0])
            {
                var content = new byte[Window * 2];
                content.AsSpan().Fill((byte)' ');
                sample.Bytes.CopyTo(content, border - before);
                Finding finding = Assert.Single(Scan("big.bin", content).Findings);
                Assert.Equal((code, (long)(border - before + sample.Start)), (finding.Rule.Code, finding.Location.Offset));
            }
        }
    }

    [Theory]
    [MemberData(nameof(KeyRules))]
    public void A_key_in_base64_is_found_under_the_same_name(string code)
    {
        RuleSample sample = Sample(RuleBook.Default.Find(code)!);
        string fingerprint = Assert.Single(Scan("a.bin", sample.Bytes).Findings).Fingerprint;
        Finding finding = Assert.Single(Scan("a.yaml", Encoding.UTF8.GetBytes($"key: {Convert.ToBase64String(sample.Bytes)}\n")).Findings);
        Assert.Equal((code, fingerprint), (finding.Rule.Code, finding.Fingerprint));
        Assert.StartsWith("base64 > ", finding.Encoding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_key_longer_than_the_window_is_found(int windows)
    {
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        string padded = pem.ReplaceLineEndings("\n" + new string(' ', windows * Window / pem.Count(c => c == '\n')));
        Finding finding = Assert.Single(Scan("a.txt", Encoding.UTF8.GetBytes(new string('.', 100_000) + padded)).Findings);
        Assert.Equal(("AG2001", 100_000L, Evidence.Proven), (finding.Rule.Code, finding.Location.Offset, finding.Evidence));
        Assert.Equal(padded.Length, finding.Length);
    }

    [Theory]
    [MemberData(nameof(FileRules))]
    public void A_file_with_a_credential_is_found_in_a_folder(string code)
    {
        ContentSample sample = ((ContentRule)RuleBook.Default.Find(code)!).Sample(new Random(5));
        string file = Path.Combine(_folder, "publish", sample.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, sample.Content);
        GateResult result = Run(Path.Combine(_folder, "publish"));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(sample.Path, finding.Path.Inner);
        Assert.Contains(code, finding.Details.GetValueOrDefault("also", "") + finding.Rule.Code, StringComparison.Ordinal);
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void Two_passwords_in_one_file_are_told_apart()
    {
        string one = Guid.NewGuid().ToString("N"), other = Guid.NewGuid().ToString("N");
        GateResult result = Scan("NuGet.Config", Encoding.UTF8.GetBytes($"""
            <configuration><packageSourceCredentials>
              <a><add key="ClearTextPassword" value="{one}" /></a>
              <b><add key="ClearTextPassword" value="{other}" /></b>
            </packageSourceCredentials></configuration>
            """));
        Assert.Equal(2, result.Findings.Select(f => f.Fingerprint).Distinct().Count());
        Assert.All(result.Findings, f => Assert.StartsWith("loc:", f.Fingerprint, StringComparison.Ordinal));
    }

    [Fact]
    public void An_encrypted_key_warns_and_a_clear_one_blocks()
    {
        using RSA rsa = RSA.Create(2048);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        Finding strong = Assert.Single(Scan("a.pem", Encoding.UTF8.GetBytes(rsa.ExportEncryptedPkcs8PrivateKeyPem(Guid.NewGuid().ToString("N"), parameters))).Findings);
        Assert.Equal((Verdict.Warn, "encrypted"), (strong.Verdict, strong.Details["downgraded"]));
        Finding weak = Assert.Single(Scan("b.pem", Encoding.UTF8.GetBytes(rsa.ExportEncryptedPkcs8PrivateKeyPem("changeit", parameters))).Findings);
        Assert.Equal(Verdict.Block, weak.Verdict);
    }

    private static RuleSample Sample(Rule rule) => RuleSample.Of(rule, 5);

    private GateResult Scan(string name, byte[] content)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, content);
        return Run(file);
    }

    private GateResult Run(string path) => new Gate().Run(Options(path));

    private GateOptions Options(string path) => new()
    {
        WorkingDirectory = _folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Artifacts = [new ArtifactInput(path.Replace('\\', '/'), path)],
    };
}
