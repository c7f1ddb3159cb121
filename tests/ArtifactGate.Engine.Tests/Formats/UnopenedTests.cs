using System.IO.Hashing;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>What is recognised and not opened is said to be unread, and read as the bytes that it is.</summary>
public sealed class UnopenedTests : FormatTest
{
    public static TheoryData<string, string, bool> Beginnings => new()
    {
        { "lzop", "894C5A4F000D0A1A0A1030", false },
        { "snappy", "FF060000734E61507059", false },
        { "wim", "4D5357494D000000D0000000", false },
        { "vhdx", "7668647866696C65", false },
        { "zpaq", "376B5374A03183D38CB228B0D3", false },
        { "ace", "1122330000900D2A2A4143452A2A", false },
        { "cramfs", "453DCD28" + "000000000000000000000000" + Convert.ToHexString("Compressed ROMFS"u8), false },
        { "squashfs", "68737173" + "05000000" + "00112233" + "00000200" + "01000000" + "0100" + "1100" + "00000000" + "04000000", false },
        { "qcow2", "514649FB00000003", false },
        { "lha", "2D452D6C68352D" + "10000000" + "20000000" + "00000000" + "2002", false },
        { "lz4, the older form", "02214C1800010000", false },
        { "xar", "78617221001C0001", false },
        { "lrzip", "4C525A490006", false },
        { "openssl", Convert.ToHexString("Salted__"u8), true },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void It_is_unread_and_its_bytes_are_read(string kind, string beginning, bool encrypted)
    {
        byte[] head = Convert.FromHexString(beginning);
        byte[] file = [.. head, .. new byte[100], .. Token(1), .. Noise(500)];
        GateResult result = Scan(file);
        Assert.Equal([("", encrypted ? UnreadReason.Encrypted : UnreadReason.Unsupported)], Unread(result));
        Assert.Equal("unopened", result.Artifacts[0].Kind);
        Assert.Equal([""], Found(result));
        Assert.Equal(["in/the.zip"], Found(Scan(Zip(("in/the.zip", file)))));
        Assert.NotEmpty(kind);

        head[^1] ^= 0x15;
        head[4] ^= 0x80;
        Assert.Empty(Unread(Scan([.. head, .. new byte[100], .. Noise(500)])));
    }

    [Theory]
    [InlineData("a.z02", "unsupported")]
    [InlineData("a.z13", "unsupported")]
    [InlineData("a.7z.002", "unsupported")]
    [InlineData("a.tar.gz.014", "unsupported")]
    [InlineData("a.deflate", "corrupt")]
    [InlineData("costura.a.dll.compressed", "corrupt")]
    [InlineData("a.7z", "corrupt")]
    [InlineData("a.tar.gz", "corrupt")]
    [InlineData("a.nupkg", "corrupt")]
    [InlineData(".7z", null)]
    [InlineData("a.z2", null)]
    [InlineData("a.z64", null)]
    [InlineData("a.002", null)]
    [InlineData("a.bin.002", null)]
    [InlineData("a.compressed", null)]
    public void What_only_a_name_tells_of_is_unread_unless_it_is_text(string name, string? reason)
    {
        byte[] file = [0xF7, .. Noise(700), .. Token(1), .. Noise(500)];
        GateResult result = Scan(Zip((name, file)));
        Assert.Equal(reason is null ? [] : [(name, Enum.Parse<UnreadReason>(reason, ignoreCase: true))], Unread(result));
        Assert.Equal([name], Found(result));
        Assert.Empty(Unread(Scan(Zip((name, Encoding.UTF8.GetBytes(new string('x', 4095) + "ü and more"))))));

        // An archive behind something else is told by its end, also where it can only be read forward.
        Write(name, [.. file, .. Zip(("in.txt", Token(2)))]);
        Assert.Empty(Unread(Scan(Make("t.tgz", "tar", "-czf", "t.tgz", name))));
    }

    [Fact]
    public void What_lz4_writes_is_told_by_its_checksum()
    {
        Write("a.txt", [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"line {i}\n")))]);
        byte[] file = Make("a.lz4", "lz4", "-q", "a.txt", "a.lz4");
        Assert.Equal([("", UnreadReason.Unsupported)], Unread(Scan(file)));
        file[6] ^= 1;
        Assert.Empty(Unread(Scan(file)));
    }

    [Fact]
    public void A_disk_image_of_macos_is_told_by_its_end()
    {
        byte[] end = [.. "koly"u8, 0, 0, 0, 4, 0, 0, 2, 0, .. new byte[500]];
        byte[] image = [.. Noise(3000), .. Token(1), .. Noise(3000), .. end];
        Assert.Equal([("", UnreadReason.Unsupported)], Unread(Scan(image)));
        GateResult inside = Scan(Zip(("a/x.dmg", image)));
        Assert.Equal([("a/x.dmg", UnreadReason.Unsupported)], Unread(inside));
        Assert.Equal(["a/x.dmg"], Found(inside));
        end[7] = 3;
        Assert.Empty(Unread(Scan([.. Noise(3000), .. end])));
    }

    [Fact]
    public void A_compressed_file_system_may_begin_with_room_for_a_loader()
    {
        byte[] image = [.. new byte[1024], 0xE2, 0xE1, 0xF5, 0xE0, .. new byte[8], 12, .. new byte[23], 16, 0, 0, 0, .. new byte[200], .. Token(1)];
        Assert.Equal([("", UnreadReason.Unsupported)], Unread(Scan(image)));
        image[1036] = 60;
        Assert.Empty(Unread(Scan(image)));
    }

    [Fact]
    public void The_header_of_an_arj_archive_has_a_checksum()
    {
        byte[] header = [30, 11, 1, 2, 0, 0, 2, .. new byte[27], .. "a\0\0"u8];
        byte[] archive = [0x60, 0xEA, (byte)header.Length, 0, .. header, .. BitConverter.GetBytes(Crc32.HashToUInt32(header)), 0, 0, .. Noise(500)];
        Assert.Equal([("", UnreadReason.Unsupported)], Unread(Scan(archive)));
        archive[12] ^= 1;
        Assert.Empty(Unread(Scan(archive)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_gpg_encrypts_is_encrypted(bool armor)
    {
        Write("a.txt", Noise(3000));
        string home = Path.Combine(Folder, "h");
        if (OperatingSystem.IsLinux())
        {
            Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string[] common = ["--homedir", home, "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", "", "--trust-model", "always", .. armor ? (string[])["-a"] : []];
        try
        {
            Run("gpg", [.. common, "--quick-gen-key", "t@example.org", "rsa2048", "default"]);
            Run("gpg", [.. common, "--quick-gen-key", "u@example.org", "future-default", "default"]);
            Run("gpg", [.. common, "--quick-add-key", FirstKey(home), "rsa2048", "encr"]);
            Assert.Equal([("", UnreadReason.Encrypted)], Unread(Scan(Make("c", "gpg", [.. common, "--passphrase", "x", "-o", "c", "-c", "a.txt"]))));
            Assert.Equal([("", UnreadReason.Encrypted)], Unread(Scan(Make("e", "gpg", [.. common, "-r", "t@example.org", "-r", "u@example.org", "-o", "e", "-e", "a.txt"]))));
            Assert.Equal([("", UnreadReason.Encrypted)], Unread(Scan(Make("v", "gpg", [.. common, "-r", "u@example.org", "-o", "v", "-e", "a.txt"]))));
            Assert.Empty(Unread(Scan(Make("s", "gpg", [.. common, "-z", "0", "-u", "t@example.org", "-o", "s", "-s", "a.txt"]))));
            Assert.Empty(Unread(Scan(Make("b", "gpg", [.. common, "-u", "t@example.org", "-o", "b", "-b", "a.txt"]))));
        }
        finally
        {
            _ = ProgramRun.Find("gpgconf") is null ? null : ProgramRun.Start("gpgconf", ["--homedir", home, "--kill", "all"], Folder);
        }
    }

    private string FirstKey(string home) => ProgramRun.Start("gpg", ["--homedir", home, "--batch", "--with-colons", "--list-keys", "t@example.org"], Folder)
        .Output.Split('\n').First(l => l.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];

    [Fact]
    public void Words_alone_are_text()
    {
        foreach (string text in new[] { "Salted__", "Salted fish and other text\n", "age-encryption.org/v1 is a format\n", "vhdx file\n", "MSWIM is short\n", "-----BEGIN PGP MESSAGE-----\n\nbegins such a message\n", "-----BEGIN PGP MESSAGE-----\n\njA0\n-----END PGP MESSAGE-----\n" })
        {
            Assert.Empty(Unread(Scan(Encoding.UTF8.GetBytes(text))));
        }
    }
}
