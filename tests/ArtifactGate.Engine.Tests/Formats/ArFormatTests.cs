using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class ArFormatTests : FormatTest
{
    [Fact]
    public void Long_names_of_GNU_are_looked_up()
    {
        Write("a-rather-long-name.txt", Token(1));
        Write("another-rather-long-name.txt", Token(1));
        byte[] archive = Make("x.a", "ar", "rc", "x.a", "a-rather-long-name.txt", "another-rather-long-name.txt");
        Assert.Contains("//  ", Encoding.Latin1.GetString(archive), StringComparison.Ordinal);
        Assert.Equal(["a-rather-long-name.txt", "another-rather-long-name.txt"], AllFound(Scan("x.a", archive)));
    }

    [Fact]
    public void Names_of_BSD_stand_before_the_content()
    {
        byte[] archive = Ar(("#1/20", [.. "__.SYMDEF SORTED\0\0\0\0"u8, 0, 0, 0, 0]), ("#1/20", [.. "dir name/canary.txt\0"u8, .. Token(1)]), ("short.txt", Token(1)));
        Assert.Equal(["dir name/canary.txt", "short.txt"], AllFound(Scan("x.a", archive)));
    }

    [Fact]
    public void Names_of_Microsofts_linker_end_in_a_zero_byte()
    {
        byte[] archive = Ar(("/", [0, 0, 0, 0]), ("/", [0, 0, 0, 0]), ("//", "dir\\first.obj\0dir\\second.obj\0"u8.ToArray()), ("/14", Token(1)), ("/0", "x"u8.ToArray()));
        Assert.Equal(["dir/second.obj"], AllFound(Scan("x.lib", archive)));
    }

    [Fact]
    public void What_calls_itself_a_table_is_read_too()
    {
        byte[] archive = Ar(("/", Token(1)), ("//", Zip("in.txt")), ("a/", [0]));
        string[] places = ["@" + (8 + 60), "@" + (8 + 60 + Token(1).Length + (Token(1).Length & 1) + 60) + "!in.txt"];
        Assert.Equal(places.Order(StringComparer.Ordinal), AllFound(Scan("x.a", archive)));
    }

    [Fact]
    public void A_member_is_opened_and_reported_once()
    {
        Assert.Equal(["in.zip!in.txt"], AllFound(Scan("x.a", Ar(("in.zip/", Zip("in.txt"))))));
        Assert.Equal(["in.a!b.txt"], AllFound(Scan("x.a", Ar(("in.a/", Ar(("b.txt/", Token(1))))))));
    }

    [Fact]
    public void A_header_is_read_as_bytes()
    {
        // Nine characters of a date and an owner are too few for any credential, but a name is not.
        byte[] archive = Ar(("#1/" + (Token(1).Length + 4), [.. "a\0\0\0"u8, .. Token(1), .. "content"u8]));
        Assert.Equal([""], AllFound(Scan("x.a", archive)));
    }

    [Fact]
    public void A_thin_archive_says_that_its_files_are_not_in_it()
    {
        Write("a.txt", Token(1));
        GateResult result = Scan("thin.a", Make("x.a", "ar", "rcT", "x.a", "a.txt"));
        Assert.Equal(("", UnreadReason.Unsupported), Assert.Single(Unread(result)));
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void What_follows_the_last_member_is_opened()
    {
        GateResult result = Scan("x.a", [.. Ar(("a.txt/", "12"u8.ToArray())), .. Zip("in.txt")]);
        Assert.Equal("@70!in.txt", Assert.Single(result.Findings).Path.Inner);
        Assert.Equal(("", UnreadReason.Corrupt), Assert.Single(Unread(result)));
        Assert.Equal(RunVerdict.Passed, Scan("y.a", [.. Ar(("a.txt/", "12"u8.ToArray())), .. "\n\n\0\0"u8]).Verdict);
    }

    [Theory]
    [InlineData("9999999999")]
    [InlineData("-1")]
    [InlineData("x")]
    public void A_lying_length_is_corrupt(string length)
    {
        byte[] archive = Ar(("a.txt/", Token(1)));
        Encoding.ASCII.GetBytes(length.PadRight(10)).CopyTo(archive, 8 + 48);
        GateResult result = Scan("x.a", archive);
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(result)).Reason);
        Assert.Single(result.Findings);
    }

    [Fact]
    public void A_package_of_Debian_is_named_so()
    {
        Assert.Equal("deb", Scan("x", Ar(("debian-binary", "2.0\n"u8.ToArray()))).Artifacts[0].Kind);
        Assert.Equal("ar", Scan("x", Ar(("other", "2.0\n"u8.ToArray()))).Artifacts[0].Kind);
    }

    [Fact]
    public void An_empty_archive_passes_over_nothing() => Assert.DoesNotContain(Scan("x.a", "!<arch>\n"u8.ToArray()).Unread, u => u.Reason == UnreadReason.Corrupt);

    private static byte[] Ar(params (string Name, byte[] Content)[] members)
    {
        var archive = new List<byte>("!<arch>\n"u8.ToArray());
        foreach ((string name, byte[] content) in members)
        {
            archive.AddRange(Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"100644",-8}{content.Length,-10}`\n"));
            archive.AddRange(content);
            archive.AddRange(content.Length % 2 == 1 ? "\n"u8 : []);
        }

        return [.. archive];
    }

    private static byte[] Zip(string name)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(Token(1));
        }

        return stream.ToArray();
    }
}
