using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class ZipFormatTests : FormatTest
{
    // Enough for every code, width and clearing; half of it repeats.
    private static readonly byte[] Long = [.. Token(1), .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 9000).Select(i => i % 3 == 0 ? "the same again\n" : $"{i * 7919L % 1_000_003:x}\n"))), 144, 144, 0, .. Token(1)];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 2)]
    [InlineData(6, 6)]
    public void Methods_of_long_ago_are_read_as_other_programs_read_them(int method, int flags)
    {
        byte[] packed = method switch
        {
            1 => OldZipMethods.Shrink(Long),
            6 => OldZipMethods.Implode(Long, literalTree: (flags & 4) != 0),
            _ => OldZipMethods.Reduce(Long, method - 1),
        };
        byte[] zip = OldZipSamples.Zip("dir/a.txt", (ushort)method, (ushort)flags, packed, Long);
        Assert.True(packed.Length < Long.Length);
        GateResult result = Scan("x.zip", zip);
        Assert.Equal(["dir/a.txt", "dir/a.txt"], AllFound(result));
        Assert.Equal(Long.Length - Token(1).Length + 6, result.Findings.Max(f => f.Location.Offset));
        if (ProgramRun.Find("7z") is not null)
        {
            ProgramRun run = ProgramRun.Start("7z", ["t", "x.zip"], Folder);
            Assert.True(run.ExitCode == 0 || run.Output.Contains("Unsupported Method", StringComparison.Ordinal), run.Output);
        }
    }

    [Theory]
    [InlineData("-mm=LZMA")]
    [InlineData("-mm=LZMA", "-mx=9")]
    [InlineData("-mm=PPMd", "-mx=9")]
    [InlineData("-mm=Deflate64", "-mx=9")]
    [InlineData("-mm=BZip2")]
    public void Methods_of_7z_are_read(params string[] options)
    {
        Write("dir/a.txt", Long);
        Assert.Equal(["dir/a.txt", "dir/a.txt"], AllFound(Scan("y.zip", Make("x.zip", "7z", ["a", "-tzip", "-bd", .. options, "x.zip", "dir/a.txt"]))));
    }

    [Fact]
    public void Damage_of_every_method_is_corrupt()
    {
        Write("dir/a.txt", Long);
        byte[][] zips =
        [
            OldZipSamples.Zip("dir/a.txt", 1, 0, OldZipMethods.Shrink(Long), Long),
            OldZipSamples.Zip("dir/a.txt", 3, 0, OldZipMethods.Reduce(Long, 2), Long),
            OldZipSamples.Zip("dir/a.txt", 6, 6, OldZipMethods.Implode(Long, true), Long),
            Make("l.zip", "7z", "a", "-tzip", "-bd", "-mm=LZMA", "l.zip", "dir/a.txt"),
            Make("p.zip", "7z", "a", "-tzip", "-bd", "-mm=PPMd", "p.zip", "dir/a.txt"),
        ];
        foreach (byte[] zip in zips)
        {
            foreach (int at in new[] { 60, 700, zip.Length / 2 })
            {
                byte[] damaged = [.. zip];
                damaged[at] ^= 0x10;
                Assert.Equal(("dir/a.txt", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.zip", damaged))));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(14)]
    [InlineData(98)]
    public void Lengths_that_lie_take_no_memory(int method)
    {
        byte[] zip = OldZipSamples.Zip("a.bin", (ushort)method, 6, [9, 20, 5, 0, 93, 255, 255, 255, 127, 0, 1, 2, 3, 4, 5, 6, 7, 8], Token(1));
        zip.AsSpan(zip.AsSpan().IndexOf("PK\x01\x02"u8) + 24, 4).Fill(0x7F);
        Assert.NotEqual(UnreadReason.Unsupported, Assert.Single(Unread(Scan("x.zip", zip))).Reason);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Cut_anywhere_it_is_corrupt_and_not_deep(CompressionLevel level)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string text in new[] { "hello world", "", "PK\u0003\u0004 and more" })
            {
                using Stream entry = archive.CreateEntry($"dir/{text.Length}.txt", level).Open();
                entry.Write(Encoding.ASCII.GetBytes(text));
            }
        }

        for (int length = 4; length < zip.Length; length++)
        {
            GateResult result = Scan("x.zip", zip.ToArray()[..length]);
            Assert.Equal(RunVerdict.Incomplete, result.Verdict);
            Assert.All(result.Unread, u => Assert.True(u.Reason == UnreadReason.Corrupt, $"{length}: {u.Path} {u.Reason}"));
        }
    }

    [Fact]
    public void A_method_that_nobody_knows_is_unsupported() =>
        Assert.Equal(("a.bin", UnreadReason.Unsupported), Assert.Single(Unread(Scan("x.zip", OldZipSamples.Zip("a.bin", 97, 0, [1, 2, 3], Token(1))))));

    [Theory]
    [InlineData("-fz", "x.zip", "dir/a.txt")]
    [InlineData("-fz", "-0", "x.zip", "dir/a.txt")]
    public void Sizes_of_64_bits_are_read(params string[] arguments)
    {
        Write("dir/a.txt", Token(1));
        byte[] zip = Make("x.zip", "zip", ["-q", .. arguments]);
        Assert.Equal(["dir/a.txt"], AllFound(Scan("y.zip", zip)));
    }

    [Fact]
    public void A_zip_written_to_a_pipe_is_read()
    {
        byte[] zip = Make("x.zip", Token(1), "sh", "-c", "cat | zip -q - - > x.zip");
        Assert.Equal(["-"], AllFound(Scan("y.zip", zip)));
    }

    [Theory]
    [InlineData("-mem=AES256")]
    [InlineData("-mem=AES128")]
    [InlineData("-mem=ZipCrypto")]
    public void Encrypted_entries_are_encrypted(string option)
    {
        Write("a.txt", Token(1));
        Assert.Equal(("a.txt", UnreadReason.Encrypted), Assert.Single(Unread(Scan("y.zip", Make("x.zip", "7z", "a", "-tzip", "-bd", "-pk3j9", option, "x.zip", "a.txt")))));
    }

    [Fact]
    public void An_encrypted_directory_is_encrypted()
    {
        byte[] zip = OldZipSamples.Zip("a.txt", 0, 0, Token(1), Token(1));
        (zip[6], zip[7]) = (0x41, 0x20);
        Assert.Equal(("", UnreadReason.Encrypted), Assert.Single(Unread(Scan("y.zip", zip[..^40]))));
    }

    [Fact]
    public void Each_part_of_several_says_so()
    {
        byte[] noise = new byte[150_000];
        new Random(4).NextBytes(noise);
        Write("a.bin", noise);
        Write("b.txt", Token(1));
        byte[] last = Make("x.zip", "zip", "-q", "-s", "64k", "x.zip", "a.bin", "b.txt");
        GateResult result = Scan("y.zip", last);
        Assert.Equal(["", "a.bin"], result.Unread.Select(u => u.Path.Inner).Order(StringComparer.Ordinal));
        Assert.All(result.Unread, u => Assert.Contains("one part of several", u.Detail, StringComparison.Ordinal));
        Assert.Equal("b.txt", Assert.Single(result.Findings).Path.Inner);
        Assert.Contains("one part of several", ScanPaths(Path.Combine(Folder, "x.z01")).Unread[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_and_the_last_piece_of_a_file_that_was_cut_up_say_so()
    {
        byte[] noise = new byte[50_000];
        new Random(4).NextBytes(noise);
        byte[] whole = Zip(("a.bin", noise), ("b.txt", Token(1)));
        Assert.Contains("one part of several", Scan("x.zip.001", whole[..20_000]).Unread[0].Detail, StringComparison.Ordinal);
        GateResult last = Scan("x.zip.003", whole[^10_000..]);
        Assert.Equal(RunVerdict.Incomplete, last.Verdict == RunVerdict.Blocked ? RunVerdict.Incomplete : last.Verdict);
        Assert.Contains(last.Unread, u => u.Path.Inner.Length == 0 && u.Detail.Contains("one part of several", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app.jar")]
    [InlineData("app.apk")]
    [InlineData("app-1.0-py3-none-any.whl")]
    [InlineData("app.egg")]
    public void What_is_a_zip_inside_is_opened(string name)
    {
        GateResult result = Scan("x.zip", Zip((name, Zip(("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"u8.ToArray()), ("lib/a.txt", Token(1))))));
        Assert.Equal([$"{name}!lib/a.txt"], AllFound(result));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void An_extension_of_Chromium_is_opened_and_its_header_read(int version)
    {
        byte[] header = version == 2 ? [10, 0, 0, 0, (byte)(Token(1).Length - 10), 0, 0, 0] : [(byte)Token(1).Length, 0, 0, 0];
        byte[] crx = [.. "Cr24"u8, (byte)version, 0, 0, 0, .. header, .. Token(1), .. Zip(("js/a.js", Token(1)))];
        Assert.Equal(["@0", "js/a.js"], AllFound(Scan("x.crx", crx)));

        // Inside a compressed stream its end is not at hand when it is met.
        Assert.Equal(["x.crx!@0", "x.crx!js/a.js"], AllFound(Scan("x.zip", Zip(("x.crx", crx)))));
    }

    [Fact]
    public void A_script_or_program_with_an_archive_behind_it_is_opened()
    {
        byte[] zip = Zip(("__main__.py", Token(1)));
        byte[] script = [.. "#!/usr/bin/env python3\n"u8, .. zip];
        Assert.Equal(["__main__.py"], AllFound(Scan("app.pyz", script)));
        Assert.Equal(["app.pyz!__main__.py"], AllFound(Scan("x.zip", Zip(("app.pyz", script)))));
        byte[] program = [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[9], 2, 0, .. new byte[300], .. Token(1), .. zip];
        Assert.Equal(["@0", "__main__.py"], AllFound(Scan("app", program)));

        // With a comment behind the end record.
        program[^2] = 9;
        Assert.Equal(["@0", "__main__.py"], AllFound(Scan("app", [.. program, .. "a comment"u8])));
    }

    // A module of Java has a mark and a version before its archive.
    [Fact]
    public void Behind_a_few_bytes_it_is_opened_where_it_can_only_be_read_forward()
    {
        Write("in/a.jmod", [.. "JM"u8, 1, 0, .. Zip(("classes/a.txt", Token(1)))]);
        Write("in/b.bin", [.. Noise(3000), .. Zip(("a.txt", Token(2)))]);
        Write("in/c.txt", [.. "begins with PK\x03\x04\n"u8, .. Token(3)]);
        GateResult result = Scan(Make("t.tgz", "tar", "-czf", "t.tgz", "in"));
        Assert.Empty(Unread(result));
        Assert.Equal(["in/a.jmod!classes/a.txt", "in/b.bin!a.txt", "in/c.txt"], AllFound(result));
    }

    [Fact]
    public void The_signing_block_of_Android_is_read()
    {
        byte[] zip = Zip(("classes.dex", "dex"u8.ToArray()), ("a.txt", "x"u8.ToArray()));
        int directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        byte[] pair = [.. BitConverter.GetBytes((long)Token(1).Length + 4), 0x1A, 0x87, 0x09, 0x71, .. Token(1)];
        byte[] block = [.. BitConverter.GetBytes((long)pair.Length + 24), .. pair, .. BitConverter.GetBytes((long)pair.Length + 24), .. "APK Sig Block 42"u8];
        byte[] apk = [.. zip[..directory], .. block, .. zip[directory..]];
        BinaryPrimitives.WriteInt32LittleEndian(apk.AsSpan(apk.Length - 6), directory + block.Length);
        Assert.Equal([$"@{directory}"], AllFound(Scan("x.apk", apk)));
    }
}
