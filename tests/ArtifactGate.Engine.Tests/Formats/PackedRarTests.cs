using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;
using static ArtifactGate.Testing.Formats.RarBuilder;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>What RAR up to 4 packed: what a block says of its memory is asked before any is taken, and nobody else is asked.</summary>
public sealed class PackedRarTests : FormatTest
{
    private static readonly byte[] TooMuch = [0xA5, 0xFF, .. Noise(500)];

    [Fact]
    public void A_credential_is_found_wherever_it_is_packed()
    {
        byte[] token = Token(1);
        Rar3Writer blocks = new Rar3Writer().Bytes(Noise(4000)).NextBlock().Bytes(token.AsSpan(0, 10)).NextBlock(keep: true).Bytes(token.AsSpan(10));
        Rar3Writer first = new Rar3Writer().Bytes("Some text.\n"u8), second = new Rar3Writer(first.Bytes(token.AsSpan(0, 30)), codes: false).Copy(30, 30).Bytes(token.AsSpan(30));
        GateResult result = Scan("x.rar", Rar4(Main4(), Packed4("a.bin", blocks.Content, blocks.End()), End4()));
        Assert.Empty(result.Unread);
        Assert.Equal(["a.bin"], result.Findings.Select(f => f.Path.Inner));
        result = Scan("x.rar", Rar4(Main4(8), Packed4("1", first.Content[..41], first.End()), Packed4("2", second.Content[..^0], second.End(), 0x10), End4()));
        Assert.Empty(result.Unread);
        Assert.Equal(["2"], result.Findings.Select(f => f.Path.Inner));
    }

    [Fact]
    public void Behind_what_takes_too_much_only_what_begins_anew_is_read()
    {
        byte[] hostile = new Rar3Writer().Bytes(Token(1)).NextBlock(TooMuch);
        Rar3Writer after = new Rar3Writer().Bytes(Token(1));
        GateResult result = Scan("x.rar", Rar4(Main4(8), Packed4("1", Noise(3000), hostile), Packed4("2", after.Content, after.End(), 0x10), File4("3", Token(1)),
            Packed4("4", after.Content, after.End()), End4()));
        Assert.Equal([("1", UnreadReason.Size), ("2", UnreadReason.Size)], Unread(result).Order());
        Assert.Contains("without what stands before it", result.Unread.Single(u => u.Path.Inner == "2").Detail, StringComparison.Ordinal);
        Assert.Equal(["1", "3", "4"], result.Findings.Select(f => f.Path.Inner).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_cut_off_or_a_program_of_its_own_is_said()
    {
        Rar3Writer whole = new Rar3Writer().Bytes(Token(1));
        byte[] own = new Rar3Writer().Bytes(Token(2)).Filter(new Rar3Filter(0, 0, 20, Noise(60))).Bytes(Noise(40)).End();
        GateResult result = Scan("x.rar", Rar4(Main4(), Packed4("cut", Noise(3000), whole.End()[..^3]), Packed4("own", Noise(3000), own), Packed4("13", Token(3), whole.End(), version: 13),
            Packed4("whole", whole.Content, whole.End()), End4()));
        Assert.Equal([("13", UnreadReason.Unsupported), ("cut", UnreadReason.Corrupt), ("own", UnreadReason.Unsupported)], Unread(result).Order());
        Assert.Contains("whole", result.Findings.Select(f => f.Path.Inner));
    }

    [Fact]
    public void What_older_programs_packed_is_read_between_newer()
    {
        byte[] token = Token(1);
        Rar3Writer newer = new Rar3Writer().Bytes(token);
        byte[] older = Packed4("old", token, Rar3Encoder.OldLiterals(token), version: 20);
        GateResult result = Scan("x.rar", Rar4(Main4(), older, Packed4("new", token, newer.End()), File4("stored", token), older, End4()));
        Assert.Empty(result.Unread);
        Assert.Equal(["new", "old", "stored"], result.Findings.Select(f => f.Path.Inner).Distinct().Order(StringComparer.Ordinal));
        result = Scan("x.rar", Rar4(Main4(8), older, Packed4("next", token, Rar3Encoder.OldLiterals(token, codes: false), 0x10, version: 20), End4()));
        Assert.Empty(result.Unread);
        Assert.Equal(2, result.Findings.Select(f => f.Path.Inner).Distinct().Count());
        result = Scan("x.rar", Rar4(Main4(8), Packed4("new", token, newer.End()), Packed4("behind", token, Rar3Encoder.OldLiterals(token, codes: false), 0x10, version: 20), End4()));
        Assert.Equal(("behind", UnreadReason.Unsupported), Assert.Single(Unread(result)));
    }

    [Fact]
    public void Headers_that_can_be_read_in_two_ways_are_read_in_one()
    {
        // Without the flag that says that a length stands there, the library reads all fields four bytes earlier: version 29 then.
        byte[] packed = [.. TooMuch, .. TooMuch];
        byte[] header = new byte[33];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(7), packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(11), 100_000);
        (header[2], header[5], header[20], header[21], header[24], header[25], header[26], header[32]) = (0x74, 33, 29, 0x33, 20, 0x33, 1, (byte)'a');
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)Crc32.HashToUInt32(header.AsSpan(2)));
        GateResult result = Scan("x.rar", Rar4(Main4(), [.. header, .. packed], File4("b", Token(1)), End4()));
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Unread(result)).Reason);
        Assert.Single(result.Findings);
    }
}
