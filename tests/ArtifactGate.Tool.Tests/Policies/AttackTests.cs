using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>
/// Whoever can edit the repository tries to ship a token under a base policy, with the real program. No way ends with 0, and each ends for the reason
/// that is meant; those that consist of a policy or an option alone would succeed without the base policy, which is shown.
/// </summary>
public sealed class AttackTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public AttackTests() => _folder.Plant("out/a.txt");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{\n\"mode\": \"observe\"\n}", "(2): 'mode' would relax the base policy: it says 'observe' where that says 'enforce'")]
    [InlineData("{\n\"mode\": \"warn\"\n}", "(2): 'mode' would relax the base policy: it says 'warn'")]
    [InlineData("{ \"failOn\": \"never\" }", "(1): 'failOn' would relax the base policy: it says 'never' where that says 'block'")]
    [InlineData("{\n\"rules\": {\n\"AG1*\": \"off\" } }", "(3): 'rules.AG1*' would relax the base policy: it says 'off' where that comes to")]
    [InlineData("{ \"rules\": { \"*\": \"warn\" } }", "(1): 'rules.*' would relax the base policy: it says 'warn' where that comes to 'block'")]
    [InlineData("{ \"rules\": { \"AG1001\": \"off\" } }", "(1): 'rules.AG1001' would relax the base policy: it says 'off' where that comes to 'block' (AG1001)")]
    [InlineData("{ \"rules\": {\n\"asOf\": \"0.0.1\" } }", "(2): 'rules.asOf' would relax the base policy")]
    [InlineData("{ \"environments\": { \"release\": {\n\"mode\": \"observe\" } } }", "(2): 'environments.release.mode' would relax the base policy", "--environment", "release")]
    [InlineData("{ \"environments\": { \"release\": { \"rules\": {\n\"AG1*\": \"off\" } } } }", "(2): 'environments.release.rules.AG1*' would relax the base policy", "--environment", "release")]
    public void A_policy_that_relaxes(string policy, string reason, params string[] arguments)
    {
        _folder.Write("artifactgate.json", policy);
        _folder.Ends(0, "AG1001", ["scan", "out", .. arguments]);
        _folder.Base("{}");
        _folder.Ends(2, "error AG0004: " + _folder.PathOf("artifactgate.json") + reason, ["scan", "out", .. arguments]);
    }

    [Fact]
    public void A_nearer_policy_in_a_subfolder()
    {
        _folder.Write("artifactgate.json", "{}");
        _folder.Write("src/artifactgate.json", """{ "mode": "observe" }""");
        GateFolder.Expect(0, "AG0007", _folder.RunIn(_folder.PathOf("src"), "scan", "../out"));
        _folder.Base("{}");
        GateFolder.Expect(2, "src/artifactgate.json(1): 'mode' would relax the base policy", _folder.RunIn(_folder.PathOf("src"), "scan", "../out"));
    }

    [Fact]
    public void An_included_file_that_relaxes()
    {
        _folder.Write("artifactgate.json", """{ "include": ["teams/a.json"], "mode": "enforce" }""");
        _folder.Write("teams/a.json", "{\n\"rules\": {\n\"AG1001\": \"off\" } }");
        _folder.Ends(0, "off in the policy", "scan", "out");
        _folder.Base("{}");
        _folder.Ends(2, _folder.PathOf("teams/a.json") + "(3): 'rules.AG1001' would relax the base policy", "scan", "out");
    }

    [Fact]
    public void A_policy_inside_the_artifact()
    {
        _folder.Write("out/artifactgate.json", """{ "mode": "observe" }""");
        _folder.Base("{}");
        ProgramRun run = _folder.RunIn(_folder.PathOf("out"), "scan", ".", "--format", "msbuild");
        GateFolder.Expect(1, "AG1001", run);
        Assert.Contains("This policy file was passed over, because it lies inside a scanned artifact", run.Output, StringComparison.Ordinal);
        _folder.Ends(2, "out/artifactgate.json(1): 'mode' would relax the base policy", "scan", "out", "--policy", "out/artifactgate.json");
        _folder.Write("artifactgate.json", """{ "include": ["out/artifactgate.json"] }""");
        _folder.Ends(2, "'include[0]' is 'out/artifactgate.json', which lies inside a scanned artifact", "scan", "out");
    }

    [Fact]
    public void Options_that_relax()
    {
        _folder.Ends(0, "AG0007", "scan", "out", "--fail-on", "never");
        _folder.Base("{}");
        _folder.Ends(2, "fail-on 'never' (--fail-on, ArtifactGateFailOn) would relax the base policy, where it is 'block'", "scan", "out", "--fail-on", "never");
        _folder.Ends(2, "--no-known-values, ArtifactGateKnownValues) would relax the base policy", "scan", "out", "--no-known-values");
        _folder.Write("weak.json", """{ "mode": "observe" }""");
        _folder.Ends(2, "cannot be replaced by 'weak.json'", "scan", "out", "--base-policy", "weak.json");
        _folder.Ends(2, "weak.json(1): 'mode' would relax the base policy", "scan", "out", "--policy", "weak.json");
        _folder.Base("""{ "failOn": "warn" }""");
        _folder.Ends(2, "fail-on 'block'", "scan", "out", "--fail-on", "block");
    }

    [Fact]
    public void Limits_in_the_policy_and_on_the_command_line()
    {
        _folder.Write("out/a.zip", GateFolder.Zip(("in.zip", GateFolder.Zip(("a.txt", File.ReadAllBytes(_folder.PathOf("out/a.txt")))))));
        _folder.Base("{}");
        _folder.Ends(2, "The limit maxDepth of the command line or the project would relax the base policy: it raises a limit", "scan", "out", "--max-depth", "17");
        _folder.Ends(3, "AG0002", "scan", "out/a.zip", "--max-depth", "1");
        _folder.Write("artifactgate.json", "{ \"limits\": {\n\"maxBytes\": \"1TiB\" } }");
        _folder.Ends(2, "(2): 'limits.maxBytes' would relax the base policy: it raises a limit", "scan", "out");

        // Where the base policy tolerates what lies beyond a limit, a lower one would hide something.
        _folder.Base("""{ "unread": { "depth": "warn" } }""");
        _folder.Write("artifactgate.json", "{ \"limits\": {\n\"maxDepth\": 1 } }");
        _folder.Ends(2, "(2): 'limits.maxDepth' would relax the base policy: less would be read", "scan", "out/a.zip");
        File.Delete(_folder.PathOf("artifactgate.json"));
        _folder.Ends(2, "less would be read", "scan", "out/a.zip", "--max-depth", "1");
        _folder.Ends(1, "AG1001", "scan", "out/a.zip");
    }

    [Fact]
    public void An_allowance_with_a_pattern_for_everything()
    {
        _folder.Write("artifactgate.json", """{ "allow": [{ "rule": "*", "path": "**" }] }""");
        _folder.Base("{}");
        _folder.Ends(1, "AG1001", "scan", "out");
        Assert.Equal("block", (string)_folder.Scan(1, "out")["findings"]![0]!["verdict"]!);
    }

    [Fact]
    public void An_allowance_for_what_is_proven_and_one_that_expired()
    {
        string fingerprint = (string)_folder.Scan(1, "out")["findings"]![0]!["fingerprint"]!;
        _folder.Write("artifactgate.json", Allow(fingerprint, 30));
        _folder.Ends(0, "PASSED", "scan", "out");
        _folder.Base("{}");
        JsonNode finding = _folder.Scan(1, "out")["findings"]![0]!;
        Assert.Equal(("block", "the base policy permits no allowance for AG1001 with proven evidence"), ((string)finding["verdict"]!, (string)finding["details"]!["notAllowed"]!));
        _folder.Ends(1, "It is not accepted: the base policy permits no allowance", "scan", "out", "--format", "msbuild");

        _folder.Base("""{ "allowances": { "codes": ["AG1001"], "evidence": ["proven"] } }""");
        _folder.Ends(0, "PASSED", "scan", "out");
        _folder.Write("artifactgate.json", Allow(fingerprint, -1));
        _folder.Ends(1, "AG0005", "scan", "out");
        _folder.Base("""{ "allowances": { "codes": ["AG1001"], "evidence": ["proven"], "requireOwner": true, "maxDays": 7 } }""");
        _folder.Write("artifactgate.json", Allow(fingerprint, 30));
        _folder.Ends(2, "(1): 'allow[0]' has no 'owner', which the base policy asks for", "scan", "out");
    }

    [Fact]
    public void An_encrypted_archive_inside()
    {
        byte[] inner = GateFolder.Encrypted();
        _folder.Write("out/a.zip", GateFolder.Zip(("in.zip", inner)));
        _folder.Base("{}");
        _folder.Ends(3, "AG0001", "scan", "out/a.zip");
        _folder.Write("artifactgate.json", $$"""{ "allow": [{ "path": "**", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(inner))}}" }] }""");
        _folder.Ends(3, "encrypted", "scan", "out/a.zip");
        _folder.Write("artifactgate.json", "{ \"unread\": {\n\"encrypted\": \"warn\" } }");
        _folder.Ends(2, "(2): 'unread.encrypted' would relax the base policy: it says 'warn' where that says 'block'", "scan", "out/a.zip");
    }

    [Fact]
    public void A_damaged_header_that_others_read_past()
    {
        string token = File.ReadAllText(_folder.PathOf("out/a.txt"));
        byte[] zip = GateFolder.Zip(("a.txt", Encoding.UTF8.GetBytes(token)));
        int directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        zip[14] ^= 0xFF; // the checksum of the local header
        zip[directory + 16] ^= 0xFF; // and that of the directory
        zip[8] = 99; // a method that does not exist, of which the directory knows nothing
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        using (var reader = new StreamReader(archive.GetEntry("a.txt")!.Open()))
        {
            Assert.Equal(token, ReadPast(reader));
        }

        _folder.Write("out/a.zip", zip);
        _folder.Base("{}");
        JsonNode report = _folder.Scan(1, "out/a.zip");
        Assert.Equal("AG1001", (string)report["findings"]![0]!["code"]!);
        Assert.Contains("corrupt", report["unread"]!.AsArray().Select(u => (string)u!["reason"]!));
        _folder.Write("artifactgate.json", """{ "unread": { "corrupt": "warn" } }""");
        _folder.Ends(2, "'unread.corrupt' would relax the base policy", "scan", "out/a.zip");
    }

    [Fact]
    public void A_rule_of_ones_own_in_front_of_the_real_one()
    {
        _folder.Write("own.toml", "[[rules]]\nid = \"mine\"\nregex = '''token = ghp_[A-Za-z0-9]{36}'''\n");
        _folder.Write("artifactgate.json", """{ "ruleFiles": ["own.toml"], "rules": { "own.*": "off" } }""");
        _folder.Base("{}");
        _folder.Ends(1, "AG1001", "scan", "out");

        // A rule of the base policy is not the repository's to lower.
        File.Copy(_folder.PathOf("own.toml"), Path.Combine(_folder.Protected, "own.toml"));
        _folder.Base("""{ "ruleFiles": ["own.toml"] }""");
        _folder.Write("artifactgate.json", """{ "rules": { "own.*": "off" } }""");
        _folder.Ends(2, "'rules.own.*' would relax the base policy: it says 'off' where that comes to 'block' (own.mine)", "scan", "out");
    }

    [Fact]
    public void Known_values_in_the_policy()
    {
        _folder.Environment["DEPLOY_TOKEN"] = "pQ7-vR2_xT9.kL4mN8-wZ3sD6";
        _folder.Environment["CI"] = "true";
        _folder.Write("out/a.txt", "value: " + _folder.Environment["DEPLOY_TOKEN"]);
        _folder.Base("{}");
        _folder.Ends(1, "AG5001", "scan", "out");
        _folder.Write("artifactgate.json", """{ "knownValues": "off" }""");
        _folder.Ends(2, "'knownValues' would relax the base policy", "scan", "out");
    }

    // The checksum is looked at with the last byte; by then all of them are out.
    private static string ReadPast(StreamReader reader)
    {
        var text = new StringBuilder();
        try
        {
            for (int c = reader.Read(); c >= 0; c = reader.Read())
            {
                text.Append((char)c);
            }
        }
        catch (InvalidDataException)
        {
            // as others say, and give out what they read
        }

        return text.ToString();
    }

    private static string Allow(string fingerprint, int days) =>
        $$"""{ "allow": [{ "fingerprint": "{{fingerprint}}", "expires": "{{DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}" }] }""";
}
