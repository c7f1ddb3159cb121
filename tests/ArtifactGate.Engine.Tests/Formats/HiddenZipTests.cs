using System.Globalization;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>What a zip ships and its directory does not show, or shows differently.</summary>
public sealed class HiddenZipTests : FormatTest
{
    [Fact]
    public void Extra_fields_are_read_in_front_of_an_entry_and_in_the_directory()
    {
        byte[] field = Field(0x4141, Encoding.UTF8.GetBytes(Text));
        byte[] local = new ZipBuilder().Add(new("a", Plain(100)) { LocalExtra = field }).Add(new("b", Plain(100))).ToArray();
        Assert.Equal(["@31"], Outcome("local.zip", local));
        byte[] central = new ZipBuilder().Add(new("a", Plain(100)) { Extra = field }).ToArray();
        Assert.Equal(["@131"], Outcome("central.zip", central));
        Assert.Equal(["@131"], Outcome("comment.zip", new ZipBuilder().Add(new("a", Plain(100)) { Comment = Text }).ToArray()));
    }

    [Fact]
    public void A_number_in_an_extra_field_is_nothing_to_read()
    {
        byte[] times = [.. Field(0x5455, new byte[13]), .. Field(0x7875, new byte[11])];
        GateResult result = Scan("a.zip", new ZipBuilder().Add(new("a", Plain(100)) { LocalExtra = times, Extra = times }).Add(new("b", Plain(100)) { LocalExtra = new byte[900] }).ToArray());
        Assert.Equal(3, result.Artifacts[0].Coverage.Nodes);
        Assert.Equal(RunVerdict.Passed, result.Verdict);
    }

    [Theory]
    [InlineData(76)]
    [InlineData(400)]
    public void The_comment_of_an_archive_is_read_whatever_its_length(int length)
    {
        byte[] zip = new ZipBuilder { Comment = Text.PadLeft(length, '-') }.Add(new("a", Plain(100))).ToArray();
        Assert.Equal([$"@{zip.Length - length}"], Outcome("a.zip", zip));
    }

    [Fact]
    public void An_archive_with_more_behind_it_than_a_comment_may_have_is_read_by_its_directory()
    {
        byte[] zip = new ZipBuilder().Add(new("a", Secret())).ToArray();
        GateResult result = Scan("a.zip", [.. zip, .. new byte[200_000], .. Secret()]);
        Assert.Equal(["@" + zip.Length, "a"], Found(result).Order(StringComparer.Ordinal));
        Assert.Empty(result.Unread);

        // The directory of one that is stored in another is not that of the other.
        byte[] outer = new ZipBuilder().Add(new("in.zip", zip)).Add(new("b", Plain(100_000))).ToArray();
        result = Scan("b.zip", outer[..90_000]);
        Assert.NotEmpty(result.Unread);
        Assert.Single(result.Findings);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(8, false)]
    [InlineData(0, true)]
    [InlineData(8, true)]
    public void An_entry_that_the_directory_leaves_out_is_unpacked(int method, bool descriptor)
    {
        ZipBuilderEntry Hidden(byte[] content) => new("hidden", content) { Method = (ushort)method, HasDescriptor = descriptor, InDirectory = false };
        var zip = new ZipBuilder().Add(new("a", Plain(100)));
        zip.Add(Hidden(Plain(300)));
        long second = zip.Position;
        zip.Add(Hidden([.. Plain(5000), .. Secret()])).Add(new("b", Plain(100)) { HasDescriptor = descriptor });
        Assert.Equal([$"@{second}"], Outcome("a.zip", zip.ToArray()));
        long last = zip.Position;
        zip.Add(Hidden(Secret()));
        Assert.Equal(new[] { $"@{second}", $"@{last}" }.Order(StringComparer.Ordinal), Outcome("b.zip", zip.ToArray()));
    }

    [Fact]
    public void What_two_tools_would_unpack_differently_is_never_fine()
    {
        Assert.Equal(["a", "a corrupt"], Outcome("method.zip", new ZipBuilder().Add(new("a", Secret()) { LocalMethod = 8 }).ToArray()));
        Assert.Equal(["a corrupt"], Outcome("name.zip", new ZipBuilder().Add(new("a", Plain(10)) { LocalName = "b" }).ToArray()));
        Assert.Empty(Outcome("unfinished.zip", new ZipBuilder().Add(new("a", Plain(10)) { LocalMethod = ushort.MaxValue, LocalCrc = 0 }).ToArray()));
        Assert.Equal(["a corrupt"], Outcome("crc.zip", new ZipBuilder().Add(new("a", Plain(10)) { LocalCrc = 1 }).ToArray()));
    }

    [Fact]
    public void What_came_out_before_the_damage_is_read_and_opened()
    {
        byte[] inner = new ZipBuilder().Add(new("b", [.. Plain(20_000), .. Secret()])).ToArray();
        Assert.Equal(["a!b", "a corrupt"], Outcome("nested.zip", new ZipBuilder().Add(new("a", inner) { LocalCrc = 1 }).ToArray()));
        byte[] large = [.. Plain(300_000), .. Secret(), .. Plain(300_000)];
        Assert.Equal(["a", "a corrupt"], Outcome("large.zip", new ZipBuilder().Add(new("a", large) { Method = 8, LocalCrc = 1 }).ToArray()));
        byte[] damaged = new ZipBuilder().Add(new("a", [.. Secret(), .. Encoding.ASCII.GetBytes(Convert.ToHexString(Noise(20_000)))]) { Method = 8 }).ToArray();
        damaged.AsSpan(damaged.Length / 2, 200).Fill(0xFF);
        Assert.Equal(["a", "a corrupt"], Outcome("damaged.zip", damaged));
    }

    [Fact]
    public void Without_its_directory_an_archive_is_read_forward()
    {
        byte[] whole = new ZipBuilder().Add(new("a", [.. Plain(2000), .. Secret()]) { Method = 8 }).Add(new("b", [.. Plain(2000), .. Secret(), .. Plain(20_000)]) { Method = 8 }).ToArray();
        int second = whole.AsSpan(4).IndexOf("PK\u0003\u0004"u8) + 4;
        Assert.Equal([$"@0", $"@{second}", " corrupt"], Outcome("no-directory.zip", whole[..(whole.Length - 22 - (2 * 47))]));
        Assert.Equal([$"@0", $"@{second}", " corrupt", $"@{second} corrupt"], Outcome("cut.zip", whole[..(second + 1500)]));
        Assert.Equal([$"@0", " corrupt", $"@{second} corrupt"], Outcome("cut-name.zip", whole[..(second + 30)]));
    }

    [Fact]
    public void Entries_that_share_bytes_are_unpacked_once_and_said_so()
    {
        byte[] zip = new ZipBuilder().Add(new("a", Secret())).Add(new("b", Plain(100))).ToArray();
        BitConverter.GetBytes(0).CopyTo(zip, zip.Length - 22 - 47 + 42);
        Assert.Equal(["a", " corrupt"], Outcome("a.zip", zip)[..2]);
    }

    [Fact]
    public void A_folder_that_has_content_is_no_folder()
    {
        byte[] zip = new ZipBuilder().Add(new("a/", []) { Packed = Secret() }).Add(new("b", Plain(100))).ToArray();
        Assert.NotEmpty(Outcome("a.zip", zip));
        Assert.Empty(Outcome("b.zip", new ZipBuilder().Add(new("a/", [])).Add(new("b", Plain(100))).ToArray()));
    }

    [Fact]
    public void Both_entries_of_one_name_are_read_and_what_is_the_same_is_reported_once()
    {
        ZipBuilderEntry secret = new("a", Secret());
        Assert.Equal(["a"], Outcome("one.zip", new ZipBuilder().Add(secret).Add(new("a", Plain(100))).ToArray()));
        Assert.Equal(["a"], Outcome("other.zip", new ZipBuilder().Add(new("a", Plain(100))).Add(secret).ToArray()));
        Assert.Equal(["a"], Outcome("both.zip", new ZipBuilder().Add(secret).Add(secret).ToArray()));
        Assert.Equal(["a", "a"], Outcome("apart.zip", new ZipBuilder().Add(secret).Add(new("a", [.. Plain(50), .. Secret()])).ToArray()));
    }

    [Fact]
    public void Bytes_between_the_entries_and_the_directory_are_read()
    {
        ZipBuilder Zip(byte[] between) => new ZipBuilder { BeforeDirectory = between }.Add(new("a", Plain(100)));
        Assert.Equal(["@131"], Outcome("a.zip", Zip(Secret()).ToArray()));
        Assert.Empty(Outcome("b.zip", Zip(new byte[4096]).ToArray()));
    }

    public static TheoryData<string, byte[]> Fronts => new()
    {
        { "script", "#!/bin/sh\nexec java -jar \"$0\"\nexit 1\n"u8.ToArray() },
        { "text", "read me first\n"u8.ToArray() },
        { "picture", [0x89, .. "PNG\r\n\x1A\n"u8, .. Noise(3000)] },
        { "noise", Noise(90_000) },
        { "zeros", new byte[3000] },
    };

    // Nobody can look at the end of a compressed entry before it was unpacked.
    [Theory]
    [MemberData(nameof(Fronts))]
    public void What_stands_before_an_archive_hides_it_in_no_other(string what, byte[] front)
    {
        foreach (CompressionLevel level in new[] { CompressionLevel.Optimal, CompressionLevel.NoCompression })
        {
            byte[] file = [.. front, .. ArchiveSamples.Zip("s.txt", level, Secret())];
            Assert.Equal([what + "!s.txt"], Outcome("a.zip", ArchiveSamples.Zip(what, CompressionLevel.Optimal, file)));
            Assert.Equal(["inner!" + what + "!s.txt"], Outcome("b.zip", Zip(("inner", Zip((what, file))))));
        }
    }

    [Theory]
    [MemberData(nameof(Fronts))]
    public void Where_it_cannot_be_read_again_it_is_opened_too(string what, byte[] front)
    {
        byte[] file = [.. front, .. ArchiveSamples.Zip("s.txt", CompressionLevel.Optimal, Secret())];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(file);
        }

        Assert.Equal([what == "noise" ? $"f!@{front.Length}!s.txt" : "f!s.txt"], Outcome("f.gz", packed.ToArray()));
    }

    [Fact]
    public void An_entry_that_only_ends_like_an_archive_keeps_its_findings()
    {
        byte[] file = [.. Secret(), .. Noise(200), .. "PK\x05\x06\0\0\0\0\x01\0\x01\0\x30\0\0\0\x10\0\0\0\0\0"u8];
        Assert.Equal(["f"], Outcome("a.zip", Zip(("f", file))));
    }

    // The length of an entry's data counts what stands behind its end.
    [Theory]
    [InlineData("Deflate")]
    [InlineData("Deflate64")]
    [InlineData("BZip2")]
    [InlineData("LZMA")]
    [InlineData("PPMd")]
    public void What_stands_behind_the_end_of_compressed_data_is_read_and_never_fine(string method)
    {
        Write("a", [.. Token(22), .. Plain(5000)]);
        byte[] whole = Make("a.zip", "7z", "a", "-tzip", "-bd", $"-mm={method}", "a.zip", "a");
        Assert.Equal(["a"], Outcome("b.zip", whole));
        foreach (byte[] behind in new[] { Secret(), [.. new byte[300_000], .. Secret(), .. Noise(90_000)], Zip(("s", Secret())) })
        {
            int end = whole.AsSpan().LastIndexOf("PK\x01\x02"u8), at = end + behind.AsSpan().IndexOfAnyExcept((byte)0);
            string[] outcome = Outcome("b.zip", WithBehind(whole, behind));
            string place = outcome[0].Split('!')[0];

            // Where a decompressor takes blocks, the last of them is read once more.
            Assert.InRange(int.Parse(place[1..], CultureInfo.InvariantCulture), method == "Deflate64" ? 0 : at, at);
            Assert.Equal([behind[0] == 'P' ? place + "!s" : place, "a", "a corrupt"], outcome);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void So_it_is_with_methods_of_long_ago(int method)
    {
        byte[] content = Plain(5000), packed = method == 6 ? OldZipMethods.Implode(content, literalTree: true) : OldZipMethods.Reduce(content, method - 1);
        byte[] whole = OldZipSamples.Zip("a", (ushort)method, 6, packed, content);
        Assert.Empty(Outcome("a.zip", whole));
        string[] outcome = Outcome("b.zip", WithBehind(whole, Secret()));
        Assert.InRange(int.Parse(outcome[0][1..], CultureInfo.InvariantCulture), 31 + packed.Length - 4, 31 + packed.Length);
        Assert.Equal("a corrupt", outcome[1]);
    }

    // The one entry of an archive is longer by what stands behind its data.
    private static byte[] WithBehind(byte[] whole, byte[] behind)
    {
        int directory = whole.AsSpan().LastIndexOf("PK\x01\x02"u8), end = whole.AsSpan().LastIndexOf("PK\x05\x06"u8) + behind.Length;
        byte[] file = [.. whole[..directory], .. behind, .. whole[directory..]];
        foreach ((int at, int from) in new[] { (18, 18), (directory + behind.Length + 20, 18), (end + 16, end + 16) })
        {
            BitConverter.TryWriteBytes(file.AsSpan(at), BitConverter.ToInt32(file, from) + (at == from ? behind.Length : 0));
        }

        return file;
    }

    private static byte[] Field(ushort id, byte[] value) => [(byte)id, (byte)(id >> 8), (byte)value.Length, (byte)(value.Length >> 8), .. value];

    private static string Text { get; } = SampleSecrets.GitHub(21);

    private static byte[] Secret() => Encoding.UTF8.GetBytes($"key = {Text}\n");

    private static byte[] Plain(int length) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, (length / 8) + 1).Select(i => $"line{i % 1000:000}\n")))[..length];

    // Paths of findings, and path and reason of what was not read.
    private string[] Outcome(string name, byte[] content)
    {
        GateResult result = Scan(name, content);
        return [.. Found(result), .. Unread(result).Select(u => $"{u.Path} {u.Reason.ToString().ToLowerInvariant()}")];
    }
}
