using System.Buffers.Binary;
using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Lzma;
using ArtifactGate.Artifacts.Streams;
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
    private const ushort Lzma = 14;
    private const ushort Xz = 95;
    private const ushort Ppmd = 98;
    private const int PpmdHeader = 2;

    /// <summary>Those that the library decompresses without being told more.</summary>
    private static readonly Dictionary<ushort, CompressionType> Plain = new()
    {
        [9] = CompressionType.Deflate64,
        [12] = CompressionType.BZip2,
        [20] = CompressionType.ZStandard,
        [93] = CompressionType.ZStandard,
    };

    /// <summary>Whether content of this method can be decompressed.</summary>
    public static bool CanDecompress(ushort method) => method is <= Imploded or Deflated or Lzma or Xz or Ppmd || Plain.ContainsKey(method);

    /// <summary>The content of an entry. Whoever reads it must verify its length and checksum.</summary>
    /// <param name="entry">The entry, whose method can be decompressed.</param>
    /// <param name="packed">Its bytes in the archive; owned.</param>
    public static Stream Decompress(ZipEntryHeader entry, Stream packed) => entry.Method switch
    {
        Stored => packed,
        Shrunk => new UnshrinkStream(packed),
        Imploded => new ExplodeStream(packed, entry.Flags, entry.Length),
        Deflated => new InflateStream(packed, entry.PackedLength, entry.Length),
        Lzma => new ForeignStream(packed, () => new ZipLzmaStream(packed, entry.Length)),
        Xz => new ForeignStream(packed, () => new XzStreamsStream(packed)),
        Ppmd => Strict(packed, OpenPpmd),
        < Imploded => Strict(packed, input => ReduceStream.Create(input, entry.PackedLength, entry.Length, entry.Method - 1)),
        _ => new ForeignStream(packed, () => CompressionProviderRegistry.Default.CreateDecompressStream(Plain[entry.Method], packed)),
    };

    private static ForeignStream Strict(Stream packed, Func<StrictInput, Stream> open)
    {
        var input = new StrictInput(packed);
        return new ForeignStream(input, () => open(input));
    }

    // APPNOTE 5.10: order less one in four bits, megabytes of memory less one in eight, what happens when it is full in four.
    private static Stream OpenPpmd(StrictInput input)
    {
        byte[] header = new byte[PpmdHeader];
        input.ReadExactly(header);
        DecoderMemory.Check((((BinaryPrimitives.ReadUInt16LittleEndian(header) >> 4) & 0xFF) + 1L) << 20);
        return PpmdStream.Create(new PpmdProperties(header), input, compress: false);
    }
}
