using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>The receipt of a run under a base policy, with the real program.</summary>
public sealed class BaseReceiptTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public BaseReceiptTests() => _folder.Write("out/a.txt", "nothing to see");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_names_both_policies_and_verify_wants_the_base_policy_accepted()
    {
        string path = _folder.Base("""{ "unread": { "unsupported": "block" } }""");
        _folder.Write("artifactgate.json", """{ "mode": "enforce" }""");
        _folder.Ends(0, "PASSED", "scan", "out", "--receipt", "receipt.json");

        JsonNode predicate = JsonNode.Parse(_folder.Read("receipt.json"))!["predicate"]!;
        JsonNode extension = predicate.AsObject().Single(m => m.Key.StartsWith("https://", StringComparison.Ordinal)).Value!;
        string ofBase = DigestOf(path), own = DigestOf(_folder.PathOf("artifactgate.json"));
        Assert.Equal([(path, ofBase, "base"), ("artifactgate.json", own, "repository")],
            extension["policies"]!.AsArray().Select(p => ((string)p!["path"]!, (string)p["sha256"]!, (string)p["role"]!)));
        Assert.Equal((path, ofBase), ((string)predicate["policy"]!["uri"]!, (string)predicate["policy"]!["digest"]!["sha256"]!));

        _folder.Ends(0, "verified", "verify", "receipt.json", "out", "--unsigned", "--policy-digest", ofBase, "--policy-digest", "sha256:" + own);
        _folder.Ends(0, "verified", "verify", "receipt.json", "out", "--unsigned", "--policy-digest", ofBase);
        _folder.Ends(1, $"there is sha256:{ofBase}", "verify", "receipt.json", "out", "--unsigned", "--policy-digest", own);
    }

    [Fact]
    public void Without_the_base_policy_there_is_none_that_verify_accepts_for_it()
    {
        string ofBase = DigestOf(_folder.Base("{}"));
        _folder.Environment["ARTIFACTGATE_BASE_POLICY"] = null;
        _folder.Ends(0, "PASSED", "scan", "out", "--receipt", "receipt.json");
        _folder.Ends(1, "is of a run without a policy", "verify", "receipt.json", "out", "--unsigned", "--policy-digest", ofBase);
        _folder.Write("artifactgate.json", "{ }");
        _folder.Ends(0, "PASSED", "scan", "out", "--receipt", "receipt.json");
        _folder.Ends(1, "is of a run under another policy", "verify", "receipt.json", "out", "--unsigned", "--policy-digest", ofBase);
        _folder.Ends(0, "verified", "verify", "receipt.json", "out", "--unsigned", "--policy-digest", DigestOf(_folder.PathOf("artifactgate.json")));
    }

    [Fact]
    public void What_the_base_policy_refuses_leaves_no_receipt()
    {
        _folder.Base("{}");
        _folder.Ends(0, "PASSED", "scan", "out", "--receipt", "receipt.json");
        _folder.Write("artifactgate.json", """{ "mode": "observe" }""");
        _folder.Ends(2, "would relax the base policy", "scan", "out", "--receipt", "receipt.json");
        Assert.False(File.Exists(_folder.PathOf("receipt.json")));
    }

    private static string DigestOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
