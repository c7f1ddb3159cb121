using System.Text;
using ArtifactGate.Artifacts;
using static ArtifactGate.Testing.Formats.RarBuilder;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class RarFormatTests : FormatTest
{
    // The extra record that says that a file is encrypted.
    private static readonly byte[] EncryptedRecord = [0x30, 1, 0, 0, 15, .. new byte[44]];

    [Fact]
    public void Files_of_both_formats_are_read()
    {
        Assert.Equal(["a.txt", "dir/b.txt"], AllFound(Scan("x.rar", Rar5(Main5(), File5("a.txt", Token(1)), File5("dir/b.txt", Token(1)), End5()))));
        Assert.Equal(["a.txt", "dir/b.txt"], AllFound(Scan("x.rar", Rar4(Main4(), File4("a.txt", Token(1)), File4("dir\\b.txt", Token(1)), End4()))));
    }

    [Fact]
    public void An_archive_in_an_archive_is_opened_and_reported_once()
    {
        byte[] inner = Rar5(Main5(), File5("a.txt", Token(1)), End5());
        Assert.Equal(["in.rar!a.txt"], AllFound(Scan("x.rar", Rar5(Main5(), File5("in.rar", inner), End5()))));
    }

    [Fact]
    public void A_lying_checksum_is_corrupt()
    {
        GateResult result = Scan("x.rar", Rar5(Main5(), File5("a.txt", Token(1), crc: 7), File5("b.txt", Token(1)), End5()));
        Assert.Equal(("a.txt", UnreadReason.Corrupt), Assert.Single(Unread(result)));
        Assert.Contains("b.txt", result.Findings.Select(f => f.Path.Inner));
    }

    [Fact]
    public void A_damaged_header_is_corrupt_and_what_follows_is_read_as_bytes()
    {
        byte[] archive = Rar5(Main5(), File5("a.txt", Token(1)), File5("b.txt", Token(1)), End5());
        archive[archive.AsSpan().IndexOf("b.txt"u8)] ^= 1;
        GateResult result = Scan("x.rar", archive);
        Assert.Equal(("", UnreadReason.Corrupt), Assert.Single(Unread(result)));
        Assert.Equal(2, result.Findings.Count);
    }

    [Fact]
    public void Encrypted_files_and_headers_are_encrypted()
    {
        GateResult result = Scan("x.rar", Rar5(Main5(), File5("a.txt", new byte[64], extra: EncryptedRecord), File5("b.txt", Token(1)), End5()));
        Assert.Equal(("a.txt", UnreadReason.Encrypted), Assert.Single(Unread(result)));
        Assert.Single(result.Findings);
        Assert.Equal(("", UnreadReason.Encrypted), Assert.Single(Unread(Scan("x.rar", [.. Rar5(Encryption5()), .. new byte[300]]))));
        Assert.Equal(("", UnreadReason.Encrypted), Assert.Single(Unread(Scan("x.rar", [.. Rar4(Main4(0x80)), .. new byte[300]]))));
        Assert.Equal(("a.txt", UnreadReason.Encrypted), Assert.Single(Unread(Scan("x.rar", Rar4(Main4(), File4("a.txt", new byte[64], 4), End4())))));
    }

    [Fact]
    public void A_part_of_several_says_what_is_not_in_it()
    {
        GateResult result = Scan("x.part2.rar", Rar5(Main5(1), File5("a.txt", Token(1), split: 8), File5("b.txt", Token(1)), End5()));
        Assert.Equal(("a.txt", UnreadReason.Corrupt), Assert.Single(Unread(result)));
        Assert.Equal(["", "b.txt"], result.Findings.Select(f => f.Path.Inner).Order(StringComparer.Ordinal));
        result = Scan("x.part1.rar", Rar5(Main5(1), File5("b.txt", Token(1)), File5("a.txt", Token(1), split: 16), End5(1)));
        Assert.Equal(["", "a.txt"], result.Unread.Select(u => u.Path.Inner).Order(StringComparer.Ordinal));
        Assert.All(result.Unread, u => Assert.Contains("one part of several", u.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Services_comments_and_what_follows_the_end_are_read()
    {
        byte[] archive = Rar5(Main5(), File5("CMT", Token(1), type: 3), File5("a.txt", "x"u8.ToArray()), File5("STM", Rar4(Main4(), File4("in.txt", Token(1)), End4()), type: 3), End5());
        string[] found = AllFound(Scan("x.rar", [.. archive, .. Token(1)]));
        Assert.Equal(3, found.Length);
        Assert.Contains($"@{archive.Length}", found);
        Assert.Single(found, f => f.EndsWith("!in.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void A_compressed_comment_is_not_passed_over()
    {
        GateResult result = Scan("x.rar", Rar5(Main5(), File5("CMT", [1, 2, 3, 4], type: 3, method: 3), File5("a.txt", Token(1)), End5()));
        Assert.Equal(UnreadReason.Unsupported, Assert.Single(Unread(result)).Reason);
    }

    [Fact]
    public void Memory_is_not_taken_because_a_header_says_so()
    {
        GateResult result = Scan("x.rar", Rar5(Main5(), File5("a.txt", new byte[50], method: 3, dictionary: 15), End5()));
        Assert.Equal(("a.txt", UnreadReason.Size), Assert.Single(Unread(result)));
    }

    [Fact]
    public void Compressed_data_that_is_none_is_corrupt()
    {
        byte[] noise = new byte[500];
        new Random(2).NextBytes(noise);
        Assert.Equal(("a.bin", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.rar", Rar5(Main5(), File5("a.bin", noise, method: 3), End5())))));
        GateResult result = Scan("x.rar", Rar5(Main5(4), File5("a.bin", noise, method: 3), File5("b.bin", noise, method: 3), End5()));
        Assert.Equal(["a.bin", "b.bin"], result.Unread.Select(u => u.Path.Inner).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_archive_without_an_end_may_be_old_but_not_new()
    {
        Assert.Equal(["a.txt"], AllFound(Scan("x.rar", Rar4(Main4(), File4("a.txt", Token(1))))));
        Assert.Equal(("", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.rar", Rar5(Main5(), File5("a.txt", Token(1)))))));
        Assert.Equal(("", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.rar", Rar5()))));
    }

    [Fact]
    public void Names_are_read_as_bytes_and_are_only_text()
    {
        string name = "../" + Encoding.ASCII.GetString(Token(1)).Trim();
        Assert.Equal([""], AllFound(Scan("x.rar", Rar5(Main5(), File5(name, "x"u8.ToArray()), End5()))));
    }

    [Fact]
    public void An_archive_behind_a_program_is_opened_and_the_program_read()
    {
        // A program of Unix whose section table is empty and stands at its end.
        byte[] program = [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[300], .. Token(1), .. new byte[6000]];
        BitConverter.TryWriteBytes(program.AsSpan(40), (long)program.Length);
        byte[] archive = Rar5(Main5(), File5("a.txt", Token(1)), End5());
        Assert.Equal(["", "a.txt"], AllFound(Scan("setup", [.. program, .. archive])));
        Assert.Equal(("a.txt", UnreadReason.Corrupt), Assert.Single(Unread(Scan("setup", [.. program, .. archive[..^20]]))));
        Assert.Equal("file", Scan("setup", program).Artifacts[0].Kind);
    }
}
