using System.Buffers;
using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Executables;

/// <summary>
/// What a native image loads from its file: the program headers of an ELF file, the sections of a PE file, the segments of a Mach-O file.
/// Numbers of the file are believed only as far as the file reaches.
/// </summary>
internal sealed class NativeImage
{
    private const int LargestHeaders = 64 * 1024;
    private const int MostSegments = 1024;
    private const uint LoadSegment = 1;
    private const uint MachSegment = 0x19;

    private readonly long _length;
    private readonly List<ImageSegment> _segments = [];

    private NativeImage(long length) => _length = length;

    /// <summary>The segments that have bytes in the file.</summary>
    public IReadOnlyList<ImageSegment> Segments => _segments;

    /// <summary>The first byte behind everything that the image knows of itself; at most the length of the file.</summary>
    public long End { get; private set; }

    /// <summary>Whether addresses take eight bytes.</summary>
    public bool Is64Bit { get; private set; } = true;

    /// <summary>Reads the headers; null when they are none that <see cref="ImageHead.IsNative"/> takes.</summary>
    public static NativeImage? Read(Stream stream)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LargestHeaders);
        try
        {
            stream.Position = 0;
            int read = stream.ReadAtLeast(buffer.AsSpan(0, LargestHeaders), LargestHeaders, throwOnEndOfStream: false);
            ReadOnlySpan<byte> head = buffer.AsSpan(0, read);
            if (!ImageHead.IsNative(head))
            {
                return null;
            }

            var image = new NativeImage(stream.Length);
            switch (head[0])
            {
                case 0x7F:
                    image.ReadElf(head);
                    break;
                case (byte)'M':
                    image.ReadPe(head);
                    break;
                default:
                    image.ReadMach(head);
                    break;
            }

            return image;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Where the byte that is loaded at an address stands in the file, or null.</summary>
    public long? OffsetOf(ulong address)
    {
        foreach (ImageSegment segment in _segments)
        {
            if (address >= segment.Address && address - segment.Address < (ulong)segment.Length)
            {
                return segment.Offset + (long)(address - segment.Address);
            }
        }

        return null;
    }

    private void ReadElf(ReadOnlySpan<byte> head)
    {
        Is64Bit = head[4] == 2;
        ulong table = Number(head, Is64Bit ? 32 : 28);
        ulong sections = Number(head, Is64Bit ? 40 : 32);
        int counts = Is64Bit ? 54 : 42;
        int size = Word(head, counts), count = Word(head, counts + 2);
        Reach(sections, (ulong)Word(head, counts + 4) * (ulong)Word(head, counts + 6));
        for (int i = 0; i < Math.Min(count, MostSegments) && table + (ulong)((i + 1) * size) <= (ulong)head.Length && size >= (Is64Bit ? 56 : 32); i++)
        {
            ReadOnlySpan<byte> entry = head[((int)table + (i * size))..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == LoadSegment)
            {
                bool writable = (entry[Is64Bit ? 4 : 24] & 2) != 0;
                Add(Number(entry, Is64Bit ? 8 : 4), Number(entry, Is64Bit ? 32 : 16), Number(entry, Is64Bit ? 16 : 8), writable);
            }
        }
    }

    private void ReadPe(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> pe = head[BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..])..];
        Is64Bit = Word(pe, 24) == 0x20B;
        ulong start = Is64Bit ? BinaryPrimitives.ReadUInt64LittleEndian(pe[48..]) : BinaryPrimitives.ReadUInt32LittleEndian(pe[52..]);
        int table = 24 + Word(pe, 20);
        for (int i = 0; i < Math.Min(Word(pe, 6), MostSegments) && table + ((i + 1) * 40) <= pe.Length; i++)
        {
            ReadOnlySpan<byte> section = pe[(table + (i * 40))..];
            bool writable = (BinaryPrimitives.ReadUInt32LittleEndian(section[36..]) & 0x80000000) != 0;
            Add(BinaryPrimitives.ReadUInt32LittleEndian(section[20..]), BinaryPrimitives.ReadUInt32LittleEndian(section[16..]),
                start + BinaryPrimitives.ReadUInt32LittleEndian(section[12..]), writable);
        }
    }

    private void ReadMach(ReadOnlySpan<byte> head)
    {
        int at = 32;
        for (int i = 0; i < Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(head[16..]), MostSegments) && at + 72 <= head.Length; i++)
        {
            ReadOnlySpan<byte> command = head[at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(command) == MachSegment)
            {
                Add(Number(command, 40), Number(command, 48), Number(command, 24), (command[60] & 2) != 0);
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(command[4..]);
            if (size < 8 || size > head.Length - at)
            {
                return;
            }

            at += (int)size;
        }
    }

    private void Add(ulong offset, ulong length, ulong address, bool writable)
    {
        Reach(offset, length);
        if (offset < (ulong)_length && length > 0)
        {
            _segments.Add(new ImageSegment((long)offset, (long)Math.Min(length, (ulong)_length - offset), address, writable));
        }
    }

    private void Reach(ulong offset, ulong length)
    {
        ulong end = Math.Min(offset, (ulong)_length) + Math.Min(length, (ulong)_length);
        End = Math.Max(End, (long)Math.Min(end, (ulong)_length));
    }

    private ulong Number(ReadOnlySpan<byte> bytes, int at) =>
        Is64Bit ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
