using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;
using ArtifactGate.Engine.Walking;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests;

public sealed class ContainerTests : IDisposable
{
    private static readonly TokenRule Rule = (TokenRule)RuleBook.Default.Find("github-pat")!;

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_zip_in_a_zip_gives_both_names()
    {
        byte[] inner = Zip(("deep/app!settings%.json", Token(1)));
        GateResult result = Scan("outer.zip", Zip(("tools/inner.zip", inner), ("clean.txt", "x"u8.ToArray())));
        Assert.Equal("tools/inner.zip!deep/app%21settings%25.json", Assert.Single(result.Findings).Path.Inner);
        Assert.Empty(result.Unread);
        Assert.Equal("zip", result.Artifacts[0].Kind);
    }

    [Fact]
    public void A_compressed_tar_is_one_hop()
    {
        byte[] tar = Tar(("dir/file.txt", Token(2)));
        Assert.Equal("dir/file.txt", Assert.Single(Scan("x.tar.gz", Gzip(tar)).Findings).Path.Inner);
        Assert.Equal("a/x.tgz!dir/file.txt", Assert.Single(Scan("y.zip", Zip(("a/x.tgz", Gzip(tar)))).Findings).Path.Inner);
        Assert.Equal("data.json", Assert.Single(Scan("data.json.gz", Gzip(Token(3))).Findings).Path.Inner);
    }

    [Fact]
    public void What_was_found_holds_nothing_of_what_its_content_was_unpacked_into()
    {
        string path = Path.Combine(_folder, "x.tar.gz");
        File.WriteAllBytes(path, Gzip(Tar(("a.zip", Zip(("token.txt", Token(5)))))));
        var options = new GateOptions { Artifacts = [new ArtifactInput("x.tar.gz", path)], WorkingDirectory = _folder, Now = DateTimeOffset.UnixEpoch };
        var run = new GateRun(options, Policy.Load(options), new Detector(RuleBook.Default), FormatBook.Default, null, null, CancellationToken.None) { RulesDigest = "" };
        var scan = new ArtifactScan(run, options.Artifacts[0]);

        scan.Run();

        PlacedMatch found = Assert.Single(scan.Matches);
        Assert.Equal("a.zip!token.txt", found.Node.Path.Inner);
        Assert.Throws<InvalidOperationException>(() => found.Node.Open());
    }

    [Fact]
    public void Cut_off_containers_are_never_fine()
    {
        byte[] noise = new byte[5000];
        new Random(1).NextBytes(noise);
        foreach (byte[] whole in new[] { Gzip(Tar(("a.txt", "clean"u8.ToArray()))), Gzip(noise), Zip(("a.txt", noise)), Tar(("a.txt", noise)) })
        {
            Assert.Equal(RunVerdict.Passed, Scan("whole.bin", whole).Verdict);
            for (int i = 2; i < 14; i++)
            {
                GateResult cut = Scan("cut.bin", whole[..(whole.Length * i / 16)]);
                Assert.True(cut.Verdict == RunVerdict.Incomplete, $"{cut.Artifacts[0].Kind} cut at {i}/16");
            }
        }
    }

    [Fact]
    public void All_members_of_a_gzip_are_read_and_nothing_may_follow_them()
    {
        byte[] members = [.. Gzip("one"u8.ToArray()), .. Gzip("one"u8.ToArray()), .. Gzip(Token(4)), .. Gzip(new byte[100_000])];
        Assert.Single(Scan("a.gz", members).Findings);
        Assert.Equal(RunVerdict.Passed, Scan("b.gz", [.. Gzip("one"u8.ToArray()), 0, 0, 0]).Verdict);
        Assert.Equal(RunVerdict.Incomplete, Scan("c.gz", [.. Gzip("one"u8.ToArray()), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).Verdict);
    }

    [Theory]
    [InlineData("-mhe=off")]
    [InlineData("-mhe=on")]
    public void An_encrypted_7z_is_encrypted_whether_its_names_are_or_not(string names)
    {
        Assert.SkipWhen(ProgramRun.Find("7z") is null, "7z is not installed");
        File.WriteAllBytes(Path.Combine(_folder, "a.txt"), Token(5));
        ProgramRun run = ProgramRun.Start("7z", ["a", "-pk3j9", names, "made.7z", "a.txt"], _folder);
        Assert.True(run.ExitCode == 0, run.Output);
        UnreadItem unread = Assert.Single(Scan("x.7z", File.ReadAllBytes(Path.Combine(_folder, "made.7z"))).Unread);
        Assert.Equal(UnreadReason.Encrypted, unread.Reason);
    }

    [Fact]
    public void A_lying_checksum_is_corrupt()
    {
        byte[] zip = Zip(("a.txt", "hello hello hello hello"u8.ToArray()));
        int central = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        zip[central + 16] ^= 1;
        UnreadItem unread = Assert.Single(Scan("a.zip", zip).Unread);
        Assert.Equal(("a.txt", UnreadReason.Corrupt), (unread.Path.Inner, unread.Reason));
    }

    private static byte[] Token(int seed) => Encoding.UTF8.GetBytes($"x = {Rule.Proof!.Complete(Rule.Shape.Sample(new Random(seed)), new Random(seed))}\n");

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream))
        {
            foreach ((string name, byte[] content) in entries)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private GateResult Scan(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return new Gate().Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Artifacts = [new ArtifactInput(path, path)],
        });
    }
}
