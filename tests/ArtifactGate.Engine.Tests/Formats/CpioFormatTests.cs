using System.Globalization;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class CpioFormatTests : FormatTest
{
    [Theory]
    [InlineData("newc")]
    [InlineData("crc")]
    [InlineData("odc")]
    [InlineData("bin")]
    [InlineData("bin", "--swap")]
    public void Files_links_and_folders_of_every_form(string form, string? swap = null)
    {
        Write("dir/a.txt", Token(1));
        Write("dir/odd.txt", "12345"u8.ToArray());
        Write("dir/empty.txt", []);
        Write("dir/z/b.txt", Token(1));
        File.CreateSymbolicLink(Path.Combine(Folder, "dir", "link"), "a.txt");
        byte[] archive = Make("x.cpio", "sh", "-c", $"find ./dir | sort | cpio --quiet -o -H {form} -F x.cpio");
        GateResult result = Scan("y", swap is null ? archive : Swapped(archive));
        Assert.Equal(["dir/a.txt", "dir/z/b.txt"], AllFound(result));
        Assert.Equal("cpio", result.Artifacts[0].Kind);
    }

    [Fact]
    public void The_checksum_of_the_crc_form_is_verified()
    {
        byte[] archive = [.. Entry("a.txt", Token(1), "070702", Sum(Token(1)) + 1), .. Entry("b.txt", Token(1), "070702", Sum(Token(1))), .. Trailer()];
        GateResult result = Scan("x", archive);
        Assert.Equal(("a.txt", UnreadReason.Corrupt), Assert.Single(Unread(result)));
        Assert.Contains("b.txt", result.Findings.Select(f => f.Path.Inner));
    }

    [Fact]
    public void Archives_one_after_the_other_are_all_read()
    {
        byte[] first = [.. Entry("a.txt", Token(1)), .. Trailer(), .. new byte[600]];
        byte[] second = [.. Entry("b.txt", Token(1)), .. Trailer()];
        Assert.Equal([$"@{first.Length}!b.txt", "a.txt"], AllFound(Scan("initrd.img", [.. first, .. second])));
        Assert.Equal([$"@{first.Length}!@{first.Length}!b.txt", "a.txt"], AllFound(Scan("initrd.img", [.. first, .. Gzip(second)])));
    }

    [Fact]
    public void What_stands_behind_a_name_is_read()
    {
        byte[] archive = [.. Entry($"a.txt\0{Encoding.ASCII.GetString(Token(1))}", "x"u8.ToArray()), .. Trailer()];
        Assert.Equal(["@116"], AllFound(Scan("x", archive)));
    }

    [Fact]
    public void The_last_entry_may_have_content_and_a_folder_too()
    {
        byte[] archive = [.. Entry("dir", Token(1), mode: 0x41ED), .. Entry("TRAILER!!!", Token(1)), .. Entry("b.txt", Token(1)), .. Trailer()];
        Assert.Equal(["TRAILER%21%21%21", "b.txt", "dir"], AllFound(Scan("x", archive)));
    }

    [Theory]
    [InlineData(54, "FFFFFFFF")]
    [InlineData(54, "0000000Z")]
    [InlineData(94, "7FFFFFFF")]
    [InlineData(94, "00000000")]
    public void A_lying_header_is_corrupt(int at, string value)
    {
        byte[] good = Entry("a.txt", Token(1));
        byte[] bad = Entry("b.txt", Token(1));
        Encoding.ASCII.GetBytes(value).CopyTo(bad, at);
        GateResult result = Scan("x", [.. good, .. bad, .. Trailer()]);
        Assert.Contains(result.Unread, u => u.Reason == UnreadReason.Corrupt);
        Assert.Contains("a.txt", result.Findings.Select(f => f.Path.Inner));
    }

    [Fact]
    public void Chance_bytes_and_text_are_none()
    {
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] noise = new byte[random.Next(30, 6000)];
            random.NextBytes(noise);
            (noise[0], noise[1]) = i % 2 == 0 ? ((byte)0xC7, (byte)0x71) : ((byte)0x71, (byte)0xC7);
            Assert.Equal("file", Scan("x", noise).Artifacts[0].Kind);
        }

        Assert.Equal("file", Scan("x", Encoding.ASCII.GetBytes("070701 is the number of the form, and this is a text about it. " + new string('x', 200))).Artifacts[0].Kind);
        Assert.Equal("file", Scan("x", Encoding.ASCII.GetBytes("070707" + new string('1', 400))).Artifacts[0].Kind);
    }

    private static uint Sum(byte[] content) => (uint)content.Sum(b => b);

    private static byte[] Trailer() => Entry("TRAILER!!!", [], mode: 0);

    private static byte[] Entry(string name, byte[] content, string magic = "070701", uint sum = 0, int mode = 0x81A4)
    {
        var entry = new StringBuilder(magic);
        foreach (uint field in new uint[] { 1, (uint)mode, 0, 0, 1, 0, (uint)content.Length, 0, 0, 0, 0, (uint)name.Length + 1, sum })
        {
            entry.Append(field.ToString("X8", CultureInfo.InvariantCulture));
        }

        entry.Append(name).Append('\0').Append('\0', (4 - ((111 + name.Length) % 4)) % 4);
        return [.. Encoding.ASCII.GetBytes(entry.ToString()), .. content, .. new byte[(4 - (content.Length % 4)) % 4]];
    }

    // An old archive in the other byte order: every header word is turned, names and content are not.
    private static byte[] Swapped(byte[] archive)
    {
        byte[] swapped = [.. archive];
        for (int at = 0; at + 26 <= archive.Length && archive[at] == 0xC7 && archive[at + 1] == 0x71;)
        {
            int name = BitConverter.ToUInt16(archive, at + 20);
            int content = (BitConverter.ToUInt16(archive, at + 22) << 16) | BitConverter.ToUInt16(archive, at + 24);
            for (int i = 0; i < 26; i += 2)
            {
                (swapped[at + i], swapped[at + i + 1]) = (archive[at + i + 1], archive[at + i]);
            }

            at += 26 + name + (name & 1) + content + (content & 1);
        }

        return swapped;
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
}
