using System.Buffers.Binary;
using ArtifactGate.Artifacts.Bzip2;
using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Formats;
using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zstd;
using SharpCompress.Common;
using SharpCompress.Compressors.PPMd;
using SharpCompress.Compressors.Reduce;
using SharpCompress.Providers;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>The compression methods of zip (APPNOTE 4.4.5).</summary>
internal static class ZipMethods
{
    private const ushort Stored = 0;
    private const ushort Shrunk = 1;
    private const ushort Imploded = 6;
    private const ushort Deflated = 8;
    private const ushort Bzip2 = 12;
    private const ushort Lzma = 14;
    private const ushort OldZstd = 20;
    private const ushort Zstd = 93;
    private const ushort Xz = 95;
    private const ushort Ppmd = 98;
    private const int PpmdHeader = 2;

    // What is left by the old methods at most, and holds no credential.
    private const int Slack = 5;

    // Bytes that a decompressor of these may take before it needs them.
    private const int Ahead = 4;

    /// <summary>Those that the library decompresses without being told more.</summary>
    private static readonly Dictionary<ushort, CompressionType> Plain = new()
    {
        [9] = CompressionType.Deflate64,
    };

    /// <summary>Whether content of this method can be decompressed.</summary>
    public static bool CanDecompress(ushort method) => method is <= Imploded or Deflated or Bzip2 or Lzma or OldZstd or Zstd or Xz or Ppmd || Plain.ContainsKey(method);

    /// <summary>The content of an entry. Whoever reads it must verify its length and checksum.</summary>
    /// <param name="entry">The entry, whose method can be decompressed.</param>
    /// <param name="packed">Its bytes in the archive; owned.</param>
    /// <param name="memory">Lends what decompressing takes.</param>
    /// <param name="hidden">Receives where the data ends, if it does not take all of those bytes.</param>
    public static Stream Decompress(ZipEntryHeader entry, Stream packed, MemoryAccount memory, HiddenParts hidden) => entry.Method switch
    {
        Stored => packed,
        Shrunk => new UnshrinkStream(packed),
        Imploded => Strict(packed, hidden, input => new ExplodeStream(input, entry.Flags, entry.Length)),
        Deflated => new InflateStream(packed, entry.PackedLength, entry.Length, hidden: hidden),
        Lzma => new ZipLzmaStream(packed, entry.Length, memory, hidden),
        Xz => XzFormat.Open(packed, memory, hidden),
        Ppmd => OpenPpmd(packed, memory, hidden),
        Bzip2 => new Bzip2FileStream(packed, memory, hidden),
        Zstd or OldZstd => ZstdDecoder.Open(packed, memory, hidden),
        < Imploded => Strict(packed, hidden, input => ReduceStream.Create(input, entry.PackedLength, entry.Length, entry.Method - 1)),
        _ => OpenPlain(packed, Plain[entry.Method], entry.PackedLength, hidden),
    };

    private static WholeInputStream Strict(Stream packed, HiddenParts hidden, Func<StrictInput, Stream> open)
    {
        var input = new StrictInput(packed);
        return new WholeInputStream(new ForeignStream(input, () => open(input)), input, hidden, () => Math.Max(0, input.Position - Ahead), Slack);
    }

    private static WholeInputStream OpenPlain(Stream packed, CompressionType type, long length, HiddenParts hidden)
    {
        var input = new StrictInput(packed);
        var sparing = new WholeInputStream.Sparing(input, length);
        return new WholeInputStream(
            new ForeignStream(input, () => CompressionProviderRegistry.Default.CreateDecompressStream(type, sparing)), input, hidden, () => sparing.LastTaken);
    }

    // APPNOTE 5.10: order less one in four bits, megabytes of memory less one in eight, what happens when it is full in four.
    private static WholeInputStream OpenPpmd(Stream packed, MemoryAccount memory, HiddenParts hidden)
    {
        var input = new StrictInput(packed);
        var loan = new MemoryLoan(memory, isGarbage: true);
        var content = new ForeignStream(input, loan, () =>
        {
            byte[] header = new byte[PpmdHeader];
            input.ReadExactly(header);
            long needed = (((BinaryPrimitives.ReadUInt16LittleEndian(header) >> 4) & 0xFF) + 1L) << 20;
            DecoderMemory.Check(needed);
            loan.RaiseTo(needed);
            return PpmdStream.Create(new PpmdProperties(header), input, compress: false);
        });
        return new WholeInputStream(content, input, hidden);
    }
}
