using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class GitBundleTests : FormatTest
{
    [Theory]
    [InlineData("sha1", 2)]
    [InlineData("sha1", 3)]
    [InlineData("sha256", 3)]
    public void A_secret_that_a_later_commit_removed_is_found_under_its_name(string format, int version)
    {
        string id = History(format);
        byte[] bundle = Bundle($"--version={version}", "HEAD");
        Assert.Equal((byte)('0' + version), bundle[3]);
        GateResult result = Scan(bundle);
        Assert.Equal([id], AllFound(result));
        Assert.Equal("git-bundle", result.Artifacts[0].Kind);
        Assert.Equal(["app/made.bundle!" + id], AllFound(Scan(Zip(("app/made.bundle", bundle)))));
    }

    [Fact]
    public void Of_changes_to_what_the_receiver_has_it_is_said_and_the_rest_is_read()
    {
        History("sha1");
        File.AppendAllText(Path.Combine(Folder, "long.txt"), Encoding.UTF8.GetString(Token(8)));
        Commit("more");
        byte[] bundle = Bundle("HEAD~1..HEAD");
        GateResult result = Scan(bundle);
        UnreadItem unread = Assert.Single(result.Unread, u => u.Path.Inner.StartsWith('@'));
        Assert.Equal(UnreadReason.Corrupt, unread.Reason);
        Assert.Contains("not in the bundle: it is for a receiver who has that already", unread.Detail, StringComparison.Ordinal);
        Assert.Equal([unread.Path.Inner], Found(result));

        // The place is one of the bundle: a delta to a name begins there.
        Assert.Equal(7, (bundle[int.Parse(unread.Path.Inner[1..], System.Globalization.CultureInfo.InvariantCulture)] >> 4) & 7);
    }

    [Fact]
    public void Names_of_branches_are_bytes_of_the_bundle()
    {
        History("sha1");
        Run("git", "branch", Encoding.UTF8.GetString(Token(2)).Trim()["key = ".Length..], "HEAD~2");
        Assert.Contains("", AllFound(Scan(Bundle("--all"))));
    }

    [Fact]
    public void What_follows_the_pack_is_read()
    {
        string id = History("sha1");
        byte[] bundle = Bundle("HEAD");
        GateResult result = Scan([.. bundle, .. Token(3)]);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal(2, Found(result).Length);
        Assert.Contains(id, Found(result));
        Assert.Contains($"@{bundle.Length - 20}", Found(result));
    }

    [Fact]
    public void Without_its_pack_or_cut_off_before_it_a_bundle_is_corrupt()
    {
        History("sha1");
        byte[] bundle = Bundle("HEAD");
        int pack = bundle.AsSpan().IndexOf("\n\nPACK"u8) + 2;
        foreach (int length in new[] { 16, 20, pack - 1, pack, pack + 8 })
        {
            Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(bundle[..length])));
        }

        GateResult result = Scan([.. bundle[..pack], .. Token(4)]);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal([""], Found(result));
    }

    [Theory]
    [InlineData("# v2 git bundle\n\nThis is how bundles begin.\n")]
    [InlineData("# v3 git bundle\nThis is how bundles begin.\n")]
    [InlineData("# v2 git bundle\n- a list\n")]
    [InlineData("# v2 git bundle\n@deprecated\n")]
    [InlineData("# v9 git bundle\n")]
    public void Text_that_begins_alike_is_no_bundle(string text) => Assert.Equal("file", Scan(Encoding.ASCII.GetBytes(text)) is { Unread.Count: 0 } result ? result.Artifacts[0].Kind : "unread");

    private byte[] Bundle(params string[] arguments)
    {
        Run("git", ["bundle", "create", "-q", .. arguments.Where(a => a.StartsWith("--version", StringComparison.Ordinal)), "made.bundle",
            .. arguments.Where(a => !a.StartsWith("--version", StringComparison.Ordinal))]);
        return File.ReadAllBytes(Path.Combine(Folder, "made.bundle"));
    }

    // Six versions of a file, the credential in one of them only; the name of that version.
    private string History(string format)
    {
        Run("git", "init", "-q", $"--object-format={format}");
        for (int i = 0; i < 6; i++)
        {
            string secret = i == 2 ? Encoding.UTF8.GetString(Token(1)) : "";
            File.WriteAllText(Path.Combine(Folder, "long.txt"), string.Concat(Enumerable.Range(0, 300 + i).Select(line => $"line {line * 7919} of {line % 13}\n")) + secret);
            Commit($"version {i}");
        }

        return ProgramRun.Start("git", ["rev-parse", "HEAD~3:long.txt"], Folder).Output.Trim();
    }

    private void Commit(string message)
    {
        Run("git", "add", "-A", "long.txt");
        Run("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "gc.auto=0", "commit", "-qm", message);
    }
}
