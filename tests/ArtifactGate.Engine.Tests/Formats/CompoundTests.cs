using System.Buffers.Binary;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class CompoundTests : FormatTest
{
    private const int Sector = 512;
    private const int EntryLength = 128;

    [Fact]
    public void Streams_long_and_short_and_a_cabinet_inside_are_read_at_their_names()
    {
        byte[] cab = new CabBuilder().Lzx([.. Noise(9000), .. Token(1)], 16, 1).File("app\\settings.json", 0, 9000 + Token(1).Length).Build();
        byte[] msi = Msi(("Long.bin", [.. Noise(50_000), .. Token(2)]), ("Short.txt", Token(3)), ("disk1.cab", cab));
        GateResult result = Scan(msi);
        Assert.Equal(["Long.bin", "Short.txt", "disk1.cab!app/settings.json"], Found(result));
        Assert.Empty(result.Unread);
        Assert.Equal("compound-file", result.Artifacts[0].Kind);
    }

    [Fact]
    public void Inside_another_container_it_is_read_alike()
    {
        byte[] zip = ArchiveSamples.Zip("setup.msi", System.IO.Compression.CompressionLevel.Optimal, Msi(("Short.txt", Token(10)), ("Long.bin", [.. Noise(9000), .. Token(11)])));
        GateResult result = Scan(zip);
        Assert.Equal(["setup.msi!Long.bin", "setup.msi!Short.txt"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void Strings_of_a_database_have_borders_and_names()
    {
        string token = Encoding.UTF8.GetString(Token(4)).Trim()["key = ".Length..];
        File.WriteAllText(Path.Combine(Folder, "Property.idt"), $"Property\tValue\r\ns72\tl0\r\nProperty\tProperty\r\nAlpha\tabcdefgh\r\nToken\t{token}\r\nDD_API_KEY\t{Hex(32)}\r\nOmega\tomegaomega\r\n");
        Msi(("Other.txt", Noise(20)));
        Run("msibuild", "made.msi", "-i", "Property.idt");
        GateResult result = Scan(File.ReadAllBytes(Path.Combine(Folder, "made.msi")));
        Assert.Empty(result.Unread);
        Finding found = Assert.Single(result.Findings, f => f.Rule.Code == "AG1001");
        Assert.Equal(("_StringData", "Token", token.Length), (found.Path.Inner, found.Location.Member, found.Length));
        Assert.Single(result.Findings, f => f.Location.Member == "DD_API_KEY");
        Assert.Equal(2, result.Findings.Count);
    }

    [Fact]
    public void A_deleted_stream_and_what_stands_behind_one_are_read()
    {
        byte[] msi = Msi(("Gone.txt", [.. Noise(6000), .. Token(5)]), ("Stays.txt", [.. "x"u8, .. new byte[4999]]));
        int entry = DirectoryEntry(msi, 6000 + Token(5).Length);
        msi.AsSpan(entry, EntryLength).Clear();
        int stays = msi.AsSpan().IndexOf([(byte)'x', .. new byte[600]]);
        Token(6).CopyTo(msi, stays + 5000);
        GateResult result = Scan(msi);
        Assert.Equal(2, result.Findings.Count);
        Assert.All(Found(result), path => Assert.StartsWith("@", path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_chain_that_is_a_cycle_or_shared_is_corrupt()
    {
        byte[] msi = Msi(("One.bin", [.. Token(7), .. Noise(20_000)]), ("Two.bin", Noise(30_000)));
        int first = BinaryPrimitives.ReadInt32LittleEndian(msi.AsSpan(DirectoryEntry(msi, 20_000 + Token(7).Length) + 116));
        byte[] shared = [.. msi];
        BinaryPrimitives.WriteInt32LittleEndian(shared.AsSpan(DirectoryEntry(msi, 30_000) + 116), first);
        Assert.Contains(UnreadReason.Corrupt, Unread(Scan(shared)).Select(u => u.Reason));

        int table = Sector * (1 + BinaryPrimitives.ReadInt32LittleEndian(msi.AsSpan(76)));
        byte[] cycle = [.. msi];
        BinaryPrimitives.WriteInt32LittleEndian(cycle.AsSpan(table + ((first + 3) * 4)), first);
        GateResult result = Scan(cycle);
        Assert.Equal([("One.bin", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal(["One.bin"], Found(result));
    }

    [Fact]
    public void A_length_beyond_the_file_is_corrupt()
    {
        byte[] msi = Msi(("One.bin", [.. Token(8), .. Noise(5000)]));
        BinaryPrimitives.WriteUInt32LittleEndian(msi.AsSpan(DirectoryEntry(msi, 5000 + Token(8).Length) + 120), 0xF0000000);
        GateResult result = Scan(msi);
        Assert.Equal([("One.bin", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal(["One.bin"], Found(result));
    }

    [Fact]
    public void What_is_appended_is_read() => Assert.Equal([true], Found(Scan([.. Msi(("a.txt", Noise(10))), .. Token(9)])).Select(p => p.StartsWith('@')));

    // The directory entry of the stream of this length.
    private static int DirectoryEntry(byte[] msi, int length)
    {
        int at = Sector * (1 + BinaryPrimitives.ReadInt32LittleEndian(msi.AsSpan(48)));
        while (BinaryPrimitives.ReadInt32LittleEndian(msi.AsSpan(at + 120)) != length)
        {
            at += EntryLength;
        }

        return at;
    }

    private byte[] Msi(params (string Name, byte[] Content)[] streams)
    {
        Run("msibuild", "made.msi", "-s", "Title", "Author", ";1033", "{0A2F7A06-6A2B-4A2B-9C3D-000000000001}");
        foreach ((string name, byte[] content) in streams)
        {
            File.WriteAllBytes(Path.Combine(Folder, "stream.bin"), content);
            Run("msibuild", "made.msi", "-a", name, "stream.bin");
        }

        return File.ReadAllBytes(Path.Combine(Folder, "made.msi"));
    }
}
