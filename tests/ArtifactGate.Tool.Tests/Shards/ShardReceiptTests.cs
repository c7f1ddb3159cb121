using ArtifactGate.Testing;
using ArtifactGate.Tool.Tests.Verify;

namespace ArtifactGate.Tool.Tests.Shards;

/// <summary>Receipts of shards vouch for a set together, or not at all. Through the real program.</summary>
public sealed class ShardReceiptTests : IDisposable
{
    private static readonly string[] Everything = ["out/a.txt", "out/b.txt", "publish"];

    private readonly VerifyFolder _folder = new();

    public ShardReceiptTests()
    {
        for (int k = 1; k <= 3; k++)
        {
            _folder.Passes("scan", [.. Everything, "--shard", $"{k}/3", "--receipt", $"r{k}.json", "--sign", "gate.key", "--report", $"s{k}.json", "--quiet"]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_of_them_verify_as_they_are_and_joined()
    {
        _folder.Verified("r1.json", "r2.json", "r3.json", "out/a.txt", "out/b.txt", "publish");
        Assert.Contains("PASSED", _folder.Passes("merge", "r1.json", "r2.json", "r3.json", "s1.json", "s2.json", "s3.json", "--key", "gate.pub", "--receipt", "all.json", "--sign", "gate.key"), StringComparison.Ordinal);
        _folder.Verified("all.json", "out/a.txt", "out/b.txt", "publish");
        _folder.Refused("'publish' is missing", "all.json", "out/a.txt", "out/b.txt");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_that_is_left_out_is_missed(int leftOut)
    {
        string[] rest = [.. Enumerable.Range(1, 3).Where(k => k != leftOut).Select(k => $"r{k}.json")];
        ProgramRun verify = _folder.Run(["verify", "--key", "gate.pub", .. rest, .. Everything]);
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains($"is the receipt of a part. Shard {leftOut} of 3 is missing", verify.Output, StringComparison.Ordinal);
        ProgramRun merge = _folder.Run(["merge", "--key", "gate.pub", .. rest, "--receipt", "all.json"]);
        Assert.Equal(2, merge.ExitCode);
        Assert.Contains($"Shard {leftOut} of 3 is missing", merge.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("all.json")));
    }

    [Theory]
    [InlineData("is not signed, and must be", "--key", "gate.pub", "plain.json", "r2.json", "r3.json")]
    [InlineData("with the public key that they must be signed with (--key PUB), or without one", "r1.json", "r2.json", "r3.json")]
    [InlineData("are not of the same artifacts", "--key", "gate.pub", "r1.json", "r2.json", "r3.json", "other.json")]
    public void Joined_are_only_those_that_are_trusted(string says, params string[] arguments)
    {
        _folder.Passes("scan", [.. Everything, "--shard", "1/3", "--receipt", "plain.json", "--quiet"]);
        _folder.Passes("scan", "out/a.txt", "--report", "other.json", "--quiet");
        ProgramRun run = _folder.Run(["merge", .. arguments, "--receipt", "all.json"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("all.json")));
    }

    [Fact]
    public void A_place_for_the_result_belongs_to_receipts()
    {
        Assert.Contains("add --receipt FILE", _folder.Run("merge", "--key", "gate.pub", "r1.json", "r2.json", "r3.json").Output, StringComparison.Ordinal);
        Assert.Contains("there is none among what was named", _folder.Run("merge", "s1.json", "s2.json", "s3.json", "--receipt", "all.json").Output, StringComparison.Ordinal);
    }
}
