using System.Text;
using ArtifactGate.Artifacts;

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
        { "chm", "4954534603000000600000000100", false },
        { "zpaq", "376B5374A03183D38CB228B0D3", false },
        { "ace", "1122330000900D2A2A4143452A2A", false },
        { "cramfs", "453DCD28" + "000000000000000000000000" + Convert.ToHexString("Compressed ROMFS"u8), false },
        { "squashfs", "68737173" + "05000000" + "00112233" + "00000200" + "01000000" + "0100" + "1100" + "00000000" + "04000000", false },
        { "qcow2", "514649FB00000003", false },
        { "lha", "2D452D6C68352D" + "10000000" + "20000000" + "00000000" + "2002", false },
        { "lz4, the older form", "02214C1800010000", false },
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
    public void Words_alone_are_text()
    {
        foreach (string text in new[] { "Salted__", "Salted fish and other text\n", "age-encryption.org/v1 is a format\n", "vhdx file\n", "MSWIM is short\n" })
        {
            Assert.Empty(Unread(Scan(Encoding.UTF8.GetBytes(text))));
        }
    }
}
