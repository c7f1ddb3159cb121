using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class CompressedFormatTests : FormatTest
{
    // Long enough for codes of every width, and hardly compressible.
    private static readonly byte[] Long = [.. Token(1), .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i * 7919L % 1_000_003:x}\n"))), .. Token(1)];

    [Theory]
    [InlineData("lz", "lzip", "-k", "x")]
    [InlineData("lzma", "xz", "-k", "--format=lzma", "x")]
    [InlineData("lzma", "xz", "-9", "-k", "--format=lzma", "x")]
    [InlineData("xz", "xz", "-k", "--delta=dist=1", "--lzma2=preset=1", "x")]
    [InlineData("xz", "xz", "-k", "--x86", "--delta=dist=256", "--lzma2=preset=1", "x")]
    [InlineData("Z", "compress", "-f", "x")]
    [InlineData("Z", "compress", "-f", "-b", "10", "x")]
    [InlineData("Z", "compress", "-f", "-b", "12", "x")]
    [InlineData("br", "brotli", "-k", "x")]
    [InlineData("br", "brotli", "-k", "-q", "0", "x")]
    public void The_content_has_the_name_without_the_suffix_and_a_tar_is_one_hop(string suffix, string program, params string[] arguments)
    {
        Write("x", Long);
        byte[] packed = Make($"x.{suffix}", program, arguments);
        GateResult result = Scan($"data.json.{suffix}", packed);
        Assert.Equal(["data.json", "data.json"], AllFound(result));
        Assert.Equal(Long.Length - Token(1).Length + 6, result.Findings.Max(f => f.Location.Offset));

        File.Delete(Path.Combine(Folder, $"x.{suffix}"));
        Write("x", ArchiveSamples.Tar("dir/canary.txt", TarEntryFormat.Ustar));
        packed = Make($"x.{suffix}", program, arguments);
        Assert.Equal(["dir/canary.txt"], AllFound(Scan($"x.tar.{suffix}", packed)));
    }

    [Fact]
    public void A_filter_that_is_not_known_is_said_to_be()
    {
        Write("x", Token(1));
        byte[] packed = Make("x.xz", "xz", "-k", "--arm64", "--lzma2=preset=1", "x");
        Assert.Equal(("y", UnreadReason.Unsupported), Assert.Single(Unread(Scan("y.xz", packed))));
    }

    [Fact]
    public void A_dictionary_that_is_not_here_is_said_to_be_missing()
    {
        foreach (int i in Enumerable.Range(0, 40))
        {
            Write($"s{i}", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(i, 90).Select(n => $"sample {n} of {i}\n"))));
        }

        Write("x", Token(1));
        Run("sh", "-c", "zstd -q --train s* -o words --maxdict=2048");
        byte[] packed = Make("x.zst", "zstd", "-q", "-D", "words", "x");
        Assert.Equal(("y", UnreadReason.Unsupported), Assert.Single(Unread(Scan("y.zst", packed))));
        Assert.Empty(Scan([.. Noise(500), .. packed, .. Noise(90)]).Unread);
    }

    [Fact]
    public void All_members_of_a_lzip_are_read_and_verified()
    {
        Write("x", Token(1));
        byte[] member = Make("x.lz", "lzip", "-k", "x");
        Assert.Equal(2, Scan("y.lz", [.. member, .. member, 0, 0]).Findings.Count);
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(Scan("y.lz", [.. member, 1, 2, 3]))).Reason);
        for (int i = 1; i <= 20; i++)
        {
            byte[] damaged = [.. member];
            damaged[^i] ^= 1;
            Assert.Equal(("y", UnreadReason.Corrupt), Assert.Single(Unread(Scan("y.lz", damaged))));
        }
    }

    [Theory]
    [InlineData("gz", "gzip", "-k", "x")]
    [InlineData("xz", "xz", "-k", "x")]
    [InlineData("bz2", "bzip2", "-k", "x")]
    [InlineData("lz", "lzip", "-k", "x")]
    [InlineData("lzma", "xz", "-k", "--format=lzma", "x")]
    [InlineData("zst", "zstd", "-q", "-k", "x")]
    [InlineData("br", "brotli", "-k", "x")]
    public void What_stands_behind_the_end_is_read_and_said_not_to_belong_there(string suffix, string program, params string[] arguments)
    {
        string name = $"y.{suffix}", inner = suffix == "gz" ? "x" : "y";
        Write("x", Noise(50_000));
        byte[] packed = Make($"x.{suffix}", program, arguments);
        byte[][] followers = [Token(1), [.. new byte[600], .. Token(1)], [.. Noise(100_000, 2), .. Token(1)], ArchiveSamples.Tar("in/a.txt", TarEntryFormat.Ustar)];
        foreach ((int i, byte[] follower) in followers.Index())
        {
            string place = $"@{packed.Length + (i == 1 ? 600 : 0)}" + (i == 3 ? "!in/a.txt" : "");
            byte[] file = [.. packed, .. follower];

            GateResult result = Scan(name, file);
            Assert.Equal([place], Found(result));
            Assert.Equal((inner, UnreadReason.Corrupt), Assert.Single(Unread(result)));

            // Where it can only be read forward.
            Write(name, file);
            result = Scan("z.tar", Make("z.tar", "tar", "-cf", "z.tar", name));
            Assert.Equal([$"{name}!{place}"], Found(result));
            Assert.Equal(($"{name}!{inner}", UnreadReason.Corrupt), Assert.Single(Unread(result)));
        }

        foreach (byte[] few in new byte[][] { [1], [1, 2, 3], [.. Noise(9)] })
        {
            Assert.Equal((inner, UnreadReason.Corrupt), Assert.Single(Unread(Scan(name, [.. packed, .. few]))));
        }
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_compressed_tar_is_read_and_so_is_the_tar()
    {
        Write("a.txt", Token(1));
        byte[] packed = Make("a.tgz", "tar", "-czf", "a.tgz", "a.txt");
        GateResult result = Scan("b.tgz", [.. packed, .. Token(2)]);
        Assert.Equal([$"@{packed.Length}", "a.txt"], Found(result));
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(result)).Reason);
        result = Scan("b.tgz", [.. packed, .. packed, .. "BZh"u8, .. Token(2)]);
        Assert.Contains($"@{2 * packed.Length}", Found(result));
    }

    [Fact]
    public void What_only_begins_like_another_bzip2_stream_is_no_end()
    {
        Write("x", Noise(1000));
        byte[] packed = Make("x.bz2", "bzip2", "-k", "x");
        GateResult result = Scan("y.bz2", [.. packed, .. packed, .. "BZh0 "u8, .. Token(1)]);
        Assert.Equal([$"@{2 * packed.Length}"], Found(result));
        Assert.Equal(("y", UnreadReason.Corrupt), Assert.Single(Unread(result)));
    }

    [Fact]
    public void A_dictionary_is_not_as_large_as_a_header_says()
    {
        Write("x", Token(1));
        byte[] file = Make("x.lzma", "xz", "-k", "--format=lzma", "x");
        (file[1], file[2], file[3], file[4]) = (0, 0, 0, 0x40);
        Assert.Equal(("y", UnreadReason.Size), Assert.Single(Unread(Scan("y.lzma", file))));

        // With the length of the content it is as large as that.
        BitConverter.TryWriteBytes(file.AsSpan(5), (long)Token(1).Length);
        Assert.Equal(["y"], AllFound(Scan("y.lzma", file)));
        BitConverter.TryWriteBytes(file.AsSpan(5), (long)Token(1).Length + 1);
        Assert.Equal(("y", UnreadReason.Corrupt), Assert.Single(Unread(Scan("y.lzma", file))));
    }

    [Fact]
    public void A_compress_file_that_is_cut_off_within_a_code_is_corrupt()
    {
        Write("x", Long);
        byte[] packed = Make("x.Z", "compress", "-f", "x");
        Assert.Contains(Enumerable.Range(1, 16), cut => Scan("y.Z", packed[..^cut]).Unread.Any(u => u.Reason == UnreadReason.Corrupt));

        // Codes of ten bits, of which the highest are not known yet.
        packed.AsSpan(300, 3).Fill(0xFF);
        Assert.Equal(("y", UnreadReason.Corrupt), Assert.Single(Unread(Scan("y.Z", packed))));
    }

    [Fact]
    public void Zlib_streams_one_after_the_other_and_what_follows_are_read()
    {
        byte[] first = Zlib(Token(1)), second = Zlib(Long);
        byte[] tail = [.. "the end "u8, .. Token(1)];
        string[] places = ["x", $"@{first.Length}", $"@{first.Length}", $"@{first.Length + second.Length}"];
        Assert.Equal(places.Order(StringComparer.Ordinal), AllFound(Scan("x.zlib", [.. first, .. second, .. tail])));
        Assert.Equal(["dir/canary.txt"], AllFound(Scan("x.zz", Zlib(ArchiveSamples.Tar("dir/canary.txt", TarEntryFormat.Ustar)))));
        Assert.Equal(20, Scan("x", [.. Enumerable.Range(0, 20).SelectMany(_ => first)]).Findings.Count);
    }

    [Fact]
    public void A_zlib_stream_with_another_checksum_is_corrupt()
    {
        byte[] packed = Zlib(Long);
        packed[^1] ^= 1;
        Assert.Equal(("x", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.zlib", packed))));
    }

    [Fact]
    public void Chance_bytes_are_no_compressed_files()
    {
        var random = new Random(9);
        byte[][] begins = [[0x78, 0x9C], [0x78, 0xDA], [0x78, 0x01], [0x1F, 0x9D, 0x90], [0x5D, 0, 0, 0x80, 0], "LZIP"u8.ToArray(), [0x5D, 0, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0]];
        for (int i = 0; i < 350; i++)
        {
            byte[] noise = new byte[random.Next(20, 5000)];
            random.NextBytes(noise);
            begins[i % begins.Length].CopyTo(noise, 0);
            noise[^1] = 0xFF;
            GateResult result = Scan("x", noise);
            Assert.True(result.Unread.Count == 0 || i % begins.Length == 6, $"{i}: {result.Artifacts[0].Kind}");
        }
    }

    [Theory]
    [InlineData("zlib.txt", "x^ is how it begins, and so on for a long time: 0123456789 0123456789 0123456789 0123456789 0123456789")]
    [InlineData("hC.txt", "hC is how it begins, and so on for a long time: 0123456789 0123456789 0123456789 0123456789 0123456789")]
    [InlineData("messages.br", "demat = hello\ndigarez = sorry\nkenavo = goodbye, and many more words of that language\n")]
    [InlineData("LZIP.txt", "LZIP is the name of a program and of its format.")]
    public void Text_stays_text(string name, string text) => Assert.Equal((RunVerdict.Passed, "file"), (Scan(name, Encoding.UTF8.GetBytes(text)).Verdict, Scan(name, Encoding.UTF8.GetBytes(text)).Artifacts[0].Kind));

    [Fact]
    public void A_damaged_brotli_is_corrupt_and_nothing_may_follow_it()
    {
        byte[] packed = Brotli(Long);
        Assert.Equal(("app.js", UnreadReason.Corrupt), Assert.Single(Unread(Scan("app.js.br", packed[..(packed.Length / 2)]))));
        Assert.Equal(("app.js", UnreadReason.Corrupt), Assert.Single(Unread(Scan("app.js.br", [.. packed, 1]))));
        byte[] noise = new byte[3000];
        new Random(1).NextBytes(noise);
        Assert.Equal(("app.js", UnreadReason.Corrupt), Assert.Single(Unread(Scan("app.js.br", noise))));
        Assert.DoesNotContain(Scan("app.js.br", Brotli([])).Unread, u => u.Reason == UnreadReason.Corrupt);
    }

    [Fact]
    public void What_the_content_says_is_better_than_the_name()
    {
        Assert.Equal("zip", Scan("x.br", ArchiveSamples.Zip("a.txt", CompressionLevel.Optimal)).Artifacts[0].Kind);
        Assert.Equal("zlib", Scan("x.br", Zlib(Long)).Artifacts[0].Kind);
    }

    [Fact]
    public void Deflate_data_is_told_by_its_name_and_must_decompress()
    {
        byte[] packed = Pack(Long, s => new DeflateStream(s, CompressionLevel.Optimal)), small = Pack(Token(1), s => new DeflateStream(s, CompressionLevel.Optimal));
        Assert.Equal(["costura.lib.dll", "costura.lib.dll"], AllFound(Scan("costura.lib.dll.compressed", packed)));
        Assert.Equal(["a.json"], AllFound(Scan("a.json.deflate", small)));
        Assert.Equal(("a", UnreadReason.Corrupt), Assert.Single(Unread(Scan("a.compressed", packed[..^9]))));
        Assert.Equal(("a", UnreadReason.Corrupt), Assert.Single(Unread(Scan("a.compressed", packed[..500]))));
        byte[] damaged = [.. packed];
        damaged.AsSpan(700, 60).Fill(0xFF);
        Assert.Equal(("a", UnreadReason.Corrupt), Assert.Single(Unread(Scan("a.compressed", damaged))));
        GateResult result = Scan("b.compressed", [.. packed, .. Token(2)]);
        Assert.Equal([$"@{packed.Length}", "b", "b"], Found(result));
        Assert.Equal(("b", UnreadReason.Corrupt), Assert.Single(Unread(result)));

        // What only has the name.
        foreach (byte[] other in new[] { Noise(90), Noise(9000), Encoding.ASCII.GetBytes("a list of what is compressed here"), new byte[5000], [1], [] })
        {
            Assert.Equal("file", Scan("c.compressed", other).Artifacts[0].Kind);
        }
    }

    [Fact]
    public void Frames_that_are_skipped_may_stand_before_those_that_count()
    {
        Write("a.txt", Token(1));
        byte[] packed = Make("a.txt.zst", "zstd", "-q", "a.txt");
        Assert.Equal(["a"], AllFound(Scan("a.zst", [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4, 0x5F, 0x2A, 0x4D, 0x18, 0, 0, 0, 0, .. packed])));
        Assert.Equal("file", Scan("b.zst", [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]).Artifacts[0].Kind);
    }

    [Fact]
    public void What_is_in_a_frame_that_is_skipped_is_read()
    {
        Write("a.txt", Noise(300_000));
        byte[] packed = Make("a.txt.zst", "zstd", "-q", "a.txt");
        byte[] Skipped(byte[] content) => [0x55, 0x2A, 0x4D, 0x18, (byte)content.Length, (byte)(content.Length >> 8), 0, 0, .. content];
        Assert.Equal(["@8"], AllFound(Scan("a.zst", [.. Skipped(Token(1)), .. packed])));
        Assert.Equal([$"@{packed.Length + 8}"], AllFound(Scan("a.zst", [.. packed, .. Skipped(Token(1))])));
        Write("b.txt", Token(2));
        byte[] manifest = Make("b.txt.zst", "zstd", "-q", "b.txt");
        Assert.Equal([$"in/a.zst!@{packed.Length + 8}!@{packed.Length + 8}"], AllFound(Scan(Zip(("in/a.zst", [.. packed, .. Skipped(manifest), .. packed])))));
    }

    [Fact]
    public void Names_and_comments_of_later_members_are_read()
    {
        Write("a.txt", Noise(300_000));
        Write(SampleSecrets.GitHub(1), Noise(100));
        byte[] first = Make("a.gz", "sh", "-c", "gzip -c a.txt > a.gz"), second = Make("b.gz", "sh", "-c", "gzip -c ghp_* > b.gz");
        Assert.Equal([$"@{first.Length + 10}"], AllFound(Scan("x.gz", [.. first, .. second])));
        Assert.Equal(["ghp_\u2026"], AllFound(Scan("x.gz", [.. second, .. first])));
    }

    [Fact]
    public void A_bomb_ends()
    {
        byte[] zeros = new byte[400 << 20];
        foreach ((string name, byte[] packed) in new[] { ("a.br", Brotli(zeros)), ("a.zlib", Zlib(zeros)) })
        {
            Assert.Equal(UnreadReason.Ratio, Assert.Single(Unread(Scan(name, packed))).Reason);
        }
    }

    private static byte[] Zlib(byte[] content) => Pack(content, s => new ZLibStream(s, CompressionLevel.Optimal));

    private static byte[] Brotli(byte[] content) => Pack(content, s => new BrotliStream(s, CompressionLevel.Fastest));

    private static byte[] Pack(byte[] content, Func<Stream, Stream> compressor)
    {
        var stream = new MemoryStream();
        using (Stream compressed = compressor(stream))
        {
            compressed.Write(content);
        }

        return stream.ToArray();
    }
}
