using System.Text;
using System.Text.Json;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Diagnostics;
using ArtifactGate.Engine.Known;
using ArtifactGate.Engine.Reports;
using ArtifactGate.Engine.Tests.Results;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Known;

/// <summary>Values of the environment in real runs of the gate.</summary>
public sealed class KnownValueRunTests : IDisposable
{
    private const string Variable = "DEPLOY_TOKEN";

    private readonly KnownRun _run = new();
    private readonly string _value = BuildSecrets.Password(1, 36);

    public KnownValueRunTests() => _run.Variables[Variable] = _value;

    public void Dispose() => _run.Dispose();

    [Fact]
    public void It_blocks_at_its_line_and_names_its_variable()
    {
        GateResult result = _run.Scan(_run.Write("a.txt", $"one\n  two = {_value}\n"));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("AG5001", Verdict.Block, Evidence.Proven, "utf-8", 12L, 2, 9), (finding.Rule.Code, finding.Verdict, finding.Evidence,
            finding.Encoding, finding.Location.Offset, finding.Location.Line, finding.Location.Column));
        Assert.Equal(Variable, finding.Details["variable"]);
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
        Assert.Contains(Variable, Assert.Single(DiagnosticList.From(result)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_the_run_passes_and_names_what_was_looked_for()
    {
        _run.Variables["OTHER_SECRET"] = "short";
        GateResult result = _run.Scan(_run.Write("a.txt", $"two = {_value[1..]}\n"));
        Assert.Equal(RunVerdict.Passed, result.Verdict);
        Assert.Empty(result.Findings);
        Assert.Equal([Variable], result.KnownValues!.Searched);
        Assert.Equal([new RefusedVariable("OTHER_SECRET", "too short")], result.KnownValues.Refused);
        Assert.Empty(result.Notices);
    }

    [Fact]
    public void It_is_found_in_archives_and_encodings_once_at_its_place()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(_value);
        string run = Convert.ToBase64String([.. "ab"u8, .. utf8]);
        byte[] inner = KnownRun.Zip(("deep/settings.json", Encoding.UTF8.GetBytes($$"""{"key":{{JsonSerializer.Serialize(_value)}}}""")));
        string path = _run.WriteZip(
            "all.zip",
            ("inner.zip", inner),
            ("base64.txt", Encoding.UTF8.GetBytes($"data: {run}\n")),
            ("twice.txt", Encoding.UTF8.GetBytes($"data: {Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + run))}\n")),
            ("zip.b64", Encoding.UTF8.GetBytes(Convert.ToBase64String(inner))),
            ("glued.txt", Encoding.UTF8.GetBytes($"x/{run}")),
            ("hex.txt", Encoding.UTF8.GetBytes($"- {Convert.ToHexString(utf8)}\n")),
            ("wide.bin", [1, 2, 3, .. Encoding.BigEndianUnicode.GetBytes($"{_value}"), 9, 9]));
        Assert.Equal(
            [
                "base64.txt 6 base64 > utf-8",
                "glued.txt 4 base64 > utf-8",
                "hex.txt 2 hex > utf-8",
                "inner.zip!deep/settings.json 8 json > utf-8",
                "twice.txt 6 base64 > base64 > utf-8",
                "wide.bin 3 utf-16be",
                "zip.b64!deep/settings.json 8 base64 > json > utf-8",
            ],
            _run.Scan(path).Findings.Select(f => $"{f.Path.Inner} {f.Location.Offset} {f.Encoding}"));
    }

    [Fact]
    public void A_literal_in_an_assembly_has_its_member()
    {
        string value = _run.Variables[Variable] = BuildSecrets.Token(2);
        string source = _run.Write("Client.cs", $$"""class Client { const string Key = "{{value}}"; static string Get() => "x{{value}}"; }""");
        string library = Path.Combine(_run.Root, "Lib.dll");
        Compiler.Compile(source, library, "-debug-");
        byte[] bytes = File.ReadAllBytes(library);
        long[] places = [bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(value)), bytes.AsSpan().LastIndexOf(Encoding.Unicode.GetBytes(value))];
        IReadOnlyList<Finding> findings = _run.Scan(library).Findings;
        Assert.Equal(places, findings.Select(f => f.Location.Offset));
        Assert.Equal(["Client.Get()", "Client.Key"], findings.Select(f => f.Location.Member!).Order());
        Assert.All(findings, f => Assert.Equal("utf-16le", f.Encoding));
    }

    [Fact]
    public void It_is_found_at_every_place_around_a_window_border()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(_value);
        foreach (int at in Enumerable.Range(131072 - 4096 - 40, 45).Concat(Enumerable.Range(131072 - 40, 45)))
        {
            byte[] content = new byte[300_000];
            content.AsSpan().Fill((byte)' ');
            utf8.CopyTo(content, at);
            Assert.Equal(at, Assert.Single(_run.Scan(_run.Write("big.txt", content)).Findings).Location.Offset);
        }
    }

    [Fact]
    public void A_stream_is_searched_as_well()
    {
        byte[] content = Encoding.UTF8.GetBytes($"x {_value}");
        GateOptions options = _run.Options("-") with { Artifacts = [new ArtifactInput("-", "", () => new MemoryStream(content))] };
        Assert.Equal(2, Assert.Single(new Gate().Run(options).Findings).Location.Offset);
    }

    [Fact]
    public void A_token_of_a_rule_is_one_finding_that_names_both()
    {
        string token = _run.Variables["GITHUB_TOKEN"] = SampleSecrets.GitHub(1);
        GateResult known = _run.Scan(_run.Write("a.txt", $"t={token} "));
        GateResult unknown = _run.Scan(_run.Write("a.txt", $"t={token} "), KnownValueRequest.Off);
        Finding finding = Assert.Single(known.Findings);
        Assert.Equal(("AG5001", "AG1001", "GITHUB_TOKEN"), (finding.Rule.Code, finding.Details["also"], finding.Details["variable"]));
        Assert.Equal(("AG1001", finding.Fingerprint), (Assert.Single(unknown.Findings).Rule.Code, unknown.Findings[0].Fingerprint));
        Assert.Null(unknown.KnownValues);
    }

    [Fact]
    public void What_the_policy_switches_off_does_not_hide_what_another_rule_finds()
    {
        string token = _run.Variables["GITHUB_TOKEN"] = SampleSecrets.GitHub(1);
        _run.Write("artifactgate.json", """{"rules":{"AG5*":"off"}}""");
        GateResult result = _run.Scan(_run.Write("a.txt", $"t={token} {_value}"));
        Assert.Equal(("AG1001", Verdict.Block), (Assert.Single(result.Findings).Rule.Code, result.Findings[0].Verdict));
        Assert.Null(result.KnownValues);
    }

    [Fact]
    public void What_the_policy_lowers_does_not_hide_what_it_leaves_alone()
    {
        string token = _run.Variables["GITHUB_TOKEN"] = SampleSecrets.GitHub(1);
        _run.Write("artifactgate.json", """{"rules":{"AG5*":"warn"}}""");
        GateResult result = _run.Scan(_run.Write("a.txt", $"t={token} {_value}"));
        Assert.Equal([("AG1001", Verdict.Block, "AG5001"), ("AG5001", Verdict.Warn, "")],
            result.Findings.Select(f => (f.Rule.Code, f.Verdict, f.Details.GetValueOrDefault("also", ""))));
    }

    [Theory]
    [InlineData("CI", "true", true)]
    [InlineData("CI", "false", false)]
    [InlineData("TF_BUILD", "True", true)]
    [InlineData("GITHUB_ACTIONS", "true", true)]
    [InlineData("GITLAB_CI", "true", true)]
    [InlineData("TEAMCITY_VERSION", "2026.1", true)]
    [InlineData("JENKINS_URL", "https://ci.example.com/", true)]
    [InlineData("TERM", "xterm", false)]
    public void Build_servers_search_and_others_do_not(string name, string value, bool searches)
    {
        _run.Variables.Remove("CI");
        _run.Variables[name] = value;
        string path = _run.Write("a.txt", _value);
        Assert.Equal(searches, _run.Scan(path).Findings.Count == 1);
        Assert.Equal(searches, _run.Scan(path).KnownValues is not null);
        Assert.Empty(_run.Scan(path, KnownValueRequest.Off).Findings);
        Assert.Single(_run.Scan(path, KnownValueRequest.Parse("on")).Findings);
        Assert.Single(_run.Scan(path, KnownValueRequest.Parse("ANY_*")).Findings);
        _run.Write("artifactgate.json", """{"knownValues":"on"}""");
        Assert.Single(_run.Scan(path).Findings);
        _run.Write("artifactgate.json", """{"knownValues":"off"}""");
        Assert.Empty(_run.Scan(path).Findings);
    }

    [Theory]
    [InlineData("PLAIN_SETTING", true)]
    [InlineData("plain_*", true)]
    [InlineData("X;PLAIN_SETTIN?", true)]
    [InlineData("PLAIN", false)]
    public void A_variable_with_another_name_is_searched_when_it_is_asked_for(string pattern, bool found)
    {
        string value = _run.Variables["PLAIN_SETTING"] = BuildSecrets.Token(9);
        string path = _run.Write("a.txt", value);
        Assert.Empty(_run.Scan(path).Findings);
        Assert.Equal(found, _run.Scan(path, KnownValueRequest.Parse(pattern)).Findings.Count == 1);
        _run.Write("artifactgate.json", JsonSerializer.Serialize(new { knownValues = pattern.Split(';') }));
        Assert.Equal(found, _run.Scan(path).Findings.Count == 1);
    }

    [Fact]
    public void A_named_variable_that_is_too_weak_is_AG0010()
    {
        string weak = _run.Variables["WEAK_SETTING"] = "correct-horse-battery-staple";
        string path = _run.Write("a.txt", "nothing");
        GateException error = Assert.Throws<GateException>(() => _run.Scan(path, KnownValueRequest.Parse("WEAK_SETTING")));
        Assert.Equal("AG0010", error.Code);
        Assert.Contains("WEAK_SETTING cannot be looked for: it is too easy to guess", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(weak, error.Message, StringComparison.Ordinal);

        GateResult byPattern = _run.Scan(path, KnownValueRequest.Parse("WEAK_*;NONE_*"));
        Assert.Equal(RunVerdict.Passed, byPattern.Verdict);
        Assert.Equal(["AG0010", "AG0010"], byPattern.Notices.Select(n => n.Code));
        Assert.Contains("WEAK_SETTING", byPattern.Notices[0].Message, StringComparison.Ordinal);
        Assert.Contains("'NONE_*'", byPattern.Notices[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_report_and_no_diagnostic_shows_any_of_it()
    {
        _run.Variables["WEAK_SECRET"] = "correct-horse-battery-staple";
        string password = _run.Variables["DB_PASSWORD"] = BuildSecrets.Token(5);
        _run.Write("publish/a.txt", $"{_value}\n{password}\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(_value))}");
        GateResult result = _run.Scan(Path.Combine(_run.Root, "publish"), KnownValueRequest.Parse("WEAK_*"));
        Assert.Equal(3, result.Findings.Count);
        Assert.Equal("", Assert.Single(result.Findings, f => f.Details["variable"] == "DB_PASSWORD").Preview);
        var outputs = ReportWriters.All.Select(writer =>
        {
            using var output = new MemoryStream();
            writer.Write(result, output);
            return Encoding.UTF8.GetString(output.ToArray());
        }).Append(result.ToString()).Concat(DiagnosticList.From(result).Select(d => d.ToString()));
        foreach (string output in outputs)
        {
            Assert.DoesNotContain("correct-horse", output, StringComparison.Ordinal);
            Assert.All(PlantedRun.FormsOf(_value).Concat(PlantedRun.FormsOf(password)), form => Assert.DoesNotContain(form, output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_JSON_report_names_the_variables()
    {
        _run.Variables["WEAK_SECRET"] = "short";
        GateResult result = _run.Scan(_run.Write("a.txt", "nothing"));
        using var output = new MemoryStream();
        ReportWriters.Find("json")!.Write(result, output);
        JsonElement known = JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("knownValues");
        Assert.Equal("""{"searched":["DEPLOY_TOKEN"],"refused":[{"variable":"WEAK_SECRET","reason":"too short"}]}""", JsonSerializer.Serialize(known));
        using var text = new MemoryStream();
        ReportWriters.Find("text")!.Write(result, text);
        Assert.Contains("Known values of 1 environment variable looked for: DEPLOY_TOKEN.", Encoding.UTF8.GetString(text.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_revealed_only_when_that_is_asked_for()
    {
        var gate = new Gate();
        GateResult result = gate.Run(_run.Options(_run.Write("a.txt", _value)) with { Reveal = true });
        Assert.Equal(_value, gate.Revealed!.Find(Assert.Single(result.Findings)));
    }
}
