using System.Buffers.Binary;
using System.IO.Hashing;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Headers that demand gigabytes of memory for a small content: refused before a decompressor believes them, and said so.</summary>
public sealed class DecoderMemoryTests : IDisposable
{
    private const byte GigabyteAndAHalf = 37;

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-memory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_the_first_block_of_an_xz()
    {
        byte[] xz = Made("x.xz", "sh", "-c", "xz -k canary.txt && mv canary.txt.xz x.xz");
        IsRefused(WithDictionary(xz, 12), "sample");
    }

    [Fact]
    public void Of_a_later_block_of_an_xz_whose_first_is_read()
    {
        byte[] xz = Made("x.xz", "sh", "-c", "xz -k -T1 --block-size=1500 --check=sha256 canary.txt && mv canary.txt.xz x.xz");
        Assert.Single(Scan(xz).Findings);

        // The third block: behind the header of 12 bytes come blocks, each a header, its data, padding to four, and 32 bytes of check.
        int third = Enumerable.Range(13, xz.Length - 13).Where(i => i % 4 == 0 && xz[i] is > 0 and < 8 && xz.AsSpan(i + 1).StartsWith(xz.AsSpan(13, 1))
            && IsBlockHeader(xz, i)).ElementAt(1);
        IsRefused(WithDictionary(xz, third), "sample");
    }

    [Fact]
    public void Of_an_xz_in_many_pieces_nothing_is_refused_that_is_real()
    {
        byte[] xz = Made("x.xz", "sh", "-c", "for c in none crc32 crc64 sha256; do xz -c --check=$c --x86 --lzma2=preset=9 canary.txt; xz -c -0 --block-size=777 canary.txt; done > x.xz");
        GateResult result = Scan(xz);
        Assert.Empty(result.Unread);
        Assert.Equal(8, result.Findings.Count);
    }

    [Theory]
    [InlineData("lzma2", false)]
    [InlineData("lzma", false)]
    [InlineData("ppmd", false)]
    [InlineData("lzma2", true)]
    public void Of_a_7z(string method, bool packedHeader)
    {
        byte[] archive = Made("x.7z", "7z", "a", $"-m0={method}", packedHeader ? "-mhc=on" : "-mhc=off", "x.7z", "canary.txt", "dir");
        Assert.Equal(RunVerdict.Blocked, Scan(archive).Verdict);
        Span<byte> header = archive.AsSpan(32 + (int)BinaryPrimitives.ReadInt64LittleEndian(archive.AsSpan(12)));
        byte[] coder = packedHeader || method == "lzma" ? [0x23, 3, 1, 1, 5] : method == "ppmd" ? [0x23, 3, 4, 1, 5] : [0x21, 0x21, 1];
        int at = header.IndexOf(coder);
        Assert.True(at > 0);
        if (coder.Length == 3)
        {
            header[at + 3] = GigabyteAndAHalf;
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[(at + 6)..], 0x70000000);
        }

        Seal(archive, header);

        // A header that is packed itself is small, whatever it demands: that is enough for it.
        if (packedHeader)
        {
            Assert.Equal((UnreadReason.Size, "sample"), Unread(archive));
        }
        else
        {
            IsRefused(archive, "sample");
        }
    }

    [Theory]
    [InlineData("-m0=lzma2", "-mx=9")]
    [InlineData("-m0=ppmd", "-mx=9")]
    [InlineData("-m0=bzip2", "-ms=off")]
    [InlineData("-m0=bcj2", "-m1=lzma:d23", "-m2=lzma:d19", "-m3=lzma:d19", "-mb0:1", "-mb0s1:2", "-mb0s2:3")]
    [InlineData("-m0=delta:4", "-m1=lzma2", "-mhc=off")]
    [InlineData("-m0=copy", "-mhc=off")]
    public void Of_a_7z_nothing_is_refused_that_is_real(params string[] options)
    {
        GateResult result = Scan(Made("x.7z", "7z", ["a", .. options, "x.7z", "canary.txt", "dir"]));
        Assert.Empty(result.Unread);
        Assert.Equal(["canary.txt", "dir/canary.txt"], result.Findings.Select(f => f.Path.Inner).Order());
    }

    [Fact]
    public void Of_a_rar_that_changes_over_to_ppmd_in_the_middle()
    {
        byte[] text = FormatSamples.Text(), data = new byte[200_000], much = new byte[3_000_000];
        new Random(1).NextBytes(data);
        byte[] Archive(byte[] packed, byte[] content) => RarBuilder.Rar4(RarBuilder.Main4(), RarBuilder.Packed4("a.txt", content, packed), RarBuilder.File4("b.txt", text), RarBuilder.End4());

        // What is packed alike and does not change over is read, and so is one that changes over to a memory that is right, as far as that is damage.
        Assert.Empty(Scan(Archive(Rar3Encoder.Literals(text), text)).Unread);
        Assert.Equal(["a.txt", "b.txt"], Scan(Archive(Rar3Encoder.Literals(text), text)).Findings.Select(f => f.Path.Inner));
        Assert.Equal(UnreadReason.Corrupt, Assert.Single(Scan(Archive(Rar3Encoder.Ppmd(text, 100, data), much)).Unread).Reason);

        GateResult refused = Scan(Archive(Rar3Encoder.Ppmd(text, 256, data), much));
        Assert.Equal([("a.txt", UnreadReason.Size)], refused.Unread.Select(u => (u.Path.Inner, u.Reason)));
        Assert.Equal(["a.txt", "b.txt"], refused.Findings.Select(f => f.Path.Inner));
    }

    private static bool IsBlockHeader(byte[] xz, int at)
    {
        int length = (xz[at] + 1) * 4;
        return at + length <= xz.Length && Crc32.HashToUInt32(xz.AsSpan(at, length - 4)) == BinaryPrimitives.ReadUInt32LittleEndian(xz.AsSpan(at + length - 4));
    }

    private static byte[] WithDictionary(byte[] xz, int block)
    {
        int length = (xz[block] + 1) * 4;
        int lzma2 = xz.AsSpan(block, length).IndexOf((ReadOnlySpan<byte>)[0x21, 1]);
        xz[block + lzma2 + 2] = GigabyteAndAHalf;
        BinaryPrimitives.WriteUInt32LittleEndian(xz.AsSpan(block + length - 4), Crc32.HashToUInt32(xz.AsSpan(block, length - 4)));
        return xz;
    }

    private static void Seal(byte[] archive, ReadOnlySpan<byte> header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(28), Crc32.HashToUInt32(header));
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(8), Crc32.HashToUInt32(archive.AsSpan(12, 20)));
    }

    private byte[] Made(string result, string program, params string[] arguments)
    {
        foreach (string needed in new[] { program, "xz" })
        {
            Assert.SkipWhen(ProgramRun.Find(needed) is null, $"{needed} is not installed.");
        }

        FormatSamples.Write(_folder, [new("canary.txt", FormatSamples.Text()), new("dir/canary.txt", FormatSamples.Text())]);
        return FormatSamples.ByProgram(_folder, result, program, arguments)!;
    }

    private void IsRefused(byte[] content, string path)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((UnreadReason.Size, path), Unread(content));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    }

    private (UnreadReason Reason, string Path) Unread(byte[] content)
    {
        UnreadItem item = Assert.Single(Scan(content).Unread);
        Assert.Contains("needs more than 128 MiB of memory", item.Detail, StringComparison.Ordinal);
        return (item.Reason, item.Path.Inner.Length == 0 ? "sample" : item.Path.Inner);
    }

    private GateResult Scan(byte[] content)
    {
        string path = Path.Combine(_folder, "sample");
        File.WriteAllBytes(path, content);
        return new Gate().Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = DateTimeOffset.UnixEpoch,
            Jobs = 1,
            Artifacts = [new ArtifactInput("sample", path)],
        });
    }
}
