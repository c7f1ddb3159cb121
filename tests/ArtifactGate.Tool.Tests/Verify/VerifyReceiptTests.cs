using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Verify;

/// <summary>Whether a receipt is to be trusted, with the real program.</summary>
public sealed class VerifyReceiptTests : IDisposable
{
    private readonly VerifyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nobody_is_trusted_unless_a_key_or_the_lack_of_one_is_named()
    {
        _folder.Passes("scan", "out/a.txt", "--receipt", "plain.json");
        _folder.Scanned("out/a.txt");
        _folder.RefusedWith("is trusted by nobody: give the public key that it must be signed with (--key PUB), or take it without (--unsigned)", "r.json", "out/a.txt");
        _folder.RefusedWith("'plain.json' is trusted by nobody", "plain.json", "out/a.txt");
        _folder.Refused("'plain.json' is not signed", "plain.json", "out/a.txt");
        foreach (string receipt in new[] { "plain.json", "r.json" })
        {
            string output = _folder.Passes("verify", receipt, "out/a.txt", "--unsigned");
            Assert.Contains("verified: 1 artifact by 1 receipt", output, StringComparison.Ordinal);
            Assert.Contains("integrity against accidents only", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_edited_receipt_is_refused()
    {
        _folder.Scanned("out/a.txt");
        JsonNode envelope = JsonNode.Parse(_folder.Read("r.json"))!;
        string statement = Encoding.UTF8.GetString(Convert.FromBase64String((string)envelope["payload"]!));
        envelope["payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(statement.Replace("out/a.txt", "out/b.txt", StringComparison.Ordinal)));
        _folder.Write("r.json", envelope.ToJsonString());
        _folder.Refused("has a signature that does not hold for the key", "r.json", "out/a.txt");
        envelope["signatures"] = new JsonArray();
        _folder.Write("r.json", envelope.ToJsonString());
        _folder.Refused("'r.json' is not signed, and must be with the key", "r.json", "out/a.txt");
        _folder.Write("r.json", envelope.ToJsonString()[..200]);
        _folder.Refused("'r.json' is no JSON that can be trusted", "r.json", "out/a.txt");
    }

    [Fact]
    public void The_signature_of_another_key_is_refused_and_both_are_named()
    {
        _folder.Scanned("out/a.txt");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _folder.Write("other.pub", other.ExportSubjectPublicKeyInfoPem());
        string expected = Convert.ToHexStringLower(SHA256.HashData(other.ExportSubjectPublicKeyInfo()));
        _folder.RefusedWith($"is signed with another key: expected is {expected}, there is ", "r.json", "out/a.txt", "--key", "other.pub");
    }

    [Fact]
    public void Age_counts_in_both_directions()
    {
        _folder.Scanned("out/a.txt");
        Age(TimeSpan.FromHours(25));
        _folder.Refused("'r.json' is too old", "r.json", "out/a.txt");
        _folder.Verified("r.json", "out/a.txt", "--max-age", "26h");
        _folder.Verified("r.json", "out/a.txt", "--max-age", "off");
        Age(TimeSpan.FromMinutes(-10));
        _folder.Refused("'r.json' is from the future", "r.json", "out/a.txt", "--max-age", "off");
    }

    [Fact]
    public void Another_rule_set_is_refused_unless_it_is_named()
    {
        _folder.Write("acme.toml", "[[rules]]\nid = \"acme\"\nregex = '''acme_[a-z0-9]{32}'''\n");
        _folder.Scanned("out/a.txt", "--rules", "acme.toml");
        string digest = "";
        _folder.Edit("r.json", s => digest = (string)VerifyFolder.Extension(s)["rules"]!["digest"]!);
        _folder.Refused($"'r.json' is of another rule set: expected is {RuleBook.Default.Digest}, there is {digest}", "r.json", "out/a.txt");
        _folder.Verified("r.json", "out/a.txt", "--rules-digest", digest);
        _folder.Verified("r.json", "out/a.txt", "--rules-digest", new string('0', 64), "--rules-digest", digest["sha256:".Length..].ToUpperInvariant());
    }

    [Fact]
    public void Another_policy_is_refused_when_some_are_named()
    {
        _folder.Write("artifactgate.json", "{ }");
        _folder.Scanned("out/a.txt", "--policy", "artifactgate.json");
        string own = Convert.ToHexStringLower(SHA256.HashData("{ }"u8)), other = Convert.ToHexStringLower(SHA256.HashData("{}"u8));
        _folder.Verified("r.json", "out/a.txt");
        _folder.Verified("r.json", "out/a.txt", "--policy-digest", "sha256:" + own);
        _folder.Refused($"under another policy: expected is sha256:{other}, there is sha256:{own} ('artifactgate.json')", "r.json", "out/a.txt", "--policy-digest", other);
        File.Delete(_folder.PathOf("artifactgate.json"));
        _folder.Scanned("out/a.txt");
        _folder.Refused("is of a run without a policy", "r.json", "out/a.txt", "--policy-digest", own);
    }

    [Fact]
    public void A_signed_statement_of_another_outcome_is_refused()
    {
        _folder.Scanned("out/a.txt");
        string good = _folder.Read("r.json");
        Edited("'blocked', and must be of one that is 'passed'", s => VerifyFolder.Extension(s)["verdict"] = "blocked");
        Edited("'observed', and must be of one that is 'passed'", s => VerifyFolder.Extension(s)["verdict"] = "observed");
        Edited("'FAILED', and must have 'PASSED'", s => s["predicate"]!["verificationResult"] = "FAILED");
        Edited("of 3 items in it that were not read only 0 are tolerated", s => VerifyFolder.Extension(s)["artifacts"]![0]!["coverage"]!["unread"] = 3);
        Edited("no statement that this version knows", s => s["_type"] = "https://in-toto.io/Statement/v9");
        Edited("its subjects are not its artifacts", s => s["subject"]![0]!["name"] = "b.txt");
        Edited("lists no artifact|'out/a.txt' is in no receipt", s =>
        {
            s["subject"] = new JsonArray();
            VerifyFolder.Extension(s)["artifacts"] = new JsonArray();
        });

        void Edited(string says, Action<JsonNode> edit)
        {
            _folder.Write("r.json", good);
            _folder.Edit("r.json", edit);
            _folder.Refused(says, "r.json", "out/a.txt");
        }
    }

    [Fact]
    public void Openssl_verifies_what_is_signed_here()
    {
        Assert.SkipWhen(ProgramRun.Find("openssl") is null, "openssl must be installed.");
        _folder.Scanned("out/a.txt");
        JsonNode envelope = JsonNode.Parse(_folder.Read("r.json"))!;
        Assert.Equal("application/vnd.in-toto+json", (string)envelope["payloadType"]!);
        byte[] payload = Convert.FromBase64String((string)envelope["payload"]!);
        _folder.Write("signature", Convert.FromBase64String((string)envelope["signatures"]![0]!["sig"]!));
        _folder.Write("signed", VerifyFolder.PreAuthentication(payload));
        string[] arguments = ["dgst", "-sha256", "-verify", "gate.pub", "-signature", "signature", "signed"];
        Assert.Equal(0, ProgramRun.Start("openssl", arguments, _folder.Root).ExitCode);
        _folder.Write("signed", payload);
        Assert.NotEqual(0, ProgramRun.Start("openssl", arguments, _folder.Root).ExitCode);
    }

    [Theory]
    [InlineData("ecparam -name prime256v1 -genkey -out o.key")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out o.key")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass env:ARTIFACTGATE_SIGN_PASSWORD -out o.key")]
    public void A_key_of_openssl_signs(string make)
    {
        Assert.SkipWhen(ProgramRun.Find("openssl") is null, "openssl must be installed.");
        _folder.Environment["ARTIFACTGATE_SIGN_PASSWORD"] = Guid.NewGuid().ToString("N");
        Openssl(make);
        Openssl("pkey -in o.key -passin env:ARTIFACTGATE_SIGN_PASSWORD -pubout -out o.pub");
        _folder.Passes("scan", "out/a.txt", "--receipt", "r.json", "--sign", "o.key");
        _folder.Passes("verify", "r.json", "out/a.txt", "--key", "o.pub");
    }

    private void Openssl(string arguments)
    {
        ProgramRun run = ProgramRun.Start("openssl", arguments.Split(' '), _folder.Root, _folder.Environment);
        Assert.True(run.ExitCode == 0, run.Output);
    }

    private void Age(TimeSpan age) => _folder.Edit("r.json", s =>
    {
        string moment = DateTimeOffset.UtcNow.Subtract(age).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        s["predicate"]!["timeVerified"] = moment;
        VerifyFolder.Extension(s)["started"] = moment;
    });
}
