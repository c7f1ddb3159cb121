using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class PdfTests : FormatTest
{
    [Fact]
    public void Each_stream_is_read_under_its_number_once()
    {
        byte[] pdf = new PdfBuilder().Stream("/Filter /FlateDecode", PdfBuilder.Flate(Token(1))).Stream("", Token(2))
            .Stream("/Filter [/FlateDecode]", PdfBuilder.Flate(Token(3), System.IO.Compression.CompressionLevel.NoCompression)).Object(Encoding.ASCII.GetBytes($"({Encoding.ASCII.GetString(Token(4)).Trim()})")).Build();
        GateResult result = Scan(pdf);
        Assert.Equal(["", "3.0", "4.0", "5.0"], Found(result));
        Assert.Empty(result.Unread);
        Assert.Equal("pdf", result.Artifacts[0].Kind);
    }

    [Fact]
    public void An_end_mark_that_lacks_a_sign_is_one()
    {
        byte[] pdf = new PdfBuilder().Stream("", Token(2)).Build();
        Assert.Empty(Scan([.. pdf.AsSpan(0, pdf.Length - "%%EOF\n".Length), .. "%EOF"u8]).Unread);
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Scan(pdf[..^"%EOF\n".Length]).Unread).Reason);
    }

    [Fact]
    public void Filters_are_undone_in_their_order()
    {
        byte[] hex = [.. Encoding.ASCII.GetBytes(Convert.ToHexString(PdfBuilder.Flate(Token(5)))), (byte)'>'];
        byte[] runs = [.. Token(7).Chunk(128).SelectMany(c => (byte[])[(byte)(c.Length - 1), .. c]), 128];
        byte[] pdf = new PdfBuilder().Stream("/Filter [ /AHx /Fl ]", hex).Stream("/Filter /ASCII85Decode", Base85(Token(6)))
            .Stream("/Filter /#52unLengthDecode", runs).Stream("/Filter /LZWDecode", Lzw(Token(8), 1)).Stream("/Filter /LZW /DecodeParms << /EarlyChange 0 >>", Lzw([.. Noise(5000), .. Token(9)], 0))
            .Stream("/Filter [/FlateDecode /DCTDecode]", PdfBuilder.Flate(Token(10))).Build();
        GateResult result = Scan(pdf);
        Assert.Empty(result.Unread);
        Assert.Equal(["3.0", "4.0", "5.0", "6.0", "7.0", "8.0"], Found(result));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Predictors_of_png_are_undone(byte kind)
    {
        const int columns = 16;
        byte[] text = [.. Token(11 + kind), .. new byte[columns]];
        var rows = new List<byte>();
        for (int row = 0; row + columns <= text.Length; row += columns)
        {
            rows.Add(kind);
            for (int i = 0; i < columns; i++)
            {
                int left = i > 0 ? text[row + i - 1] : 0, above = row > 0 ? text[row + i - columns] : 0, corner = i > 0 && row > 0 ? text[row + i - columns - 1] : 0;
                int[] distances = [Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - corner - corner)];
                int nearest = Array.IndexOf(distances, distances.Min()) switch { 0 => left, 1 => above, _ => corner };
                rows.Add((byte)(text[row + i] - (kind switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => nearest, _ => 0 })));
            }
        }

        byte[] pdf = new PdfBuilder().Stream($"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns {columns} >>", PdfBuilder.Flate([.. rows])).Build();
        Assert.Equal(["3.0"], Found(Scan(pdf)));
    }

    [Fact]
    public void Object_streams_and_older_revisions_are_read()
    {
        byte[] pdf = new PdfBuilder().Object(Encoding.ASCII.GetBytes($"<< /Note ({Encoding.ASCII.GetString(Token(20)).Trim()}) >>")).Build("/Info 3 0 R");
        File.WriteAllBytes(Path.Combine(Folder, "in.pdf"), pdf);
        Run("qpdf", "--object-streams=generate", "in.pdf", "out.pdf");
        byte[] packed = File.ReadAllBytes(Path.Combine(Folder, "out.pdf"));
        Assert.Equal(-1, packed.AsSpan().IndexOf(Token(20).AsSpan()[..20]));
        GateResult result = Scan(packed);
        Assert.Matches(@"^\d+\.0$", Assert.Single(Found(result)));
        Assert.Empty(result.Unread);
        byte[] revised = [.. new PdfBuilder().Stream("/Filter /FlateDecode", PdfBuilder.Flate(Token(21))).Build(), .. "3 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"u8];
        Assert.Equal(["3.0"], Found(Scan(revised)));
    }

    [Fact]
    public void An_encrypted_document_is_encrypted()
    {
        File.WriteAllBytes(Path.Combine(Folder, "in.pdf"), new PdfBuilder().Stream("/Filter /FlateDecode", PdfBuilder.Flate(Token(22))).Build());
        Run("qpdf", "--encrypt", "user", "owner", "256", "--", "in.pdf", "out.pdf");
        Assert.Equal([("", UnreadReason.Encrypted)], Unread(Scan(File.ReadAllBytes(Path.Combine(Folder, "out.pdf")))));
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("3")]
    [InlineData("9 0 R")]
    public void A_length_that_lies_hides_nothing(string length)
    {
        GateResult result = Scan(new PdfBuilder().Stream("/Filter /FlateDecode", PdfBuilder.Flate([.. Noise(300), .. Token(23)]), length).Build());
        Assert.Equal(["3.0"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void What_cannot_be_undone_is_unread()
    {
        byte[] flate = PdfBuilder.Flate(Noise(200));
        byte[] broken = [.. flate];
        broken[60] ^= 0x40;
        byte[] pdf = new PdfBuilder().Stream("/Filter /FlateDecode", broken).Stream("/Filter /JustMine", Noise(9)).Stream("/Filter 7 0 R", flate)
            .Stream("/Filter /FlateDecode", [.. flate, .. "more"u8]).Build();
        Assert.Equal(
            [("3.0", UnreadReason.Corrupt), ("4.0", UnreadReason.Unsupported), ("5.0", UnreadReason.Unsupported), ("6.0", UnreadReason.Corrupt)],
            Unread(Scan(pdf)).Order());
    }

    [Fact]
    public void A_text_that_speaks_of_the_header_is_no_document() =>
        Assert.Empty(Scan("A document begins with\n%PDF-1.7\nand ends with a mark.\n"u8.ToArray()).Unread);

    private static byte[] Base85(byte[] content)
    {
        var text = new StringBuilder();
        foreach (byte[] group in content.Chunk(4))
        {
            long value = 0;
            for (int i = 0; i < 4; i++)
            {
                value = (value << 8) | (i < group.Length ? group[i] : (byte)0);
            }

            char[] characters = [.. Enumerable.Range(0, 5).Select(i => (char)('!' + (value / (long)Math.Pow(85, 4 - i) % 85)))];
            text.Append(value == 0 && group.Length == 4 ? "z" : new string(characters, 0, group.Length + 1));
        }

        return Encoding.ASCII.GetBytes(text + "~>");
    }

    private static byte[] Lzw(byte[] content, int earlyChange)
    {
        var bits = new List<bool>();
        var codes = new Dictionary<string, int>();
        int next = 258, width = 9;
        void Write(int code) => bits.AddRange(Enumerable.Range(0, width).Select(i => ((code >> (width - 1 - i)) & 1) != 0));
        int CodeOf(string text) => text.Length == 1 ? text[0] : codes[text];
        Write(256);
        string current = "";
        foreach (char c in Encoding.Latin1.GetString(content))
        {
            if (current.Length == 0 || codes.ContainsKey(current + c))
            {
                current += c;
                continue;
            }

            Write(CodeOf(current));
            codes[current + c] = next++;
            current = c.ToString();

            // The reader is one code behind.
            width = next - 1 + earlyChange >= 2048 ? 12 : next - 1 + earlyChange >= 1024 ? 11 : next - 1 + earlyChange >= 512 ? 10 : 9;
            if (next == 4094)
            {
                Write(256);
                codes.Clear();
                (next, width) = (258, 9);
            }
        }

        Write(CodeOf(current));
        Write(257);
        return [.. bits.Chunk(8).Select(b => (byte)b.Select((bit, i) => bit ? 0x80 >> i : 0).Sum())];
    }
}
