using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Rar3;
using ArtifactGate.Testing.Formats;
using SharpCompress.Archives;
using SharpCompress.Archives.Rar;

namespace ArtifactGate.Artifacts.Tests.Rar3;

/// <summary>What RAR 2.9 to 4 packed, piece by piece; another program unpacks the same.</summary>
[Collection(Alone.Name)]
public sealed class UnpackerTests
{
    private const int MiB = 1 << 20;

    // By what programs are known: length, checksum, and registers that make sense.
    public static TheoryData<int, uint, int[]> Programs => new()
    {
        { 53, 0xAD576887, [] },
        { 57, 0x3CD7E57E, [] },
        { 120, 0x3769893F, [] },
        { 29, 0x0E06077D, [4] },
        { 149, 0x1C2C5DC8, [303, 1] },
        { 216, 0xBC85E701, [2] },
    };

    [Fact]
    public void Repetitions_of_every_kind_are_written()
    {
        Rar3Writer writer = new Rar3Writer().Bytes(Noise(70_000, 1));
        foreach (int distance in (int[])[1, 2, 3, 4, 5, 9, 16, 17, 200, 5000, 0x1FFF, 0x2000, 0x2001, 65_000])
        {
            writer.Copy(distance < 0x2000 ? 3 : 4, distance).Copy(40, distance).Copy(258, distance);
        }

        foreach (int distance in (int[])[1, 4, 5, 9, 17, 33, 65, 129, 193, 256])
        {
            writer.CopyTwo(distance).Again();
        }

        writer.CopyOld(0, 2).CopyOld(1, 9).CopyOld(2, 100).CopyOld(3, 257).Again();
        writer.Bytes(Noise(10, 2)).Copy(5, 0x1000 + 1, sameLow: false);
        writer.Copy(5, 0x1000 + 1, sameLow: true);
        for (int i = 1; i <= 15; i++)
        {
            writer.Copy(6, 0x1000 + 1 + (16 * i));
        }

        writer.Copy(6, 0x1000 + 7);
        Same(writer.Content, writer.End());
    }

    [Fact]
    public void Long_content_goes_round_in_the_window()
    {
        Rar3Writer writer = new Rar3Writer().Bytes(Noise(300_000, 3)).Copy(6, 0x40000);
        while (writer.Length < 4_600_000)
        {
            writer.Copy(258, 299_999).Copy(258, 77_777);
        }

        writer.Copy(200, (4 * MiB) - 300);
        Same(writer.Content, writer.End());
    }

    [Fact]
    public void Blocks_tell_their_codes_or_what_changes()
    {
        Rar3Writer writer = new Rar3Writer().Bytes("first "u8).NextBlock().Bytes("second "u8).NextBlock(keep: true).Bytes("third "u8).Copy(9, 10);
        Same(writer.Content, writer.End());
    }

    [Fact]
    public void Files_go_on_with_those_before()
    {
        Rar3Writer first = new Rar3Writer().Bytes(Noise(500, 4)), second = null!, third = null!;
        byte[] packed1 = first.End(), content1 = first.Content;
        second = new Rar3Writer(first, codes: false).Copy(30, 400).Bytes("second"u8);
        byte[] packed2 = second.End(newCodes: true), content2 = second.Content;
        third = new Rar3Writer(second).CopyOld(0, 20).Copy(10, 500);
        Same((content1, packed1), (content2, packed2), (third.Content, third.End()));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Filters_are_undone(int length, uint crc, int[] registers)
    {
        byte[] code = Rar3Filter.CodeOf(length, crc), noise = Noise(4000, 5);
        for (int i = 0; i < noise.Length; i += 16)
        {
            // Something for each of them to do: calls and jumps near and far, bundles with branches.
            (noise[i], noise[i + 6], noise[i + 10]) = ((byte)(16 + (i / 16 % 16)), (byte)(i % 32 == 0 ? 0xE8 : 0xE9), (byte)(i % 48 == 0 ? 0 : 0xFF));
            noise[i + 5] = (byte)(5 << 2);
        }

        Rar3Writer writer = new Rar3Writer().Bytes("before"u8).Filter(new Rar3Filter(0, 100, 1500, code, registers)).Bytes(noise)
            .Filter(new Rar3Filter(null, 0, null, null, registers)).Bytes(noise).Filter(new Rar3Filter(1, 300, 700, null, registers)).Bytes(noise);
        byte[] packed = writer.End();
        byte[] expected = Assert.Single(Library((writer.Content, packed)));
        Assert.NotEqual(writer.Content, expected);
        Assert.Equal(expected, Assert.Single(Unpacked(packed)));
    }

    [Fact]
    public void Another_program_is_said_to_be_one()
    {
        byte[] packed = new Rar3Writer().Filter(new Rar3Filter(0, 0, 20, Noise(60, 6))).Bytes(Noise(30, 7)).End();
        Assert.Equal(UnreadReason.Unsupported, Assert.Throws<BudgetExceededException>(() => Unpacked(packed)).Reason);
    }

    [Fact]
    public void Text_and_repetitions_take_turns()
    {
        byte[] words = Words(60_000, 8);
        var text = new TextPacker(3, 6);
        byte[] first = text.Bytes(words).Special(5, 7).Special(4, 0, 0, 90, 11).Bytes(words.AsSpan(0, 3000)).Special(0).Take();
        byte[] content = [.. words, .. Enumerable.Repeat(words[^1], 11)];
        content = [.. content, .. content.AsSpan(content.Length - 92, 43), .. words.AsSpan(0, 3000)];
        Rar3Writer middle = new Rar3Writer().Bytes("between"u8);
        byte[] second = text.Block().Bytes(words).Special(0).Take(), third = text.Block(3, 40).Bytes(words).Special(2).Take();
        Same([.. content, .. middle.Content, .. words, .. words], [.. first, .. middle.NextBlock(second), .. third]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(64)]
    public void Text_that_fills_its_memory_is_read(int order)
    {
        byte[] words = [.. Words(60_000, 9), .. Noise(60_000, 10), .. Words(60_000, 11), .. new byte[10_000], .. Words(30_000, 12)];
        Same(words, new TextPacker(1, order).Bytes(words).Special(2).Take());
    }

    [Fact]
    public void Text_that_wants_too_much_memory_is_refused_before_it_has_any()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int mebibytes = 129; mebibytes <= 256; mebibytes++)
        {
            byte[] packed = new Rar3Writer().Bytes("x"u8).NextBlock([0xA5, (byte)(mebibytes - 1), .. new byte[500]]);
            Assert.Equal(UnreadReason.Size, Assert.Throws<BudgetExceededException>(() => Unpacked(packed)).Reason);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128L * 6 * MiB);
    }

    [Fact]
    public void Blocks_of_text_may_follow_each_other_at_once()
    {
        byte[] another = new TextPacker(2, 6).Special(0).Take();
        Assert.Equal("A50101FE01FE0000", Convert.ToHexString(another));
        byte[] end = new TextPacker(1, 6).Bytes("end"u8).Special(2).Take();
        Same("end"u8.ToArray(), [.. another, .. another, .. end]);
    }

    [Fact]
    public void Memory_of_text_is_gone_before_more_is_taken()
    {
        byte[] another = new TextPacker(1, 6).Special(0).Take()[2..];
        using var packed = new WatchedStream([.. Enumerable.Range(90, 39).SelectMany(m => (byte[])[0xA5, (byte)(m - 1), .. another]), .. new TextPacker(1, 6).Special(2).Take()], another.Length + 2);
        // What other tests left behind would count.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Assert.Empty(Assert.Single(Unpacked(packed)));
        Assert.InRange(packed.Most, 128L * MiB, 220L * MiB);
    }

    [Fact]
    public void What_is_cut_off_is_never_whole()
    {
        byte[] text = new TextPacker(1, 4).Bytes("text and more text"u8).Special(0).Take();
        byte[] packed = [.. text, .. new Rar3Writer().Bytes("packed"u8).Copy(5, 3).NextBlock().Bytes("x"u8).End()];
        Assert.Single(Unpacked(packed));
        for (int length = 1; length < packed.Length; length++)
        {
            Assert.ThrowsAny<EndOfStreamException>(() => Unpacked(packed[..length]));
        }
    }

    private static void Same(byte[] content, byte[] packed) => Same((content, packed));

    private static void Same(params (byte[] Content, byte[] Packed)[] files)
    {
        string[] digests = [.. files.Select(f => Digest(f.Content))];
        Assert.Equal(digests, Unpacked([.. files.Select(f => f.Packed)]).Select(Digest));
        Assert.Equal(digests, Library(files).Select(Digest));
    }

    private static string Digest(byte[] content) => $"{content.Length} {Convert.ToHexString(SHA256.HashData(content))}";

    // Each goes on with the one before.
    private static List<byte[]> Unpacked(params byte[][] files) => Unpacked([.. files.Select(f => new MemoryStream(f))]);

    private static List<byte[]> Unpacked(params Stream[] files)
    {
        using var account = new MemoryAccount(new SharedMemory(), SharedMemory.MostForWalk, () => { });
        using var unpacker = new Unpacker(account, () => { });
        var contents = new List<byte[]>();
        foreach (Stream packed in files)
        {
            unpacker.Begin(packed, goesOn: contents.Count > 0);
            var content = new MemoryStream();
            byte[] buffer = new byte[10_000];
            for (int read = unpacker.Read(buffer); read > 0; read = unpacker.Read(buffer))
            {
                content.Write(buffer, 0, read);
            }

            contents.Add(content.ToArray());
        }

        return contents;
    }

    private static List<byte[]> Library(params (byte[] Content, byte[] Packed)[] files)
    {
        byte[] archive = RarBuilder.Rar4([RarBuilder.Main4(files.Length > 1 ? 8 : 0),
            .. files.Select((f, i) => RarBuilder.Packed4($"{i}", f.Content, f.Packed, i > 0 ? 0x10 : 0)), RarBuilder.End4()]);
        using IArchive library = RarArchive.OpenArchive(new MemoryStream(archive));
        var contents = new List<byte[]>();
        foreach (IArchiveEntry entry in library.Entries)
        {
            using Stream stream = entry.OpenEntryStream();
            byte[] content = new byte[entry.Size];
            stream.ReadExactly(content);
            contents.Add(content);
        }

        return contents;
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    // Text with words that come again, one of them the escape.
    private static byte[] Words(int length, int seed)
    {
        var random = new Random(seed);
        string[] words = [.. Enumerable.Range(0, 3000).Select(i => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)('a' + random.Next(26)))) + (i % 50 == 0 ? "\u0002" : " "))];
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))]);
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    // Gives a few bytes at once, and sees how much memory there is then.
    private sealed class WatchedStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public long Most { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false));
            return base.Read(buffer, offset, Math.Min(count, atOnce));
        }

        public override int Read(Span<byte> buffer)
        {
            Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false));
            return base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);
        }
    }
}
