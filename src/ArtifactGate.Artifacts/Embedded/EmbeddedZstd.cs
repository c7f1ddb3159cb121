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
    private const int LongestHeader = 32;

    // Ten less than the power of two that a window has at most.
    private const int MostWindow = 21;

    protected override (byte First, byte Second) Pair => (0xB5, 0x2F);

    protected override int PairAt => 1;

    public override bool IsCertain => false;

    public override bool Begins(ReadOnlySpan<byte> head)
    {
        if (head is not [0x28, 0xB5, 0x2F, 0xFD, var descriptor, ..] || (descriptor & 8) != 0
            || ((descriptor & 0x20) == 0 && head.Length > 5 && head[5] >> 3 > MostWindow))
        {
            return false;
        }

        int block = 4 + ZstdFraming.LengthOf(descriptor);
        if (head.Length < block + 4)
        {
            return false;
        }

        // Stored as they are, one byte repeated, or compressed; of no kind that is reserved, not empty, and no longer than a block may be.
        int header = head[block] | (head[block + 1] << 8) | (head[block + 2] << 16), type = (header >> 1) & 3;
        return type != 3 && header >> 3 > 0 && header >> 3 <= ZstdFraming.LongestBlock;
    }

    // Where a frame is damaged, a first block that is stored as it is says nothing, unless it is as long as blocks are: one that is shorter is the only one.
    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        EmbeddedExtent extent = base.Measure(rest, budget);
        using Stream stream = rest();
        Span<byte> head = stackalloc byte[LongestHeader];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        int block = head.Length > 4 ? 4 + ZstdFraming.LengthOf(head[4]) : head.Length;
        return extent.IsWhole || (block + 2 < head.Length && (((head[block] >> 1) & 3) == 2 || (head[block] | (head[block + 1] << 8) | (head[block + 2] << 16)) >> 3 == ZstdFraming.LongestBlock)) ? extent : extent with { IsEnough = false };
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
