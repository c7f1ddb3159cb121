using System.Globalization;
using System.Text.Json.Nodes;

namespace ArtifactGate.Tool.Tests.Policies;

/// <summary>Allowances in runs of the real program: their ends, those without use, and content that was not read.</summary>
public sealed class AllowanceTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_that_expired_blocks_again_and_one_that_soon_will_says_so()
    {
        _folder.Plant("out/a.txt");
        string fingerprint = (string)_folder.Scan(1, "out")["findings"]![0]!["fingerprint"]!;
        _folder.Write("artifactgate.json", Allow(fingerprint, 15));
        _folder.Ends(0, "PASSED", "scan", "out");
        Assert.DoesNotContain("AG0005", _folder.Run("scan", "out").Output, StringComparison.Ordinal);
        _folder.Write("artifactgate.json", Allow(fingerprint, 14));
        _folder.Ends(0, "AG0005", "scan", "out");
        _folder.Write("artifactgate.json", Allow(fingerprint, -1));
        _folder.Ends(1, "expired on", "scan", "out");
    }

    [Fact]
    public void One_without_use_is_named_only_by_a_run_that_saw_everything()
    {
        _folder.Plant("out/a.txt");
        string fingerprint = (string)_folder.Scan(1, "out")["findings"]![0]!["fingerprint"]!;
        _folder.Write("artifactgate.json", $$"""{ "allow": [{ "fingerprint": "{{fingerprint}}" }, { "fingerprint": "v1:gonegonegonegonegonegonego", "owner": "ops" }, { "rule": "AG3*", "path": "docs/**" }] }""");

        Assert.Empty(_folder.Scan(0, "out")["notices"]!.AsArray());
        JsonArray notices = _folder.Scan(0, "out", "--complete")["notices"]!.AsArray();
        Assert.Equal(["AG0011", "AG0011"], notices.Select(n => (string)n!["code"]!));
        Assert.Contains("The allowance of v1:gonegonegonegonegonegonego (line 1, owner ops) covers nothing", (string)notices[0]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_did_not_see_everything_judges_none_of_them()
    {
        _folder.Write("out/a.zip", GateFolder.Encrypted());
        _folder.Write("artifactgate.json", """{ "allow": [{ "fingerprint": "v1:gonegonegonegonegonegonego" }] }""");
        Assert.Empty(_folder.Scan(3, "out", "--complete")["notices"]!.AsArray());
    }

    [Fact]
    public void Unread_content_is_accepted_by_its_bytes()
    {
        byte[] inner = GateFolder.Encrypted();
        _folder.Write("out/a.zip", GateFolder.Zip(("in.zip", inner)));
        JsonNode item = Assert.Single(_folder.Scan(3, "out/a.zip")["unread"]!.AsArray())!;
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(inner));
        Assert.Equal(("in.zip!secret.txt", "encrypted", digest), ((string)item["path"]!, (string)item["reason"]!, (string)item["sha256"]!));

        _folder.Write("artifactgate.json", $$"""{ "allow": [{ "path": "in.zip!*", "sha256": "{{digest}}", "reason": "from the customer" }] }""");
        item = Assert.Single(_folder.Scan(0, "out/a.zip")["unread"]!.AsArray())!;
        Assert.Equal(("allowed", "from the customer"), ((string)item["verdict"]!, (string)item["allowance"]!));

        _folder.Write("out/a.zip", GateFolder.Zip(("in.zip", GateFolder.Encrypted(2))));
        Assert.Equal("block", (string)_folder.Scan(3, "out/a.zip")["unread"]![0]!["verdict"]!);
    }

    [Fact]
    public void Other_bytes_under_the_same_name_do_not_hide_behind_accepted_ones()
    {
        byte[] inner = GateFolder.Encrypted();
        _folder.Write("out/a.zip", GateFolder.Zip(("in.zip", inner), ("in.zip", GateFolder.Encrypted(2))));
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(inner));
        _folder.Write("artifactgate.json", $$"""{ "allow": [{ "path": "**", "sha256": "{{digest}}" }] }""");
        Assert.Equal(["allowed", "block"], _folder.Scan(3, "out/a.zip")["unread"]!.AsArray().Select(u => (string)u!["verdict"]!).Order());
    }

    [Fact]
    public void An_artifact_of_which_nothing_was_seen_is_never_accepted()
    {
        byte[] artifact = "7z\u00bc\u00af\u0027\u001c"u8.ToArray();
        _folder.Write("out/a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3, 4, 5, 6, 7, 8, .. artifact]);
        JsonNode item = _folder.Scan(3, "out/a.7z")["unread"]![0]!;
        _folder.Write("artifactgate.json", $$"""{ "allow": [{ "path": "**", "sha256": "{{(string)item["sha256"]!}}" }] }""");
        _folder.Ends(3, "AG0001", "scan", "out/a.7z");
    }

    private static string Allow(string fingerprint, int days) =>
        $$"""{ "allow": [{ "fingerprint": "{{fingerprint}}", "owner": "ops", "expires": "{{DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}" }] }""";
}
