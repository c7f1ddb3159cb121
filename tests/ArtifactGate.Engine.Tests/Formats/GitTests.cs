using System.Security.Cryptography;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class GitTests : FormatTest
{
    private string Objects => Path.Combine(Folder, ".git", "objects");

    [Fact]
    public void A_secret_that_a_later_commit_removed_is_found_loose_and_packed()
    {
        string id = History();
        GateResult loose = ScanFolder();
        Assert.Equal([$"objects/{id[..2]}/{id[2..]}!{id}"], Found(loose));
        Assert.Empty(loose.Unread);
        Run("git", "gc", "-q");
        GateResult packed = ScanFolder();
        Assert.Matches($"^objects/pack/pack-[0-9a-f]+\\.pack!{id}$", Assert.Single(Found(packed)));
        Assert.Empty(packed.Unread);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--delta-base-offset")]
    public void Deltas_to_a_place_and_to_a_name_are_put_together(string option)
    {
        string id = History();
        Shell($"git rev-list --objects --all | git pack-objects -q --depth=4000 --window=50 {option} made");
        GateResult result = Scan(File.ReadAllBytes(Directory.GetFiles(Folder, "made-*.pack").Single()));
        Assert.Equal([id], Found(result));
        Assert.Empty(result.Unread);
        Assert.Equal("git-pack", result.Artifacts[0].Kind);
    }

    [Fact]
    public void Messages_of_commits_and_tags_are_read()
    {
        History();
        string secret = System.Text.Encoding.UTF8.GetString(Token(9)).Trim();
        Commit(secret);
        Run("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "tag", "-a", "v1", "-m", secret.Replace("key", "note", StringComparison.Ordinal));
        Run("git", "gc", "-q");

        // Git keeps the message in its logs too.
        Assert.Equal(3, Found(ScanFolder()).Count(path => path.Contains(".pack!", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_thin_pack_says_what_it_cannot_put_together_and_reads_the_rest()
    {
        History();
        File.AppendAllText(Path.Combine(Folder, "long.txt"), System.Text.Encoding.UTF8.GetString(Token(8)));
        Commit("more");
        Shell("printf 'HEAD\\n^HEAD~1\\n' | git pack-objects -q --revs --thin --stdout > thin.pack");
        GateResult result = Scan(File.ReadAllBytes(Path.Combine(Folder, "thin.pack")));
        UnreadItem unread = Assert.Single(result.Unread, u => u.Detail.Contains("base is not in the pack", StringComparison.Ordinal));
        Assert.Equal(UnreadReason.Corrupt, unread.Reason);
        Assert.Equal([unread.Path.Inner], Found(result));
    }

    [Fact]
    public void A_repository_of_sha256_is_read()
    {
        string id = History("--object-format=sha256");
        Assert.Equal(64, id.Length);
        Assert.Equal([$"objects/{id[..2]}/{id[2..]}!{id}"], Found(ScanFolder()));
        Run("git", "gc", "-q");
        GateResult packed = ScanFolder();
        Assert.EndsWith("!" + id, Assert.Single(Found(packed)), StringComparison.Ordinal);
        Assert.Empty(packed.Unread);
    }

    [Fact]
    public void An_object_of_another_name_is_corrupt()
    {
        string id = History();
        string right = Path.Combine(Objects, id[..2], id[2..]);
        string wrong = Path.Combine(Objects, id[..2], new string('a', 38));
        File.Move(right, wrong);
        UnreadItem unread = Assert.Single(ScanFolder().Unread);
        Assert.Equal(UnreadReason.Corrupt, unread.Reason);
        Assert.StartsWith($"objects/{id[..2]}/aaaa", unread.Path.Inner, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_hidden_in_a_pack_is_read_and_its_checksum_verified()
    {
        string id = History();
        Run("git", "gc", "-q");
        byte[] pack = File.ReadAllBytes(Directory.GetFiles(Path.Combine(Objects, "pack"), "*.pack").Single());
        GateResult result = Scan([.. pack[..^20], .. Token(7), .. pack[^20..]]);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal([id, $"@{pack.Length - 20}"], Found(result).OrderBy(path => path.Length).Reverse());
        pack[^1] ^= 1;
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(pack)));
    }

    [Fact]
    public void Deltas_of_one_another_are_corrupt_and_end()
    {
        // Two deltas, each naming the object that the other would be.
        byte[] header = [.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 2];
        byte[] delta = [0x75, .. new byte[20], .. Zlib([1, 1, 0x91, 0, 1])];
        byte[] content = [.. header, .. delta, .. delta];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(content);
        byte[] pack = [.. content, .. hash.GetHashAndReset()];
        GateResult result = Scan(pack);
        Assert.Equal(2, result.Unread.Count);
        Assert.All(result.Unread, u => Assert.StartsWith("@", u.Path.Inner, StringComparison.Ordinal));
    }

    private static byte[] Zlib(byte[] content)
    {
        var stream = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(stream, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return stream.ToArray();
    }

    // Twelve versions of a file, the credential in one of them only; the name of that version.
    private string History(params string[] options)
    {
        Run("git", ["init", "-q", .. options]);
        string path = Path.Combine(Folder, "long.txt");
        for (int i = 0; i < 12; i++)
        {
            string secret = i == 5 ? System.Text.Encoding.UTF8.GetString(Token(1)) : "";
            File.WriteAllText(path, string.Concat(Enumerable.Range(0, 300 + i).Select(line => $"line {line * 7919} of {line % 13}\n")) + secret);
            Commit($"version {i}");
        }

        return ProgramRun.Start("git", ["rev-parse", "HEAD~6:long.txt"], Folder).Output.Trim();
    }

    private void Commit(string message)
    {
        Run("git", "add", "-A", "long.txt");
        Run("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "gc.auto=0", "commit", "--allow-empty", "-qm", message);
    }

    private void Shell(string command) => Run("sh", "-c", command);

    private GateResult ScanFolder()
    {
        string folder = Path.Combine(Folder, ".git");
        return new Gate().Run(new GateOptions
        {
            WorkingDirectory = Folder,
            Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Artifacts = [new ArtifactInput(folder, folder)],
        });
    }
}
