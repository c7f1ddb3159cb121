using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class CabTests : FormatTest
{
    // Repeats over frame borders, with calls whose targets the compressor changes.
    private static readonly byte[] Code = [.. Enumerable.Range(0, 9000).SelectMany(i => (byte[])[0x55, 0xE8, .. BitConverter.GetBytes((i * 7) - 20000), (byte)i, .. "mov"u8])];

    public static TheoryData<int, int, bool> LzxKinds => new(
        from bits in new[] { 15, 16, 20, 21 }
        from kind in new[] { 1, 2, 3 }
        from calls in new[] { false, true }
        select (bits, kind, calls));

    [Theory]
    [MemberData(nameof(LzxKinds))]
    public void Lzx_of_every_kind_unpacks_over_frames(int bits, int kind, bool calls)
    {
        byte[] content = [.. Code, .. Token(1), .. Code, .. Noise(1001), .. Token(2)];
        byte[] cab = new CabBuilder().Lzx(content, bits, kind, calls).File("a.bin", 0, Code.Length).File("b.bin", Code.Length, content.Length - Code.Length).Build();
        GateResult result = Scan(cab);
        Assert.Equal(["b.bin", "b.bin"], Found(result));
        Assert.Equal([0, content.Length - Code.Length - Token(2).Length], result.Findings.Select(f => f.Location.Offset - "key = ".Length).Order());
        Assert.Empty(result.Unread);
        Assert.Equal("cab", result.Artifacts[0].Kind);
    }

    [Fact]
    public void Calls_are_made_relative_again()
    {
        // A zip inside, whose checksum holds only if each byte is as it was.
        byte[] zip = ArchiveSamples.Zip("code.bin", System.IO.Compression.CompressionLevel.NoCompression, [.. Code, .. Token(3), .. Code]);
        byte[] cab = new CabBuilder().Lzx(zip, 17, 1, calls: true).File("x.zip", 0, zip.Length).Build();
        GateResult result = Scan(cab);
        Assert.Equal(["x.zip!code.bin"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void Mszip_looks_back_into_the_block_before()
    {
        File.WriteAllBytes(Path.Combine(Folder, "a.bin"), Code);
        File.WriteAllBytes(Path.Combine(Folder, "ä.txt"), [.. Code, .. Token(4)]);
        Run("gcab", "-c", "-z", "made.cab", "a.bin", "ä.txt");
        GateResult result = Scan(File.ReadAllBytes(Path.Combine(Folder, "made.cab")));
        Assert.Equal(["ä.txt"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void A_wrong_checksum_is_corrupt_and_later_folders_are_read()
    {
        byte[] content = [.. Token(5), .. Noise(100)];
        byte[] cab = new CabBuilder().Stored(content).File("a.txt", 0, content.Length).Stored(Token(15)).File("b.txt", 0, Token(15).Length).Build();
        cab[cab.AsSpan().IndexOf("key = "u8)] ^= 1;
        GateResult result = Scan(cab);
        Assert.Equal([("a.txt", UnreadReason.Corrupt)], Unread(result));

        // What other tools unpack of a damaged folder ships, too.
        Assert.Equal(["a.txt", "b.txt"], Found(result));
    }

    [Fact]
    public void Without_checksums_a_cabinet_is_read()
    {
        byte[] cab = new CabBuilder { Checksums = false }.Stored(Token(6)).File("a.txt", 0, Token(6).Length).Build();
        Assert.Equal(["a.txt"], Found(Scan(cab)));
        Assert.Empty(Scan(cab).Unread);
    }

    [Fact]
    public void What_no_index_names_is_read()
    {
        byte[] content = [.. Noise(10), .. Token(7), .. Noise(20), .. Token(8)];
        var builder = new CabBuilder { HeaderReserve = Token(9), BlockReserve = Token(14), BeforeData = Token(10) };
        byte[] cab = [.. builder.Stored(content).File("a.bin", 0, 10).File("b.bin", 10 + Token(7).Length, 20).Build(), .. Token(11)];
        GateResult result = Scan(cab);
        Assert.Empty(result.Unread);
        Assert.Equal(6, result.Findings.Count);

        // Reserved bytes of the header are its own; what is between the lists and behind the end is named by its place.
        Assert.Single(Found(result), path => path.Length == 0);
        Assert.All(Found(result).Where(path => path.Length > 0), path => Assert.StartsWith("@", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Volumes_are_said_to_be_several()
    {
        byte[] content = [.. Token(12), .. Noise(50)];
        byte[] cab = new CabBuilder().Stored(content).File("whole.txt", 0, Token(12).Length).File("part.txt", Token(12).Length, 5000, folder: 0xFFFE).Build();
        GateResult result = Scan(cab);
        Assert.Equal(["whole.txt"], Found(result));
        Assert.Equal([("part.txt", UnreadReason.Unsupported)], Unread(result));
        cab = new CabBuilder().Stored(content).File("part.txt", 0, content.Length, folder: 0xFFFD).Build();
        Assert.Equal([("part.txt", UnreadReason.Unsupported)], Unread(Scan(cab)));
    }

    [Theory]
    [InlineData(15, UnreadReason.Unsupported)]
    [InlineData(3 | (31 << 8), UnreadReason.Unsupported)]
    [InlineData(3 | (15 << 8), UnreadReason.Corrupt)]
    [InlineData(2 | (15 << 8), UnreadReason.Corrupt)]
    [InlineData(1, UnreadReason.Corrupt)]
    public void Data_that_nobody_can_unpack_is_unread_at_its_path(int compression, UnreadReason reason)
    {
        byte[] cab = new CabBuilder().Folder(compression, [(Noise(100), 500)]).File("a.txt", 0, 500).Build();
        Assert.Equal([("a.txt", reason)], Unread(Scan(cab)));
    }

    [Fact]
    public void Files_that_lie_about_their_place_are_unread_or_read()
    {
        byte[] content = [.. Noise(40), .. Token(13)];
        byte[] cab = new CabBuilder().Stored(content).File("a", 0, content.Length).File("b", 30, content.Length - 30).File("c", 90, int.MaxValue).File("d", 0, 1, folder: 7).File("e", -9, 5).Build();
        GateResult result = Scan(cab);
        Assert.Equal(["a", "b"], Found(result));
        Assert.Equal([("c", UnreadReason.Corrupt), ("d", UnreadReason.Corrupt), ("e", UnreadReason.Corrupt)], Unread(result).Order());

        // The list of files is said to be where nothing is.
        cab[19] = 0xF0;
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(Scan(cab)));
    }

    [Fact]
    public void More_blocks_than_there_are_make_it_incomplete()
    {
        byte[] cab = new CabBuilder().Stored(Token(14)).File("a", 0, Token(14).Length).Build();
        cab[40]++;
        GateResult result = Scan(cab);
        Assert.Equal(["a"], Found(result));
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
    }

    [Fact]
    public void Text_that_begins_alike_is_no_cabinet() => Assert.Empty(Scan("MSCF is what a cabinet begins with, and this is a text about it.\n"u8.ToArray()).Unread);
}
