using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Caching;

namespace ArtifactGate.Engine.Tests;

/// <summary>The digest of a folder is that of the bytes that were scanned.</summary>
public sealed class FolderChangeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-folder-").FullName;

    public FolderChangeTests()
    {
        Write("a.txt", "the text that is scanned");
        Write("b.txt", "another one");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_unchanged_folder_has_the_digest_of_its_sorted_lines()
    {
        Write("c/app.zip", new Testing.Formats.ZipBuilder().Add(new("x", "y"u8.ToArray())).ToArray());
        Write("empty", "");
        GateResult result = Scan(() => { });
        string[] lines = [.. new[] { "a.txt", "b.txt", "c/app.zip", "empty" }.Select(Line).Order(StringComparer.Ordinal)];
        Assert.Equal(Hash(Encoding.UTF8.GetBytes(string.Concat(lines))), Assert.Single(result.Artifacts).Sha256);
        Assert.Equal(result.Artifacts[0].Sha256, FolderDigest.Of(_folder).Sha256);
        Assert.Empty(result.Unread);
        Assert.Equal(RunVerdict.Passed, result.Verdict);
    }

    [Fact]
    public void A_file_that_is_swapped_behind_the_scan_has_changed()
    {
        GateResult result = Scan(() => Write("a.txt", "the text that is shipped"));
        Assert.Equal([("a.txt", UnreadReason.Changed)], result.Unread.Select(u => (u.Path.Inner, u.Reason)));
        Assert.Equal(RunVerdict.Incomplete, result.Verdict);
    }

    [Fact]
    public void A_swap_that_forges_the_time_gets_the_digest_of_what_was_scanned()
    {
        string scanned = FolderDigest.Of(_folder).Sha256;
        string file = Path.Combine(_folder, "a.txt");
        DateTime written = File.GetLastWriteTimeUtc(file);
        GateResult result = Scan(() =>
        {
            Write("a.txt", "the text that is shipped");
            File.SetLastWriteTimeUtc(file, written);
        });
        Assert.Equal(scanned, Assert.Single(result.Artifacts).Sha256);
        Assert.NotEqual(scanned, FolderDigest.Of(_folder).Sha256);
    }

    [Fact]
    public void A_swap_that_forges_the_time_leaves_nothing_to_be_remembered()
    {
        // An archive is read here and there, so what is hashed are its bytes before and after.
        byte[] Zip(string text) => new Testing.Formats.ZipBuilder().Add(new("x", Encoding.UTF8.GetBytes(text))).ToArray();
        Write("a.zip", Zip("one"));
        string file = Path.Combine(_folder, "a.zip");
        DateTime written = File.GetLastWriteTimeUtc(file);
        var memory = new BuildMemory();
        GateResult result = Scan(
            () =>
            {
                Write("a.zip", Zip("two"));
                File.SetLastWriteTimeUtc(file, written);
            },
            memory);
        Assert.Equal([("a.zip", UnreadReason.Changed)], result.Unread.Select(u => (u.Path.Inner, u.Reason)));
        Assert.Equal(new CacheUse(0, 3), Scan(() => { }, memory).Cache);
        Assert.Equal(new CacheUse(3, 0), Scan(() => { }, memory).Cache);
    }

    [Fact]
    public void A_memory_that_is_full_keeps_what_it_has()
    {
        var memory = new BuildMemory(most: 1);
        Scan(() => { }, memory);
        Assert.Equal(new CacheUse(1, 1), Scan(() => { }, memory).Cache);
        Assert.Equal(new CacheUse(1, 1), Scan(() => { }, memory).Cache);
    }

    [Fact]
    public void A_file_that_is_put_there_or_taken_away_behind_the_scan_has_changed()
    {
        GateResult result = Scan(() =>
        {
            Write("a2.txt", "put there");
            File.Delete(Path.Combine(_folder, "a.txt"));
        });
        Assert.Equal(["a.txt", "a2.txt"], result.Unread.Select(u => u.Path.Inner));
        Assert.All(result.Unread, u => Assert.Equal(UnreadReason.Changed, u.Reason));
    }

    [Fact]
    public void A_name_with_a_line_feed_does_not_pass_for_two_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string two = FolderDigest.Of(_folder).Sha256;
        string[] lines = [.. new[] { "a.txt", "b.txt" }.Select(Line).Order(StringComparer.Ordinal)];
        string first = lines[0].Split(' ', 3)[2].TrimEnd('\n');
        string one = Directory.CreateTempSubdirectory("artifactgate-folder-").FullName;
        try
        {
            string name = first + "\n" + lines[1].TrimEnd('\n');
            File.Copy(Path.Combine(_folder, first), Path.Combine(one, name));
            Assert.NotEqual(two, FolderDigest.Of(one).Sha256);
        }
        finally
        {
            Directory.Delete(one, recursive: true);
        }
    }

    // Files are visited in the order of their names, so that a.txt has been scanned when b.txt is.
    private GateResult Scan(Action meanwhile, BuildMemory? memory = null)
    {
        bool done = false;
        var options = new GateOptions
        {
            WorkingDirectory = Path.GetTempPath(),
            Artifacts = [new ArtifactInput("folder", _folder)],
            Jobs = 1,
            Cache = memory,
            Now = DateTimeOffset.UnixEpoch,
        };
        return new Gate().Run(options, new Meanwhile(p =>
        {
            if (!done && p.Nodes >= 2)
            {
                done = true;
                meanwhile();
            }
        }));
    }

    private string Line(string name)
    {
        byte[] content = File.ReadAllBytes(Path.Combine(_folder, name));
        return string.Create(CultureInfo.InvariantCulture, $"{Hash(content)} {content.Length} {name}\n");
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private sealed class Meanwhile(Action<GateProgress> act) : IProgress<GateProgress>
    {
        public void Report(GateProgress value) => act(value);
    }
}
