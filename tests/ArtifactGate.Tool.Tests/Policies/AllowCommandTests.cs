using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary><c>artifactgate allow</c> with the real program.</summary>
public sealed class AllowCommandTests : IDisposable
{
    private static readonly string[] Signed = ["--reason", "test accounts", "--owner", "payments"];

    private readonly GateFolder _folder = new();

    public AllowCommandTests()
    {
        _folder.Plant("out/b.txt", 2);
        _folder.Plant("out/a.txt", 1);
        _folder.Plant("out/sub/a.txt", 1);
    }

    public void Dispose() => _folder.Dispose();

    private void Allows(int exit, string says, params string[] arguments) => _folder.Ends(exit, says, ["allow", "report.json", .. arguments, .. Signed]);

    [Fact]
    public void What_it_writes_lets_the_next_run_pass()
    {
        JsonNode report = _folder.Scan(1, "out");
        string fingerprint = (string)report["findings"]![0]!["fingerprint"]!;
        Allows(0, "artifactgate.json: 1 allowance added", "--fingerprint", fingerprint);
        Assert.Single(_folder.Scan(1, "out")["findings"]!.AsArray(), f => (string)f!["verdict"]! == "block");
        Allows(0, "1 allowance added, 1 accepted already", "--code", "ag1001");
        Assert.All(_folder.Scan(0, "out")["findings"]!.AsArray(), f => Assert.Equal(("allowed", "test accounts"), ((string)f!["verdict"]!, (string)f["allowance"]!)));
    }

    [Fact]
    public void Its_entries_are_sorted_and_say_what_they_are_about()
    {
        _folder.Scan(1, "out");
        Allows(0, "2 allowances added", "--code", "AG1001", "--expires", "2099-12-31");
        JsonArray entries = JsonNode.Parse(_folder.Read("artifactgate.json"))!["allow"]!.AsArray();
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(["AG1001 GitHub personal access token (classic), out at a.txt and 1 more", "AG1001 GitHub personal access token (classic), out at b.txt"],
            entries.Select(e => (string)e!["about"]!));
        Assert.All(entries, e => Assert.Equal(["fingerprint", "about", "reason", "owner", "created", "expires"], e!.AsObject().Select(m => m.Key)));
        Assert.All(entries, e => Assert.Equal(("test accounts", "payments", today, "2099-12-31"), ((string)e!["reason"]!, (string)e["owner"]!, (string)e["created"]!, (string)e["expires"]!)));
    }

    [Fact]
    public void It_leaves_every_other_byte_of_the_policy_as_it_is()
    {
        const string Before = "{\r\n\t// ours\r\n\t\"rules\": { \"AG3*\": \"warn\" }, /* all of it */\r\n\t\"allow\": [\r\n\t\t{ \"fingerprint\": \"v1:firstfirstfirstfirstfirstf\" }, // , keep\r\n\t],\r\n\t\"mode\": \"enforce\" // last\r\n}\r\n";
        _folder.Write("artifactgate.json", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Before)]);
        _folder.Scan(1, "out/b.txt");
        Allows(0, "1 allowance added", "--code", "AG1001");
        string after = _folder.Read("artifactgate.json");
        int start = Before.IndexOf("\r\n\t],", StringComparison.Ordinal);
        Assert.StartsWith(Before[..start] + "\r\n\t\t{\r\n\t\t  \"fingerprint\": \"v1:", after, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\t\t}" + Before[start..], after, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), File.ReadAllBytes(_folder.PathOf("artifactgate.json"))[..3]);
        _folder.Ends(0, "PASSED", "scan", "out/b.txt");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ // nothing\n}")]
    [InlineData("{\"mode\":\"enforce\"}")]
    [InlineData("{\n  \"mode\": \"enforce\",\n}")]
    [InlineData("{\n  \"mode\": \"enforce\" // no, comma\n}")]
    [InlineData("{\"allow\": []}")]
    [InlineData("{\"allow\": [ /* , */ ], \"mode\": \"enforce\"}")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:firstfirstfirstfirstfirstf\"}]}")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:firstfirstfirstfirstfirstf\"},], \"limits\": {\"maxDepth\": 9}}")]
    [InlineData("{\"allow\":\n[\n{\"fingerprint\": \"v1:firstfirstfirstfirstfirstf\"} /* a */ // b, c\n]\n}")]
    public void It_writes_into_every_form_of_policy(string before)
    {
        _folder.Scan(1, "out/b.txt");
        _folder.Write("artifactgate.json", before);
        Allows(0, "1 allowance added", "--code", "AG1001");
        _folder.Ends(0, "PASSED", "scan", "out/b.txt");
        foreach (string comment in new[] { "// nothing", "// no, comma", "/* , */", "/* a */ // b, c" }.Where(c => before.Contains(c, StringComparison.Ordinal)))
        {
            Assert.Contains(comment, _folder.Read("artifactgate.json"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_renews_what_expired_in_its_place()
    {
        string fingerprint = (string)_folder.Scan(1, "out/b.txt")["findings"]![0]!["fingerprint"]!;
        _folder.Write("artifactgate.json", $$"""{ "allow": [{ "fingerprint": "{{fingerprint}}", "expires": "2020-01-01" }, { "fingerprint": "v1:otherotherotherotherothero" }] }""");
        Allows(0, "0 allowances added, 1 renewed", "--code", "AG1001");
        JsonArray entries = JsonNode.Parse(_folder.Read("artifactgate.json"))!["allow"]!.AsArray();
        Assert.Equal([fingerprint, "v1:otherotherotherotherothero"], entries.Select(e => (string)e!["fingerprint"]!));
        Assert.Null(entries[0]!["expires"]);
    }

    [Fact]
    public void A_baseline_is_everything_with_an_owner_and_an_end()
    {
        _folder.Write("out/c.zip", GateFolder.Zip(("in.zip", GateFolder.Encrypted())));
        _folder.Scan(1, "out");
        Allows(2, "needs an end: --expires DATE", "--baseline");
        Allows(0, "3 allowances added", "--baseline", "--expires", "2099-12-31");
        _folder.Ends(0, "PASSED", "scan", "out");
        Assert.All(JsonNode.Parse(_folder.Read("artifactgate.json"))!["allow"]!.AsArray(), e => Assert.Equal("2099-12-31", (string)e!["expires"]!));
    }

    [Fact]
    public void Unread_content_is_chosen_by_its_code()
    {
        _folder.Write("out/c.zip", GateFolder.Zip(("in.zip", GateFolder.Encrypted())));
        _folder.Scan(3, "out/c.zip");
        Allows(0, "1 allowance added", "--code", "AG0001");
        _folder.Ends(0, "PASSED", "scan", "out/c.zip");
    }

    [Fact]
    public void What_cannot_be_accepted_is_said()
    {
        _folder.Write("out/c.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3, 4, 5, 6, 7, 8]);
        _folder.Scan(3, "out/c.7z");
        Allows(0, "cannot be accepted, because its bytes are not known or nothing of it was seen: out/c.7z, not read (corrupt)", "--code", "AG0001");
        Assert.False(File.Exists(_folder.PathOf("artifactgate.json")));
    }

    [Fact]
    public void A_report_under_another_key_is_refused()
    {
        _folder.Environment["ARTIFACTGATE_FINGERPRINT_KEY"] = "the organisation's";
        _folder.Scan(1, "out");
        _folder.Environment["ARTIFACTGATE_FINGERPRINT_KEY"] = null;
        Allows(2, "was made with the fingerprint key 'secret:", "--code", "AG1001");
        Assert.False(File.Exists(_folder.PathOf("artifactgate.json")));
        _folder.Environment["ARTIFACTGATE_FINGERPRINT_KEY"] = "the organisation's";
        Allows(0, "2 allowances added", "--code", "AG1001");
        _folder.Write("salted.json", """{ "fingerprintSalt": "ours" }""");
        _folder.Environment["ARTIFACTGATE_FINGERPRINT_KEY"] = null;
        Allows(2, "and here it is 'salt:", "--code", "AG1001", "--policy", "salted.json");
        Assert.Equal("""{ "fingerprintSalt": "ours" }""", _folder.Read("salted.json"));
    }

    [Theory]
    [InlineData("say what to accept: --fingerprint F", "report.json", "--reason", "r", "--owner", "o")]
    [InlineData("say why: --reason TEXT", "report.json", "--code", "AG1001", "--owner", "o")]
    [InlineData("say who answers for it: --owner NAME", "report.json", "--code", "AG1001", "--reason", "r", "--owner", " ")]
    [InlineData("--baseline means the whole report", "report.json", "--code", "AG1001", "--baseline", "--expires", "2099-01-01", "--reason", "r", "--owner", "o")]
    [InlineData("--expires takes a date such as 2026-12-31, not 'soon'", "report.json", "--code", "AG1001", "--expires", "soon", "--reason", "r", "--owner", "o")]
    [InlineData("--expires 2020-01-01 is over", "report.json", "--code", "AG1001", "--expires", "2020-01-01", "--reason", "r", "--owner", "o")]
    [InlineData("The report has nothing with the code 'AG2001'; it has AG1001.", "report.json", "--code", "AG2001", "--reason", "r", "--owner", "o")]
    [InlineData("The report has no finding with the fingerprint 'v1:nope'", "report.json", "--fingerprint", "v1:nope", "--reason", "r", "--owner", "o")]
    [InlineData("nowhere.json' does not exist", "nowhere.json", "--code", "AG1001", "--reason", "r", "--owner", "o")]
    [InlineData("is no JSON report of ArtifactGate", "out/a.txt", "--code", "AG1001", "--reason", "r", "--owner", "o")]
    [InlineData("allow takes the JSON report of a scan", "--code", "AG1001", "--reason", "r", "--owner", "o")]
    public void A_mistake_is_one_line_and_nothing_is_written(string says, params string[] arguments)
    {
        _folder.Scan(1, "out/a.txt");
        ToolRun run = ToolRun.Start(_folder.Root, ["allow", .. arguments]);
        run.AssertOneLine(says);
        Assert.False(File.Exists(_folder.PathOf("artifactgate.json")));
    }

    [Fact]
    public void It_writes_nothing_that_the_base_policy_refuses()
    {
        _folder.Scan(1, "out/a.txt");
        _folder.Base("{}");
        Allows(2, "cannot be accepted: the base policy permits no allowance for AG1001 with proven evidence", "--code", "AG1001");
        _folder.Base("""{ "allowances": { "codes": ["AG1*"], "evidence": ["proven"], "maxDays": 30 } }""");
        Allows(2, "must end ('expires') within 30 days", "--code", "AG1001");
        Assert.False(File.Exists(_folder.PathOf("artifactgate.json")));
        string soon = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Allows(0, "1 allowance added", "--code", "AG1001", "--expires", soon);
        _folder.Ends(0, "PASSED", "scan", "out/a.txt");
    }

    [Fact]
    public void The_policy_that_is_found_upwards_is_the_one_that_is_written()
    {
        _folder.Write("artifactgate.json", "{}");
        Directory.CreateDirectory(_folder.PathOf("src/app"));
        _folder.Scan(1, "out/a.txt");
        GateFolder.Expect(0, "1 allowance added", _folder.RunIn(_folder.PathOf("src/app"), ["allow", "../../report.json", "--code", "AG1001", .. Signed]));
        _folder.Ends(0, "PASSED", "scan", "out/a.txt");
    }

    [Fact]
    public void A_finding_names_the_command_that_accepts_it()
    {
        string fingerprint = (string)_folder.Scan(1, "out/a.txt")["findings"]![0]!["fingerprint"]!;
        string says = $"artifactgate allow REPORT.json --fingerprint {fingerprint} --reason TEXT --owner NAME";
        _folder.Ends(1, says, "scan", "out/a.txt", "--format", "msbuild");
        Assert.Contains(says, string.Join(' ', _folder.Run("scan", "out/a.txt").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
