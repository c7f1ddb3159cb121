using ArtifactGate.Artifacts.Rar;
using ArtifactGate.Artifacts.Rar3;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Artifacts.Tests.Rar3;

/// <summary>Files that go on with those before, in whatever order they are read, and what is told when one cannot be.</summary>
public sealed class PackedFilesTests
{
    private static readonly byte[] TooMuch = [0xA5, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void Each_is_read_without_those_before_and_again()
    {
        (byte[][] contents, byte[][] packed) = Chain(5);
        using PackedFiles files = Files(packed);
        foreach (int index in (int[])[3, 0, 4, 4, 1, 2])
        {
            Assert.Equal(contents[index], Read(files, index));
        }

        using Stream begun = files.Open(1);
        begun.ReadExactly(new byte[10]);
        Assert.Equal(contents[2], Read(files, 2));
    }

    [Fact]
    public void Behind_one_that_takes_too_much_nothing_is_read_but_what_begins_anew()
    {
        (byte[][] contents, byte[][] packed) = Chain(5);
        packed[2] = new Rar3Writer().Bytes("x"u8).NextBlock(TooMuch);
        using PackedFiles files = Files(packed, anew: 4);
        Assert.Equal(contents[0], Read(files, 0));
        Assert.Contains("128 MiB", Assert.Throws<BudgetExceededException>(() => Read(files, 2)).Message, StringComparison.Ordinal);
        BudgetExceededException behind = Assert.Throws<BudgetExceededException>(() => Read(files, 3));
        Assert.Equal((UnreadReason.Size, PackedFiles.Behind), (behind.Reason, behind.Message));
        Assert.Equal("anew"u8.ToArray(), Read(files, 4));
    }

    [Fact]
    public void Behind_what_is_damaged_or_not_there_it_is_damage_too()
    {
        (_, byte[][] packed) = Chain(3);
        packed[0] = packed[0][..^8];
        using PackedFiles files = Files(packed);
        Assert.Equal((UnreadReason.Corrupt, PackedFiles.Behind), Refusal(() => Read(files, 2)));
        Assert.Throws<EndOfStreamException>(() => Read(files, 0));
        Assert.Equal((UnreadReason.Corrupt, PackedFiles.Behind), Refusal(() => Read(files, 1)));
        Assert.Equal((UnreadReason.Corrupt, PackedFiles.Behind), Refusal(() => Read(files, 2)));

        using PackedFiles headless = Files(packed, first: true);
        Assert.Throws<InvalidDataException>(() => Read(headless, 0));
        Assert.Equal((UnreadReason.Corrupt, PackedFiles.Behind), Refusal(() => Read(headless, 1)));
    }

    [Fact]
    public void Noise_is_damage_and_nothing_else()
    {
        var random = new Random(1);
        int read = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] noise = new byte[random.Next(2, 400)];
            random.NextBytes(noise);
            noise[0] = (byte)(i % 3 == 0 ? 0xA0 | (noise[0] & 15) : noise[0] & 0x3F);
            noise[1] = (byte)(i % 3 == 0 ? noise[1] % 3 : noise[1]);
            byte[] packed = i % 3 == 2 ? new Rar3Writer().Bytes(noise).NextBlock(noise) : noise;
            using PackedFiles files = Files([packed]);
            try
            {
                read += Read(files, 0).Length;
            }
            catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or BudgetExceededException { Reason: UnreadReason.Size or UnreadReason.Unsupported })
            {
                read++;
            }
        }

        Assert.True(read >= 3000);
    }

    private static (UnreadReason Reason, string Detail) Refusal(Action read)
    {
        BudgetExceededException refusal = Assert.Throws<BudgetExceededException>(read);
        return (refusal.Reason, refusal.Message);
    }

    private static (byte[][] Contents, byte[][] Packed) Chain(int count)
    {
        var contents = new List<byte[]>();
        var packed = new List<byte[]>();
        Rar3Writer? before = null;
        for (int i = 0; i < count; i++)
        {
            bool codes = i % 2 == 0;
            before = new Rar3Writer(before, codes).Bytes("some content of one file"u8).Copy(11, 21).Bytes([(byte)i]);
            packed.Add(before.End(newCodes: i % 2 != 0));
            contents.Add(before.Content);
        }

        return ([.. contents], [.. packed]);
    }

    private static PackedFiles Files(byte[][] packed, int anew = -1, bool first = false)
    {
        if (anew >= 0)
        {
            packed[anew] = new Rar3Writer().Bytes("anew"u8).End();
        }

        byte[] archive = [.. packed.SelectMany(p => p)];
        var blocks = new List<RarBlock>();
        for (int i = 0, at = 0; i < packed.Length; at += packed[i++].Length)
        {
            blocks.Add(new RarBlock(RarBlockKind.File, at, packed[i].Length) { Version = 29, IsSolid = (i > 0 && i != anew) || first });
        }

        return new PackedFiles(() => new MemoryStream(archive), blocks, new Budget(new Limits()));
    }

    private static byte[] Read(PackedFiles files, int index)
    {
        using Stream content = files.Open(index);
        var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
