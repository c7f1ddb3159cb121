using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Tool.Tests.Verify;

/// <summary>Only a run that passed leaves a receipt.</summary>
public sealed class ReceiptOptionTests : IDisposable
{
    private readonly VerifyFolder _folder = new();

    public ReceiptOptionTests()
    {
        _folder.Write("bad.txt", $"token = {SampleSecrets.GitHub(1)}\n");
        _folder.Write("empty.txt", "");
        _folder.Write("observe.json", "{ \"mode\": \"observe\" }");
        Directory.CreateDirectory(_folder.PathOf("taken.json"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "the run is blocked and not passed", "bad.txt", "out/a.txt")]
    [InlineData(0, "the run is observed and not passed", "bad.txt", "--fail-on", "never")]
    [InlineData(0, "the run is observed and not passed", "bad.txt", "--policy", "observe.json")]
    [InlineData(3, "the run is incomplete and not passed", "empty.txt")]
    [InlineData(2, "the run is error and not passed", "out/a.txt", "--report", "taken.json")]
    [InlineData(2, "the run could not be made", "none.txt")]
    [InlineData(2, "the run could not be made", "out/a.txt", "--expect", "2")]
    public void A_run_that_did_not_pass_removes_an_older_receipt_and_says_so(int exit, string why, params string[] arguments)
    {
        Assert.Equal(0, ToolRun.Start(_folder.Root, ["scan", "out/a.txt", "--receipt", "r.json"]).ExitCode);
        Assert.True(File.Exists(_folder.PathOf("r.json")));
        ToolRun run = ToolRun.Start(_folder.Root, ["scan", .. arguments, "--receipt", "r.json"]);
        Assert.Equal(exit, run.ExitCode);
        Assert.False(File.Exists(_folder.PathOf("r.json")));
        Assert.Single(run.Error.Split('\n'), l => l.TrimEnd('\r') == $"artifactgate: no receipt: {why}; 'r.json' was not written, and an older one was removed.");
    }

    [Fact]
    public void The_real_program_says_it_too()
    {
        ProgramRun run = _folder.Run("scan", "bad.txt", "--receipt", "r.json", "--sign", "gate.key");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("artifactgate: no receipt: the run is blocked and not passed; 'r.json' was not written.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("r.json")));
    }

    [Theory]
    [InlineData("--sign signs a receipt, and there is none", "--sign", "gate.key")]
    [InlineData("The key 'none.key' does not exist", "--receipt", "n.json", "--sign", "none.key")]
    [InlineData("The key 'out/a.txt' is no private key", "--receipt", "n.json", "--sign", "out/a.txt")]
    [InlineData("The key 'gate.pub' is a public key", "--receipt", "n.json", "--sign", "gate.pub")]
    [InlineData("The key 'p384.key' is on another curve than P-256", "--receipt", "n.json", "--sign", "p384.key")]
    [InlineData("the folder does not exist", "--receipt", "none/n.json")]
    [InlineData("that is a folder", "--receipt", "publish")]
    [InlineData("not an empty one", "--receipt", "")]
    [InlineData("there is a file of that name that is no receipt; it stays as it is", "--receipt", "out/a.txt")]
    [InlineData("is in the artifact 'publish', which it would change", "publish", "--receipt", "publish/n.json")]
    [InlineData("--receipt 'n.json' and --report name the same file", "--receipt", "n.json", "--report", "./n.json")]
    public void What_cannot_be_is_one_line_before_anything_is_scanned(string says, params string[] arguments)
    {
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP384))
        {
            _folder.Write("p384.key", key.ExportPkcs8PrivateKeyPem());
        }

        // Scanned, this artifact would have blocked.
        ToolRun.Start(_folder.Root, ["scan", "bad.txt", .. arguments]).AssertOneLine(says);
        Assert.Equal("the first artifact", _folder.Read("out/a.txt"));
        Assert.False(File.Exists(_folder.PathOf("n.json")));
    }

    [Fact]
    public void Something_unread_that_the_policy_tolerates_is_counted_in_the_receipt()
    {
        _folder.Write("tolerant.json", "{ \"unread\": { \"corrupt\": \"warn\" } }");
        _folder.Write("a.zip", new ZipBuilder().Add(new("a.txt", "text"u8.ToArray())).Add(new("cut.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b])).ToArray());
        Assert.Equal(3, ToolRun.Start(_folder.Root, ["scan", "a.zip"]).ExitCode);
        _folder.Scanned("a.zip", "--policy", "tolerant.json");
        _folder.Edit("r.json", s =>
        {
            JsonNode coverage = VerifyFolder.Extension(s)["artifacts"]![0]!["coverage"]!;
            Assert.Equal((1, 1), ((int)coverage["unread"]!, (int)coverage["tolerated"]!));
        });
        _folder.Verified("r.json", "a.zip");
    }
}
