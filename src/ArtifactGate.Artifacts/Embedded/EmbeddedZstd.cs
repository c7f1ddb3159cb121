using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using ArtifactGate.Artifacts.Zstd;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>
/// Zstandard (RFC 8878). Programs that know it have its four bytes. A frame that has no more than bytes as they are, and no checksum of them, might be
/// anything, and is read as part of what it stands in.
/// </summary>
internal sealed class EmbeddedZstd : EmbeddedFile
{
    private const int MagicLength = 4;
    private const int LongestHeader = 32;

    // Ten less than the power of two that a window has at most.
    private const int MostWindow = 21;

    protected override (byte First, byte Second) Pair => (0xB5, 0x2F);

    protected override int PairAt => 1;

    public override bool IsCertain => false;

    public override bool Begins(ReadOnlySpan<byte> head)
    {
        // What needs a dictionary nobody can read without it.
        if (head is not [0x28, 0xB5, 0x2F, 0xFD, var descriptor, ..] || (descriptor & 0x0B) != 0
            || ((descriptor & 0x20) == 0 && head.Length > 5 && head[5] >> 3 > MostWindow))
        {
            return false;
        }

        int block = MagicLength + ZstdFraming.LengthOf(descriptor);
        if (head.Length < block + 4)
        {
            return false;
        }

        // Stored as they are, one byte repeated, or compressed; of no kind that is reserved, not empty, and no longer than a block may be.
        (int type, int length, _) = BlockAt(head[block..]);
        return type != 3 && length is > 0 and <= ZstdFraming.LongestBlock;
    }

    // Where a frame is damaged in a later block, a first one that is stored as it is says nothing, unless it is as long as blocks are: one that is
    // shorter is the only one.
    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        EmbeddedExtent extent = base.Measure(rest, budget);
        using Stream stream = rest();
        Span<byte> head = stackalloc byte[LongestHeader];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        int block = head.Length > MagicLength ? MagicLength + ZstdFraming.LengthOf(head[MagicLength]) : head.Length;
        if (extent.IsWhole || block + 3 > head.Length)
        {
            return extent;
        }

        (int type, int length, bool isLast) = BlockAt(head[block..]);
        bool tells = type == 2 ? extent.IsEnough || IsOfItsFrame(ZstdFraming.ContentOf(head[MagicLength..block]), length, isLast, head[(block + 3)..])
            : extent.IsEnough && length == ZstdFraming.LongestBlock;
        return extent with { IsEnough = tells };
    }

    // Whether a compressed block that nothing came out of has what compressors write, and not bytes of a program behind the four that it looks for: it is
    // shorter than its content, the last where that needs no more, and its literals are shorter than they will be (RFC 8878, section 3.1.1.3.1).
    private static bool IsOfItsFrame(ulong? content, int length, bool isLast, ReadOnlySpan<byte> block)
    {
        if (content is not ulong whole || whole >= int.MaxValue || length < 5 || block.Length < 5 || isLast != whole <= ZstdFraming.LongestBlock)
        {
            return false;
        }

        long most = Math.Min((long)whole, ZstdFraming.LongestBlock);
        ulong head = block[0] | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(block[1..]) << 8);
        int format = (int)(head >> 2) & 3, bits = format switch { 2 => 14, 3 => 18, _ => 10 };
        ulong mask = (1ul << bits) - 1, regenerated = (head >> 4) & mask, compressed = (head >> (4 + bits)) & mask;
        return length < most && (head & 3) switch
        {
            0 or 1 => (long)((format & 1) == 0 ? (head >> 3) & 0x1F : (head >> 4) & (format == 1 ? 0xFFFu : 0xFFFFFu)) <= most,

            // There is no tree before the first.
            2 => (long)regenerated <= most && compressed < regenerated && compressed < (ulong)length,
            _ => false,
        };
    }

    private static (int Type, int Length, bool IsLast) BlockAt(ReadOnlySpan<byte> bytes)
    {
        int header = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
        return ((header >> 1) & 3, header >> 3, (header & 1) != 0);
    }

    // A block comes out whole or not at all.
    protected override bool IsEnough(long packed, long unpacked, bool isCutOff) => unpacked > 0;

    // What decompresses frames asks for more bytes than the frame has: its end is found first, by its framing.
    protected override Stream Decompress(Stream packed, MemoryAccount memory, out Func<long> position)
    {
        var loan = new MemoryLoan(memory, isGarbage: false);
        long? end;
        bool telling;
        long start = packed.Position, seen = 0;
        try
        {
            var framing = new ZstdFraming(packed, loan);
            byte[] buffer = new byte[16 * 1024];
            position = () => seen;
            while ((end = framing.FrameEnd) is null)
            {
                int read = framing.Read(buffer);
                seen += read;
                if (read == 0)
                {
                    break;
                }
            }

            Array.Clear(buffer);
            telling = framing.IsTelling;
        }
        finally
        {
            loan.Dispose();
        }

        if (!telling)
        {
            throw new InvalidDataException("a frame that might be anything");
        }

        packed.Position = start;
        long length = end ?? (packed.Length - start);
        position = end is null ? () => seen : () => length;
        return ZstdDecoder.Open(end is null ? new CutOffStream(packed) : new SubStream(packed, start, length), memory);
    }

    // The end of what is there, where the frame has none.
    private sealed class CutOffStream(Stream inner) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => inner.Read(buffer) is var read and > 0 ? read : buffer.IsEmpty ? 0 : throw new EndOfStreamException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
