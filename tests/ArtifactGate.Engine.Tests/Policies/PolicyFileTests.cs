using System.Text.Json;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Tests.Policies;

public sealed class PolicyFileTests
{
    [Fact]
    public void Everything_the_format_has_is_read()
    {
        Policy policy = PolicyFolder.Of("""
            {
              // comments and trailing commas are welcome
              "$schema": "build/artifactgate.schema.json",
              "mode": "warn",
              "rules": { "AG4*": "off", "AG1001": "block" },
              "allow": [{ "fingerprint": "v1:abc", "artifacts": "out/*.nupkg", "reason": "r", "owner": "o", "created": "2026-01-01", "expires": "2026-12-31" },
                        { "rule": "AG4001", "path": "docs/**" },],
              "unread": { "encrypted": "warn" },
              "limits": { "maxDepth": 3, "maxEntries": 10, "maxBytes": "2GiB", "maxRatio": 7, "maxTime": "10m", "maxSpool": 1024 },
              "fingerprintSalt": "salt",
            }
            """);

        Assert.Equal(PolicyMode.Warn, policy.Mode);
        Assert.Equal("salt", policy.FingerprintSalt);
        Assert.Equal(new Artifacts.Limits { MaxDepth = 3, MaxEntries = 10, MaxBytes = 2L << 30, MaxRatio = 7, MaxTime = TimeSpan.FromMinutes(10), MaxSpool = 1024 }, policy.Limits);
        PolicyReference reference = Assert.Single(policy.References);
        Assert.Equal(("artifactgate.json", "repository", 64), (reference.Path, reference.Role, reference.Sha256.Length));
    }

    [Theory]
    [InlineData("{\n\"mod\": \"warn\"}", 2, "'mod'")]
    [InlineData("{\n\n\"mode\": \"loud\"}", 3, "'mode'")]
    [InlineData("{\"mode\": 1}", 1, "'mode'")]
    [InlineData("{\"mode\": \"warn\",\n\"mode\": \"enforce\"}", 2, "'mode' stands twice")]
    [InlineData("{\"rules\": {\n\"AG1001\": \"of\"}}", 2, "'rules.AG1001'")]
    [InlineData("{\"rules\": {\n\"AG[1]\": \"off\"}}", 2, "'rules.AG[1]'")]
    [InlineData("{\"rules\": []}", 1, "'rules' must be an object")]
    [InlineData("{\"allow\": {}}", 1, "'allow' must be an array")]
    [InlineData("{\"allow\": [\n{\"reason\": \"x\"}]}", 2, "'allow[0]'")]
    [InlineData("{\"allow\": [\n{\"rule\": \"AG4001\"}]}", 2, "'allow[0]'")]
    [InlineData("{\"allow\": [\n{\"fingerprint\": \"v1:abc\", \"path\": \"**\"}]}", 2, "'allow[0]'")]
    [InlineData("{\"allow\": [\n{\"fingerprint\": \"abc\"}]}", 2, "'allow[0].fingerprint'")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:abc\",\n\"expires\": \"31.12.2026\"}]}", 2, "'allow[0].expires'")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:abc\",\n\"expires\": \"2026-02-30\"}]}", 2, "'allow[0].expires'")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:abc\", \"created\": \"2026-02-02\",\n\"expires\": \"2026-01-01\"}]}", 1, "'allow[0]'")]
    [InlineData("{\"allow\": [{\"rule\": \"AG4001\",\n\"path\": \"a**b\"}]}", 2, "'allow[0].path'")]
    [InlineData("{\"allow\": [{\"rule\": \"AG4001\",\n\"pth\": \"b\"}]}", 2, "'allow[0].pth'")]
    [InlineData("{\"unread\": {\"encrypted\": \"allow\"}}", 1, "'unread.encrypted'")]
    [InlineData("{\"unread\": {\"cancelled\": \"warn\"}}", 1, "'unread.cancelled'")]
    [InlineData("{\"limits\": {\"maxDepth\": 0}}", 1, "'limits.maxDepth'")]
    [InlineData("{\"limits\": {\"maxDepth\": \"3\"}}", 1, "'limits.maxDepth'")]
    [InlineData("{\"limits\": {\"maxBytes\": \"2 giga\"}}", 1, "'limits.maxBytes'")]
    [InlineData("{\"limits\": {\"maxTime\": \"soon\"}}", 1, "'limits.maxTime'")]
    [InlineData("{\"fingerprintSalt\": null}", 1, "'fingerprintSalt'")]
    [InlineData("[]", 1, "The policy must be an object")]
    [InlineData("{\n\"mode\": warn}", 2, "not JSON")]
    [InlineData("{} {}", 1, "not JSON")]
    [InlineData("", 1, "not JSON")]
    [InlineData("{\"mode\": \"\\ud800\"}", 1, "Unicode")]
    [InlineData("{\"environments\": {}}", 1, "'environments' is not supported by this version")]
    [InlineData("{\"knownValues\": true}", 1, "'knownValues' must be")]
    [InlineData("{\"knownValues\": [\n\"\"]}", 2, "'knownValues[0]'")]
    [InlineData("{\"ruleFiles\": \"a.toml\"}", 1, "'ruleFiles' must be an array")]
    [InlineData("{\"ruleFiles\": [\n\"\"]}", 2, "'ruleFiles[0]' must be a string that is not empty")]
    [InlineData("{\"include\": []}", 1, "'include' is not supported by this version")]
    [InlineData("{\"newRules\": \"warn\"}", 1, "'newRules' is not supported by this version")]
    [InlineData("{\"rules\": {\"asOf\": \"0.1\"}}", 1, "'rules.asOf' is not supported by this version")]
    public void A_mistake_is_an_error_with_its_member_and_line(string json, int line, string complaint)
    {
        GateException error = Assert.Throws<GateException>(() => PolicyFolder.Of(json));

        Assert.Equal(("AG0004", line), (error.Code, error.Line));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
        Assert.Equal(("artifactgate.json", line), (Path.GetFileName(error.File), error.Line));
        Assert.DoesNotContain($"line {line}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("artifactgate.json", error.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_policy_is_an_error_and_nothing_else()
    {
        const string Whole = """{"mode":"warn","rules":{"AG4*":"off"},"allow":[{"fingerprint":"v1:abc","expires":"2026-12-31"}],"limits":{"maxBytes":"1GiB"}}""";
        for (int length = 0; length < Whole.Length; length++)
        {
            Assert.Equal("AG0004", Assert.Throws<GateException>(() => PolicyFolder.Of(Whole[..length])).Code);
        }
    }

    [Fact]
    public void Endless_nesting_is_an_error() =>
        Assert.Equal("AG0004", Assert.Throws<GateException>(() => PolicyFolder.Of("{\"allow\":" + new string('[', 100_000))).Code);

    [Fact]
    public void The_schema_lists_exactly_what_the_reader_knows()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "artifactgate.schema.json")));
        JsonElement top = schema.RootElement.GetProperty("properties");

        Assert.Equal(PolicyMembers.Top.Keys.Order(), NamesOf(top));
        Assert.Equal(PolicyMembers.Allow.Keys.Order(), NamesOf(schema.RootElement.GetProperty("definitions").GetProperty("allowance").GetProperty("properties")));
        Assert.Equal(PolicyMembers.Limits.Keys.Order(), NamesOf(top.GetProperty("limits").GetProperty("properties")));
        Assert.Equal(PolicyMembers.UnreadReasons.Keys.Order(), NamesOf(top.GetProperty("unread").GetProperty("properties")));
        Assert.Equal(PolicyMembers.Modes.Keys.Order(), ValuesOf(top.GetProperty("mode")));
        Assert.Equal(PolicyMembers.Severities.Keys.Order(), ValuesOf(top.GetProperty("rules").GetProperty("additionalProperties")));
        Assert.Equal(PolicyMembers.UnreadVerdicts.Keys.Order(), ValuesOf(schema.RootElement.GetProperty("definitions").GetProperty("unreadVerdict")));
        Assert.DoesNotContain(PolicyMembers.Top.Keys.Concat(PolicyMembers.Allow.Keys), PolicyMembers.NotSupported.Contains);
    }

    private static IEnumerable<string> NamesOf(JsonElement properties) => properties.EnumerateObject().Select(p => p.Name).Order();

    private static IEnumerable<string> ValuesOf(JsonElement member) => member.GetProperty("enum").EnumerateArray().Select(v => v.GetString()!).Order();
}
