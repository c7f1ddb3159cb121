using System.Formats.Tar;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class TarFormatTests : FormatTest
{
    [Fact]
    public void A_file_that_happens_to_be_its_own_sum_is_no_tar()
    {
        // Zeros but for a first byte and a digit where the checksum of a header would stand, and what is no number behind it.
        byte[] content = new byte[2048];
        content[0] = 1;
        Encoding.ASCII.GetBytes(Convert.ToString((8 * ' ') + 1, 8) + "\x01").CopyTo(content, 148);
        Assert.Equal("file", Scan("x", content).Artifacts[0].Kind);
        content[151] = 0;
        Assert.Equal("tar", Scan("x", content).Artifacts[0].Kind);
    }

    [Fact]
    public void An_entry_that_the_reader_refuses_stops_the_archive_and_not_the_run()
    {
        byte[] tar = ArchiveSamples.Tar("a.txt", TarEntryFormat.Ustar);

        // A device with a length.
        tar[156] = (byte)'3';
        tar.AsSpan(148, 8).Fill((byte)' ');
        int sum = tar[..512].Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        GateResult result = Scan("x.tar", tar);
        Assert.NotEqual(RunVerdict.Error, result.Verdict);
        Assert.NotEqual(RunVerdict.Passed, result.Verdict);
        Assert.Contains(result.Unread, u => u.Reason is UnreadReason.Corrupt or UnreadReason.Unsupported);
    }

    [Fact]
    public void Attributes_that_say_something_of_their_own_are_read()
    {
        Write("a.txt", Noise(100));
        string token = Encoding.UTF8.GetString(Token(1)).Trim();
        byte[] tar = Make("a.tar", "tar", "--format=posix", $"--pax-option=comment:={token}", "-cf", "a.tar", "a.txt");
        Assert.Equal(["a.txt"], AllFound(Scan("a.tar", tar)));
        tar = Make("b.tar", "tar", "--format=posix", $"--pax-option=MY.note={token}", "-cf", "b.tar", "a.txt");
        Assert.Equal([""], AllFound(Scan("b.tar", tar)));
    }

    [Fact]
    public void What_stands_where_a_block_is_filled_is_read()
    {
        Write("a.txt", Noise(700));
        Write("b.txt", Token(1));
        byte[] tar = Make("a.tar", "tar", "-cf", "a.tar", "a.txt", "b.txt");
        Token(2).CopyTo(tar, 512 + 700 + 30);
        Assert.Equal(["@1242", "b.txt"], AllFound(Scan("a.tar", tar)));
        Assert.Equal(["d/a.tar!@1242", "d/a.tar!b.txt"], AllFound(Scan(Zip(("d/a.tar", tar)))));
    }

    [Fact]
    public void A_comment_and_an_extra_field_of_gzip_are_read()
    {
        byte[] plain = Make("n.gz", Noise(100), "sh", "-c", "gzip -nc > n.gz");
        foreach ((byte flag, byte[] field) in new[] { ((byte)16, (byte[])[.. Token(1), 0]), ((byte)4, (byte[])[(byte)(Token(1).Length + 4), 0, .. "ab"u8, (byte)Token(1).Length, 0, .. Token(1)]) })
        {
            byte[] file = [.. plain[..3], flag, .. plain[4..10], .. field, .. plain[10..]];
            Assert.Equal(["@10"], AllFound(Scan("n.gz", file)));
            Assert.Equal(["d/n.gz!@10"], AllFound(Scan(Zip(("d/n.gz", file)))));
        }
    }

    public static TheoryData<string, string> SparseForms => new()
    {
        { "--format=gnu", "sparse.bin" },
        { "--format=posix --sparse-version=0.0", "sparse.bin" },
        { "--format=posix --sparse-version=0.1", "sparse.bin" },
        { "--format=posix --sparse-version=1.0", "sparse.bin" },
        { "--format=gnu", $"{new string('n', 120)}/sparse.bin" },
        { "--format=posix --sparse-version=1.0", $"{new string('n', 120)}/sparse.bin" },
    };

    [Theory]
    [MemberData(nameof(SparseForms))]
    public void What_is_stored_of_a_sparse_file_is_read_under_its_name(string options, string name)
    {
        foreach (int stretches in (int[])[1, 3, 5, 40])
        {
            byte[] tar = Sparse(options, name, stretches);
            Assert.InRange(tar.Length, stretches * 512, (stretches * 2048) + 20_000);
            GateResult result = Scan("x.tar", tar);
            Assert.Equal(["after.txt", .. Enumerable.Repeat(name, stretches)], AllFound(result));
            Assert.Equal("tar", result.Artifacts[0].Kind);
            Assert.Equal(stretches + 1, result.Findings.Select(f => f.Fingerprint).Distinct().Count());
            Assert.All(AllFound(Scan("y.zip", Zip(("x.tar", tar)))), path => Assert.StartsWith("x.tar!", path, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(SparseForms))]
    public void A_sparse_file_without_anything_and_one_that_is_cut_off(string options, string name)
    {
        GateResult clean = Scan("x.tar", Sparse(options, name, 0));
        Assert.Equal(["after.txt"], AllFound(clean));
        byte[] tar = Sparse(options, name, 40);
        foreach (int length in (int[])[600, 1100, 2200, 3000, 5000, 15_000])
        {
            Assert.NotEmpty(Scan("y.tar", tar[..length]).Unread);
        }
    }

    [Theory]
    [MemberData(nameof(SparseForms))]
    public void Damage_of_a_sparse_file_is_survived(string options, string name)
    {
        byte[] tar = Sparse(options, name, 6);
        var random = new Random(5);
        for (int round = 0; round < 60; round++)
        {
            byte[] damaged = [.. tar];
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                damaged[random.Next(4096)] ^= (byte)(1 << random.Next(8));
            }

            GateResult result = Scan("x.tar", damaged);
            Assert.NotEqual(RunVerdict.Passed, result.Verdict);
        }
    }

    [Fact]
    public void A_map_that_is_none_is_content()
    {
        byte[] tar = Sparse("--format=posix --sparse-version=1.0", "sparse.bin", 3);
        int map = (tar.AsSpan().LastIndexOf("GNUSparseFile"u8) / 512 * 512) + 512;
        Assert.Equal((byte)'\n', tar[map + 1]);
        foreach (string lie in (string[])["x\n", "99999999\n0\n", "9999999999999999999999\n", $"{Encoding.UTF8.GetString(Token(9)).Trim()}\n"])
        {
            byte[] lying = [.. tar];
            Encoding.ASCII.GetBytes(lie).CopyTo(lying, map);
            string[] found = AllFound(Scan("x.tar", lying));
            Assert.Equal(lie.Contains("key", StringComparison.Ordinal) ? 5 : 4, found.Length);
            Assert.All(found[1..], path => Assert.Equal("sparse.bin", path));
        }

        // In the rest of its last block.
        byte[] hiding = [.. tar];
        Token(8).CopyTo(hiding, map + 200);
        Assert.Equal(["after.txt", .. Enumerable.Repeat("sparse.bin", 4)], AllFound(Scan("x.tar", hiding)));
    }

    [Fact]
    public void A_map_of_the_old_form_is_read_and_has_an_end()
    {
        byte[] tar = Sparse("--format=gnu", "sparse.bin", 40);
        byte[] hiding = [.. tar];
        Token(8)[..7].CopyTo(hiding, 512 + 505);
        Assert.Equal(41, AllFound(Scan("x.tar", hiding)).Length);

        // Each block says that another follows.
        byte[] endless = [.. tar[..512], .. Enumerable.Repeat((byte)1, 3_000_000)];
        GateResult result = Scan("x.tar", endless);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
    }

    [Fact]
    public void Images_with_sparse_files_are_read_as_the_files_they_are()
    {
        var image = new TestImage();
        string layer = image.AddLayer("COPY", compress: true, ("app/key.txt", Token(1)));
        foreach ((string file, byte[] content) in image.Layout())
        {
            Write(Path.Combine("image", file), content);
        }

        WriteSparse("image/extra.bin", 2);
        foreach (ITheoryDataRow form in SparseForms)
        {
            byte[] tar = Make("x.tar", "sh", "-c", $"tar --sparse --hole-detection=raw {form.GetData()[0]} -cf x.tar -C image oci-layout index.json blobs extra.bin");
            Assert.InRange(tar.Length, 5_000, 100_000);
            Assert.Equal([$"blobs/sha256/{layer[7..]}!app/key.txt", "extra.bin", "extra.bin"], AllFound(Scan("y.tar", tar)));
        }
    }

    // A real tar with a file of stretches among holes, and one behind it.
    private byte[] Sparse(string options, string name, int stretches)
    {
        Assert.SkipWhen(ProgramRun.Find("tar") is null, "tar is not installed");
        WriteSparse(name, stretches);
        Write("after.txt", Token(63));
        return Make("made.tar", "sh", "-c", $"tar --sparse --hole-detection=raw {options} -cf made.tar {name} after.txt");
    }

    private void WriteSparse(string name, int stretches)
    {
        using var file = new FileStream(Write(name, []), FileMode.Open);
        for (int i = 0; i < stretches; i++)
        {
            file.Position = (i * 300_000) + 5000;
            file.Write(Token(i));
        }

        file.SetLength((stretches * 300_000) + 1_000_000);
    }
}
