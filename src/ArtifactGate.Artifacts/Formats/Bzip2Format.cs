using ArtifactGate.Artifacts.Bzip2;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>bzip2, one stream or several.</summary>
internal sealed class Bzip2Format() : CompressedFileFormat("bzip2", ".tbz2>.tar", ".tbz>.tar", ".bz2")
{
    // Nine hundred thousand bytes of a block, four more for each, tables and buffers.
    private const long Memory = 6L << 20;

    protected override bool HasMagic(ReadOnlySpan<byte> head) => Begins(head);

    /// <summary>Whether bytes begin a stream: the magic number of a block is pi in decimal digits, that of the end its square root.</summary>
    internal static bool Begins(ReadOnlySpan<byte> head) =>
        head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
            or [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..];

    protected override (Stream Content, string? StoredName) Decompress(Stream packed, MemoryAccount memory, HiddenParts hidden) =>
        (new Bzip2FileStream(packed, memory, hidden), null);

    /// <summary>Decompresses one stream with the library, which takes for any block size what the largest needs.</summary>
    internal static Stream Open(Stream packed, MemoryAccount memory)
    {
        var loan = new MemoryLoan(memory, isGarbage: true);
        return new ForeignStream(packed, loan, () =>
        {
            loan.RaiseTo(Memory);
            return BZip2Stream.Create(packed, CompressionMode.Decompress, decompressConcatenated: false, false, false);
        });
    }
}
