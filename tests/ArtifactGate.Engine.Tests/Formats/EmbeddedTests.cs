using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Compressed files and archives in the middle of other content, behind whatever stands before them.</summary>
public sealed class EmbeddedTests : FormatTest
{
    public static TheoryData<string> Kinds => ["gz", "xz", "zst", "bz2", "lz", "7z", "cab", "tar", "zlib", "ar", "rar"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_opened_wherever_it_stands_and_what_is_around_it_is_read(string kind)
    {
        byte[] part = Made(kind);
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Noise(700)];
        foreach (byte[] front in new[] { Noise(1000), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some lines of text\n", 9000))), picture, TestHost.Pe(Noise(900)), TestHost.Elf(Noise(200_000)) })
        {
            byte[] behind = kind == "tar" ? new byte[10] : [.. Noise(50), .. Token(3)];
            byte[] file = [.. front, .. part, .. behind];
            string[] found = kind == "tar" ? [At(front.Length, kind)] : ["", At(front.Length, kind)];
            Assert.Equal(found, AllFound(Scan(file)));

            // Read forward: out of an archive that can be asked again, and out of one that cannot.
            found = [.. found.Select(f => f.Length == 0 ? "in/file" : "in/file!" + f)];
            Assert.Equal(found, AllFound(Scan(Zip(("in/file", file)))));
            Write("in/file", file);
            Assert.Equal(found, AllFound(Scan(Make("t.tgz", "tar", "-czf", "t.tgz", "in/file"))));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_place_around_the_border_of_a_window_will_do(string kind)
    {
        byte[] part = Made(kind);
        for (int at = 126_900; at < 131_200; at += 83)
        {
            Assert.Equal([At(at, kind)], AllFound(Scan([.. Noise(at), .. part])));
        }
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("xz")]
    [InlineData("zst")]
    [InlineData("bz2")]
    [InlineData("lz")]
    public void Several_members_are_one_and_what_is_damaged_is_said(string kind)
    {
        byte[] one = Made(kind, 100_000), two = Made(kind);
        Assert.Equal([At(500, kind), At(500, kind)], AllFound(Scan([.. Noise(500), .. one, .. two, .. Noise(90)])));

        byte[] cut = [.. Noise(500), .. one[..(one.Length * 3 / 4)]];
        Assert.All(Unread(Scan(cut)), u => Assert.Equal(UnreadReason.Corrupt, u.Reason));
        Assert.NotEmpty(Unread(Scan(cut)));
        one[one.Length * 3 / 4] ^= 0x11;
        Assert.NotEmpty(Unread(Scan([.. Noise(500), .. one, .. Noise(500)])));
    }

    [Fact]
    public void Beginnings_that_programs_and_texts_have_are_nothing()
    {
        byte[][] beginnings =
        [
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], [0x28, 0xB5, 0x2F, 0xFD], [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0, 1, 0, 0], [0x28, 0xB5, 0x2F, 0xFD, 0xA4, 0xFF], [0x28, 0xB5, 0x2F, 0xFD, 4, 0, 0, 2, 0, 4, 3, 0, 2],
            [0xFD, .. "7zXZ\0"u8], [0xFD, .. "7zXZ\0\0\x04"u8, 0xE6, 0xD6, 0xB4, 0x46], [.. "BZh9"u8, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0, 4],
            [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 0x8D, 0x9B, 0xD5, 0x0F, .. new byte[20]], [.. "MSCF"u8], [.. "MSCF\0\0\0\0"u8], [.. "MSCF\0\0\0\0-lh5-\0\0\0PK\x01\x02\0\0\0\0c\0a\0t\0r\0o\0o\0t\0"u8], [.. "MSCF"u8, .. new byte[12], .. "7zXZ"u8, .. new byte[24]], [.. "LZIP\x01"u8], [.. "LZIP"u8, 1, 0x0C, 0], [.. "ustar\0"u8], [.. "!<arch>\n"u8], [.. "Rar!"u8, 0x1A, 7, 0], [.. "Rar!"u8, 0x1A, 7, 1, 0], [.. "Rar!"u8, 0x1A, 7, 0, 0xCF, 0x91, 0x73, 0, 0, 13, 0], [.. "!<arch>\ndebian-binary   "u8],
            [0x78, 0x9C], [0x78, 0x01, 0x01, 0x10, 0, 0xEF, 0xFF], [0x78, 0xDA, 0x4B, 4, 0], [0x78, 0x5E, 0xED, 0xBD],
            [.. "PK"u8, 3, 4, 20, 0, 0, 0, 8, 0], [.. "PK"u8, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 50, 0, 0, 0, 90, 0, 0, 0, 0, 0], [.. "PK"u8, 1, 2], [.. "PK"u8, 5, 6],
        ];
        foreach (byte[] filling in new[] { new byte[600], Noise(600), Encoding.ASCII.GetBytes(new string('0', 600)), [.. Enumerable.Repeat((byte)0xFF, 600)] })
        {
            byte[] file = [.. filling, .. beginnings.SelectMany(b => (byte[])[.. b, .. filling])];
            GateResult result = Scan(file);
            Assert.Empty(result.Unread);
            Assert.Equal(1, result.Artifacts[0].Coverage.Nodes);
        }
    }

    [Fact]
    public void What_is_stored_is_told_once()
    {
        Write("a.txt", [.. Token(1), .. Noise(3000)]);
        byte[] stored = Make("a.7z", "7z", "a", "-mx0", "a.7z", "a.txt");
        Assert.Equal(["@400!a.txt"], AllFound(Scan([.. Noise(400), .. stored])));
    }

    [Fact]
    public void A_rar_that_is_damaged_or_encrypted_is_said_so_and_what_follows_is_read_once()
    {
        byte[] part = Made("rar"), damaged = [.. part];
        damaged[^5] ^= 1;
        byte[] encrypted = RarBuilder.Rar5(RarBuilder.Main5(), RarBuilder.Encryption5());
        foreach (byte[] said in new[] { damaged, part[..^20], encrypted })
        {
            Assert.NotEmpty(Unread(Scan([.. Noise(500), .. said])));
            GateResult many = Scan([.. Noise(500), .. Enumerable.Repeat(said, 200).SelectMany(s => s), .. Noise(50), .. Token(3)]);
            Assert.NotEmpty(many.Unread);
            Assert.Contains("", Found(many));
            Assert.True(many.Artifacts[0].Coverage.Bytes < 1_000_000);
        }
    }

    [Fact]
    public void A_zlib_stream_that_is_not_whole_is_bytes()
    {
        byte[] whole = Zlib(Encoding.ASCII.GetBytes(Convert.ToHexString(Noise(100_000)))), damaged = [.. whole];
        damaged[whole.Length / 2] ^= 0x11;
        foreach (byte[] part in new[] { whole[..^9], damaged })
        {
            GateResult result = Scan([.. Noise(500), .. part, .. Token(1)]);
            Assert.Equal([""], AllFound(result));
            Assert.Equal(1, result.Artifacts[0].Coverage.Nodes);
        }
    }

    [Fact]
    public void Short_and_repeated_texts_are_unpacked_whatever_the_level()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            string token = SampleSecrets.GitHub(seed), again = new((char)('a' + (seed % 26)), seed);
            foreach (string text in (string[])[token, again + token, token + token, $"{again} {again} {token}", $"abcabcabc{seed}{token}"])
            {
                foreach (CompressionLevel level in Enum.GetValues<CompressionLevel>())
                {
                    Assert.Equal(["@90!@90"], AllFound(Scan([.. Noise(90), .. Zlib(Encoding.ASCII.GetBytes(text), level), .. Noise(9)])).Distinct());
                }
            }
        }
    }

    [Fact]
    public void Pixels_of_a_picture_are_not_unpacked_and_its_texts_are()
    {
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Noise(30), .. "zTXtkey\0\0"u8, .. Zlib(Token(1)), .. Noise(8), .. "IDAT"u8, .. Zlib(Noise(5000)), .. Noise(12)];
        GateResult result = Scan(picture);
        Assert.Equal(["@47!@47"], AllFound(result));
        Assert.Equal(3, result.Artifacts[0].Coverage.Nodes);
    }

    [Theory]
    [InlineData("assembly")]
    [InlineData("pdf")]
    [InlineData("portable-pdb")]
    [InlineData("unopened")]
    [InlineData("sqlite")]
    [InlineData("compound-file")]
    public void A_zip_behind_a_format_of_its_own_is_opened(string kind)
    {
        string assembly = typeof(ArtifactPath).Assembly.Location;
        byte[] front = kind switch
        {
            "assembly" => File.ReadAllBytes(assembly),
            "portable-pdb" => File.ReadAllBytes(Path.ChangeExtension(assembly, ".pdb")),
            "pdf" => [.. "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8],
            "sqlite" => Make("a.db", "sqlite3", "a.db", "create table a(b); insert into a values(1);"),
            "compound-file" => new CompoundBuilder().Stream("a", Noise(5000)).Build(),
            _ => [0x89, .. "LZO"u8, 0, 0x0D, 0x0A, 0x1A, 0x0A, 0x10, 0x30, .. Noise(500)],
        };
        foreach (byte[] behind in new[] { [], Noise(200) })
        {
            GateResult result = Scan([.. front, .. Zip(("a.txt", Token(1))), .. behind]);
            Assert.Equal(kind, result.Artifacts[0].Kind);
            Assert.Equal([$"@{front.Length}!a.txt"], Found(result));
            Assert.All(result.Unread, u => Assert.Equal(UnreadReason.Unsupported, u.Reason));
        }
    }

    [Fact]
    public void A_zip_in_the_middle_is_opened_and_what_is_around_it_is_read()
    {
        byte[] zip = ArchiveSamples.Zip("a.txt", CompressionLevel.Optimal, Token(1)), comment = new ZipBuilder { Comment = "no more" }.Add(new("a.txt", Token(1)) { Method = 8 }).ToArray();
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Noise(700)];
        foreach (byte[] front in new[] { Noise(1000), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some lines of text\n", 9000))), picture, Noise(300_000) })
        {
            foreach (byte[] part in new[] { zip, comment })
            {
                byte[] file = [.. front, .. part, .. Noise(90_000), .. zip, .. Token(3)];
                string[] found = ["", $"@{front.Length + part.Length + 90_000}!a.txt", $"@{front.Length}!a.txt"];
                AssertFound(found, AllFound(Scan(file)));

                // Read forward: out of an archive that can be asked again, and out of one that cannot.
                found = [.. found.Select(f => f.Length == 0 ? "in/file" : "in/file!" + f)];
                AssertFound(found, AllFound(Scan(Zip(("in/file", file)))));
                Write("in/file", file);
                AssertFound(found, AllFound(Scan(Make("t.tgz", "tar", "-czf", "t.tgz", "in/file"))));
            }
        }

        static void AssertFound(string[] expected, string[] found) => Assert.Equal(expected.Order(StringComparer.Ordinal), found);
    }

    public static TheoryData<bool, bool, int> Cuts => new() { { true, false, 100 }, { true, false, 90_000 }, { true, true, 100 }, { true, true, 90_000 }, { false, false, 100 }, { false, false, 90_000 }, { false, true, 100 } };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_zip_in_the_middle_that_is_cut_off_is_opened_and_said_so(bool deflated, bool descriptor, int more)
    {
        byte[] rest = Encoding.ASCII.GetBytes(Convert.ToHexString(Noise(6000))), zip = new ZipBuilder().Add(new("a/first.txt", [.. Noise(more), .. Token(1)]) { Method = (ushort)(deflated ? 8 : 0), HasDescriptor = descriptor })
            .Add(new("b/second.txt", [.. Token(2), .. rest]) { Method = (ushort)(deflated ? 8 : 0), HasDescriptor = descriptor }).ToArray();
        int second = zip.AsSpan(4).IndexOf("PK\u0003\u0004"u8) + 4;
        foreach (byte[] front in new[] { Noise(1000), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some lines of text\n", 9000))) })
        {
            foreach ((int length, byte[] behind) in new[] { (zip.Length - 160, []), (second + 3500, []), (second + 3500, (byte[])[.. Token(3), .. Noise(5000)]), (second, Noise(90)), (second + 3500, [.. Zip(("c.txt", Token(4))), .. Noise(90_000)]) })
            {
                GateResult result = Scan("x.bin", [.. front, .. zip[..length], .. behind]);
                string at = $"@{front.Length}";
                Assert.Contains($"{at}!@0", Found(result));
                Assert.True(1 + (length > second ? 1 : 0) + (behind.Length is 0 or 90 ? 0 : 1) == Credentials(result).Count, $"{front.Length} {length} {second} {behind.Length} " + string.Join(" ", Credentials(result).Select(f => f.Path.Inner + ":" + f.Location.Offset)));
                Assert.Equal(Credentials(result).Count, Credentials(result).Select(f => f.Fingerprint).Distinct().Count());
                Assert.Contains((at, UnreadReason.Corrupt), Unread(result));
            }
        }
    }

    [Fact]
    public void A_zip_behind_a_program_that_counts_from_its_own_first_byte_is_no_part_of_one()
    {
        byte[] stub = [.. "MZ"u8, .. Noise(600)], zip = new ZipBuilder().Add(new("a.txt", Token(1)) { Method = 8 }).ToArray(), program = [.. stub, .. zip];
        int end = program.Length - 22, directory = program.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(program.AsSpan(end + 16), directory);
        BitConverter.TryWriteBytes(program.AsSpan(directory + 42), stub.Length);
        Assert.Equal(["a.txt"], AllFound(Scan(program)));
        Assert.Equal(["@1000!a.txt"], AllFound(Scan([.. Noise(1000), .. program, .. Noise(90_000)])));
    }

    [Fact]
    public void A_zip_in_the_middle_whose_entries_are_stored_is_told_once_and_so_is_one_in_it()
    {
        byte[] zip = ArchiveSamples.Zip("b.zip", CompressionLevel.NoCompression, ArchiveSamples.Zip("a.txt", CompressionLevel.NoCompression, Token(1)));
        Assert.Equal(["@1000!b.zip!a.txt"], AllFound(Scan([.. Noise(1000), .. zip, .. Noise(70_000)])));
    }

    [Fact]
    public void A_zip_behind_an_assembly_whose_directory_is_damaged_is_not_passed_over()
    {
        byte[] zip = Zip(("a.txt", Token(1)), ("b.txt", Token(2)));
        zip[zip.AsSpan().LastIndexOf("PK\x01\x02"u8) + 3] = 9;
        GateResult result = Scan([.. File.ReadAllBytes(typeof(ArtifactPath).Assembly.Location), .. zip]);
        Assert.NotEmpty(result.Unread);
    }

    // An archive of one file, which never is added to.
    private byte[] Archived(byte[] content)
    {
        Write("a.txt", content);
        File.Delete(Path.Combine(Folder, "a.a"));
        return Make("a.a", "ar", "rc", "a.a", "a.txt");
    }

    private static byte[] Zlib(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, level))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static string At(int offset, string kind) => kind is "7z" or "cab" or "tar" or "gz" or "ar" or "rar" ? $"@{offset}!a.txt" : $"@{offset}!@{offset}";

    private byte[] Made(string kind, int noise = 400)
    {
        byte[] content = [.. Token(1), .. noise < 1000 ? Noise(noise) : Encoding.ASCII.GetBytes(Convert.ToHexString(Noise(noise)))];
        Write("a.txt", content);
        File.Delete(Path.Combine(Folder, "a.7z"));
        return kind switch
        {
            "gz" => Make("a.txt.gz", "gzip", "-kf", "a.txt"),
            "xz" => Make("a.txt.xz", "xz", "-kf", "a.txt"),
            "zst" => Make("a.txt.zst", "zstd", "-qf", "a.txt"),
            "bz2" => Make("a.txt.bz2", "bzip2", "-kf", "a.txt"),
            "lz" => Make("a.txt.lz", "lzip", "-kf", "a.txt"),
            "zlib" => Zlib(content),
            "7z" => Make("a.7z", "7z", "a", "a.7z", "a.txt"),
            "ar" => Archived(content),
            "rar" => RarBuilder.Rar4(RarBuilder.Main4(), RarBuilder.Packed4("a.txt", content, Rar3Encoder.Literals(content)), RarBuilder.End4()),
            "tar" => Make("a.tar", "tar", "-cf", "a.tar", "a.txt"),
            _ => new CabBuilder().Stored(content).File("a.txt", 0, content.Length).Build(),
        };
    }
}
