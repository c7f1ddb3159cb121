using System.Buffers.Binary;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Help files of Windows.</summary>
public sealed class ChmTests : FormatTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Files_are_read_wherever_they_begin(int kind)
    {
        byte[] help = new ChmBuilder().File("html/a.htm", Token(1)).File("big.bin", Noise(100_000)).File("html/b.htm", Token(2)).Stored("::Other", Token(3)).File("", []).File("html/", [])
            .Hidden(Token(4)).File("last.htm", [.. Noise(30_000), .. Token(5)]).Build(kind);
        GateResult result = Scan("app.chm", help);
        Assert.Equal("chm", result.Artifacts[0].Kind);
        Assert.Empty(result.Unread);
        string[] found = [.. Found(result)];
        Assert.Equal(["::Other", "html/a.htm", "html/b.htm", "last.htm"], found.Where(p => !p.StartsWith('@')).Order(StringComparer.Ordinal));
        Assert.Single(found, p => p.StartsWith('@'));
    }

    [Fact]
    public void A_directory_of_many_lists_is_read_to_its_end()
    {
        ChmBuilder help = new();
        for (int i = 0; i < 500; i++)
        {
            help.File($"html/page{i}.htm", Encoding.UTF8.GetBytes($"<html>{i}</html>"));
        }

        GateResult result = Scan("app.chm", help.File("z.htm", Token(1)).Build());
        Assert.Equal(["z.htm"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Theory]
    [InlineData(1, 0, 1_000_000)]
    [InlineData(0, 1_000_000_000, 10)]
    [InlineData(7, 0, 10)]
    public void An_entry_that_leads_nowhere_is_said(int section, long offset, long length) =>
        Assert.Equal([("lost.htm", UnreadReason.Corrupt)], Unread(Scan("app.chm", new ChmBuilder().File("a.htm", Token(1)).Entry("/lost.htm", section, offset, length).Build())));

    [Fact]
    public void Damage_stays_where_it_is()
    {
        byte[] help = new ChmBuilder().File("a.htm", Token(1)).File("big.bin", Noise(200_000)).File("z.htm", Token(2)).Build();
        int content = BinaryPrimitives.ReadInt32LittleEndian(help.AsSpan(0x58));

        // In the second half of the compressed data: LZX begins anew before and behind it.
        help.AsSpan(content + ((help.Length - content) / 2), 400).Fill(0xFF);
        GateResult result = Scan("app.chm", help);
        Assert.Equal(["a.htm", "z.htm"], Found(result));
        Assert.Contains(("big.bin", UnreadReason.Corrupt), Unread(result));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public void One_that_is_cut_off_is_said(double share)
    {
        byte[] help = new ChmBuilder().File("a.htm", Token(1)).File("big.bin", Noise(100_000)).Build();
        Assert.NotEmpty(Unread(Scan("app.chm", help[..(int)(help.Length * share)])));
    }

    [Fact]
    public void Compressed_files_that_nothing_describes_are_said()
    {
        byte[] help = new ChmBuilder().File("a.htm", Token(1)).Build();
        int control = help.AsSpan().IndexOf("LZXC"u8);
        help[control + 4] = 9;
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan("app.chm", help)));
    }

    [Fact]
    public void A_directory_whose_list_is_damaged_is_said()
    {
        byte[] help = new ChmBuilder().File("a.htm", Token(1)).Build();
        help[help.AsSpan().IndexOf("PMGL"u8)] = (byte)'X';
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan("app.chm", help)));
    }
}
