using System.IO.Compression;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.OwnRules;

public sealed class RuleRunTests : IDisposable
{
    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_value_blocks_inside_a_zip_inside_a_zip()
    {
        _folder.Write("a.zip", Zip(("in.zip", Zip(("etc/app.conf", Encoding.UTF8.GetBytes($"one\nkey = {OwnSample.Acme(1)}\n"))))));
        GateResult result = _folder.Scan(RuleFolder.Acme, "a.zip");
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("own.acme-token", "in.zip!etc/app.conf", 2, 7, "utf-8"),
            (finding.Rule.Code, finding.Path.Inner, finding.Location.Line, finding.Location.Column, finding.Encoding));
        Assert.Equal((RunVerdict.Blocked, Verdict.Block, Evidence.Format, "Acme deployment token"), (result.Verdict, finding.Verdict, finding.Evidence, finding.Rule.Title));
        Assert.StartsWith("v1:", finding.Fingerprint, StringComparison.Ordinal);
        Assert.Equal(("acme_…", 37), (finding.Preview, finding.Length));
    }

    [Fact]
    public void A_value_is_found_in_base64_and_has_the_same_fingerprint()
    {
        string value = OwnSample.Acme(2);
        _folder.Write("a.txt", value);
        _folder.Write("b.yaml", $"x: {Convert.ToBase64String(Encoding.UTF8.GetBytes($"token={value};"))}");
        GateResult result = _folder.Scan(RuleFolder.Acme, "a.txt", "b.yaml");
        Assert.Equal(["utf-8", "base64 > utf-8"], result.Findings.Select(f => f.Encoding));
        Assert.Single(result.Findings.Select(f => f.Fingerprint).Distinct());
    }

    [Fact]
    public void A_literal_of_an_assembly_begins_and_ends_as_a_text_does()
    {
        string value = OwnSample.Acme(3);
        string source = _folder.Write("a.cs", $"public class C {{ public string M() => \"{value}\"; }}");
        Compiler.Compile(source, Path.Combine(_folder.Root, "a.dll"));
        GateResult result = _folder.Scan("[[rules]]\nid = \"acme\"\nregex = '''(?:^|[\"'=])(acme_[a-z0-9]{32})(?:$|[\"';])'''", "a.dll");
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("own.acme", 37), (finding.Rule.Code, finding.Length));
        Assert.Contains("C.M", finding.Location.Member, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_found_once_at_every_place_around_a_window_border()
    {
        byte[] value = Encoding.UTF8.GetBytes($"acme key = {OwnSample.Random(4, 40)};");
        _folder.Write("rules.toml", "[[rules]]\nid = \"acme\"\nregex = '''acme key = ([a-z0-9]{40});'''");
        foreach (int at in new[] { 0, 10, 11, 12, 30, 51, 52, 53 }.SelectMany(i => new[] { 131072 - 4096 - i, 131072 - i }))
        {
            byte[] content = new byte[300_000];
            content.AsSpan().Fill((byte)' ');
            value.CopyTo(content, at);
            _folder.Write("big.txt", content);
            GateResult result = new Gate().Run(_folder.Options("big.txt") with { Rules = ["rules.toml"] });
            Assert.Equal(at + 11, Assert.Single(result.Findings).Location.Offset);
        }
    }

    [Fact]
    public void A_rule_for_paths_and_allow_lists_go_by_the_path_inside()
    {
        string text = $"key={OwnSample.Acme(5)}";
        _folder.Write("a.zip", Zip(("a.json", Encoding.UTF8.GetBytes(text)), ("a.txt", Encoding.UTF8.GetBytes(text)), ("test/a.json", Encoding.UTF8.GetBytes(text)),
            ("in.zip", Zip(("test/b.json", Encoding.UTF8.GetBytes(text)), ("b.json", Encoding.UTF8.GetBytes(text))))));
        GateResult result = _folder.Scan(RuleFolder.Acme + "\npath = '''\\.json$'''\n[[rules.allowlists]]\npaths = ['''^test/''']", "a.zip");
        Assert.Equal(["a.json", "in.zip!b.json"], result.Findings.Select(f => f.Path.Inner));
    }

    [Fact]
    public void Both_path_and_value_must_be_allowed_where_a_list_says_and()
    {
        string one = OwnSample.Acme(6), two = OwnSample.Acme(7);
        _folder.Write("a.zip", Zip(("test/a.json", Encoding.UTF8.GetBytes($"{one} {two}")), ("a.json", Encoding.UTF8.GetBytes(one))));
        GateResult result = _folder.Scan(RuleFolder.Acme + $"\n[[rules.allowlists]]\ncondition = 'AND'\npaths = ['^test/']\nregexes = ['{one}']", "a.zip");
        Assert.Equal([("a.json", 0L), ("test/a.json", 38L)], result.Findings.Select(f => (f.Path.Inner, f.Location.Offset)));
    }

    [Fact]
    public void A_file_that_is_meant_by_its_path_warns_once()
    {
        _folder.Write("a.zip", Zip(("keys/store.kdbx", [1, 2, 3]), ("old.kdbx.txt", [1]), ("in.zip", Zip(("store.kdbx", [])))));
        const string Rules = "[[rules]]\nid = \"keepass\"\ndescription = \"KeePass database\"\npath = '''\\.kdbx$'''";
        GateResult result = _folder.Scan(Rules, "a.zip");
        Assert.Equal([("in.zip!store.kdbx", Verdict.Warn), ("keys/store.kdbx", Verdict.Warn)], result.Findings.Select(f => (f.Path.Inner, f.Verdict)));
        Assert.Equal((RunVerdict.Passed, "own.keepass", null, ""), (result.Verdict, result.Findings[0].Rule.Code, result.Findings[0].Length, result.Findings[0].Preview));
        Assert.StartsWith("loc:", result.Findings[0].Fingerprint, StringComparison.Ordinal);
        Assert.StartsWith("Leave the file out", result.Findings[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void An_allow_list_of_a_rule_file_allows_nothing_of_the_built_in_rules()
    {
        _folder.Write("a.txt", SampleSecrets.GitHub(1));
        GateResult result = _folder.Scan(RuleFolder.Acme + "\n[[allowlists]]\npaths = ['''.*''']\n[[allowlists]]\nregexes = ['''.*''']", "a.txt");
        Assert.Equal("AG1001", Assert.Single(result.Findings).Rule.Code);
    }

    [Fact]
    public void A_rule_that_does_not_count_at_a_path_hides_no_other()
    {
        string value = SampleSecrets.GitHub(2);
        _folder.Write("a.txt", value);
        GateResult result = _folder.Scan("[[rules]]\nid = \"gh\"\nregex = '''ghp_\\w{36}'''\npath = '''\\.json$'''", "a.txt");
        Assert.Equal(("AG1001", false), (Assert.Single(result.Findings).Rule.Code, result.Findings[0].Details.ContainsKey("also")));
    }

    [Fact]
    public void The_report_counts_own_rules_and_its_digest_covers_what_they_say()
    {
        _folder.Write("a.txt", "nothing");
        GateResult none = new Gate().Run(_folder.Options("a.txt"));
        GateResult one = _folder.Scan(RuleFolder.Acme, "a.txt");
        GateResult other = _folder.Scan(RuleFolder.Acme + "\nentropy = 3", "a.txt");
        Assert.Equal((none.RuleCount + 1, none.RuleCount + 1), (one.RuleCount, other.RuleCount));
        Assert.Equal(3, new[] { none.RulesDigest, one.RulesDigest, other.RulesDigest }.Distinct().Count());
        Assert.Equal(one.RulesDigest, _folder.Scan(RuleFolder.Acme, "a.txt").RulesDigest);
    }

    [Fact]
    public void The_policy_names_rule_files_from_its_own_folder_and_may_lower_their_rules()
    {
        _folder.Write(".git/HEAD", "");
        _folder.Write("eng/ours.toml", RuleFolder.Acme);
        _folder.Write("artifactgate.json", """{ "ruleFiles": ["eng/ours.toml"], "rules": { "own.*": "warn" } }""");
        _folder.Write("sub/a.txt", OwnSample.Acme(8));
        GateResult result = new Gate().Run(_folder.Options("sub/a.txt") with { WorkingDirectory = Path.Combine(_folder.Root, "sub") });
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("own.acme-token", Verdict.Warn, RunVerdict.Passed), (finding.Rule.Code, finding.Verdict, result.Verdict));
    }

    [Fact]
    public void A_missing_rule_file_of_the_policy_stops_the_run()
    {
        _folder.Write(".git/HEAD", "");
        _folder.Write("artifactgate.json", """{ "ruleFiles": ["none.toml"] }""");
        _folder.Write("a.txt", "x");
        GateException error = Assert.Throws<GateException>(() => new Gate().Run(_folder.Options("a.txt")));
        Assert.Equal("AG0004", error.Code);
        Assert.Contains("none.toml' does not exist", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
