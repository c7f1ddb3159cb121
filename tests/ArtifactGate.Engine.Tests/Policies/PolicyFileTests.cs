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
              "allow": [{ "fingerprint": "v1:abcabcabcabcabcabcabcabcab", "artifacts": "out/*.nupkg", "reason": "r", "owner": "o", "created": "2026-01-01", "expires": "2026-12-31" },
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
    [InlineData("{\"allow\": [\n{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\", \"path\": \"**\"}]}", 2, "'allow[0]'")]
    [InlineData("{\"allow\": [\n{\"fingerprint\": \"abc\"}]}", 2, "'allow[0].fingerprint'")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\",\n\"expires\": \"31.12.2026\"}]}", 2, "'allow[0].expires'")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\",\n\"expires\": \"2026-02-30\"}]}", 2, "'allow[0].expires'")]
    [InlineData("{\"allow\": [{\"fingerprint\": \"v1:abcabcabcabcabcabcabcabcab\", \"created\": \"2026-02-02\",\n\"expires\": \"2026-01-01\"}]}", 1, "'allow[0]'")]
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
    [InlineData("{\"environments\": {\n\"prod\": {}}}", 2, "'environments.prod' is no environment; those are pr, main, release")]
    [InlineData("{\"environments\": {\"pr\": {\n\"limits\": {}}}}", 2, "'environments.pr.limits' is not a known member; known here are failOn, mode, rules, unread")]
    [InlineData("{\"environments\": {\"pr\": {\n\"rules\": {\n\"AG1001\": \"of\"}}}}", 3, "'environments.pr.rules.AG1001'")]
    [InlineData("{\"failOn\": \"error\"}", 1, "'failOn'")]
    [InlineData("{\"allowances\": {\n\"code\": []}}", 2, "'allowances.code' is not a known member")]
    [InlineData("{\"allowances\": {\n\"evidence\": [\"sure\"]}}", 2, "'allowances.evidence[0]'")]
    [InlineData("{\"allowances\": {\n\"requireOwner\": \"yes\"}}", 2, "'allowances.requireOwner' must be true or false")]
    [InlineData("{\"allowances\": {\n\"maxDays\": 36501}}", 2, "'allowances.maxDays'")]
    [InlineData("{\"allow\": [\n{\"sha256\": \"0123456789012345678901234567890123456789012345678901234567890123\"}]}", 2, "'allow[0]' must have either")]
    [InlineData("{\"allow\": [{\"path\": \"a\",\n\"sha256\": \"0123\"}]}", 2, "'allow[0].sha256'")]
    [InlineData("{\"knownValues\": true}", 1, "'knownValues' must be")]
    [InlineData("{\"knownValues\": [\n\"\"]}", 2, "'knownValues[0]'")]
    [InlineData("{\"ruleFiles\": \"a.toml\"}", 1, "'ruleFiles' must be an array")]
    [InlineData("{\"ruleFiles\": [\n\"\"]}", 2, "'ruleFiles[0]' must be a string that is not empty")]
    [InlineData("{\"include\": {}}", 1, "'include' must be an array")]
    [InlineData("{\"include\": [\n\"nowhere.json\"]}", 2, "'include[0]' is 'nowhere.json', which does not exist")]
    [InlineData("{\"include\": [\n\"artifactgate.json\"]}", 2, "'include[0]' is 'artifactgate.json', which is included by itself")]
    [InlineData("{\"newRules\": \"warn\"}", 1, "'newRules' is not a known member")]
    [InlineData("{\n\"rules\": {\"newRules\": \"warn\"}}", 2, "'rules' says what becomes of new rules, and not what is new: 'asOf' is missing")]
    [InlineData("{\"rules\": {\n\"asOf\": \"last week\"}}", 2, "'rules.asOf' must be a version")]
    [InlineData("{\"rules\": {\"asOf\": \"0.1.0\",\n\"newRules\": \"off\"}}", 2, "'rules.newRules'")]
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
        const string Whole = """{"mode":"warn","rules":{"AG4*":"off"},"allow":[{"fingerprint":"v1:abcabcabcabcabcabcabcabcab","expires":"2026-12-31"}],"limits":{"maxBytes":"1GiB"}}""";
        for (int length = 0; length < Whole.Length; length++)
        {
            Assert.Equal("AG0004", Assert.Throws<GateException>(() => PolicyFolder.Of(Whole[..length])).Code);
        }
    }

    [Fact]
    public void Endless_nesting_is_an_error() =>
        Assert.Equal("AG0004", Assert.Throws<GateException>(() => PolicyFolder.Of("{\"allow\":" + new string('[', 100_000))).Code);
}
