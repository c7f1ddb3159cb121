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
    private const uint DynamicSegment = 2;
    private const uint MachSegment = 0x19;

    // Mach-O pointers that the loader fixes up have the address in their lower bits.
    private const ulong MachTarget = 0xF_FFFF_FFFF;
    private const int RelocationLength = 24;
    private const long RelocationTable = 7;
    private const long RelocationTableLength = 8;

    private readonly long _length;
    private readonly List<ImageSegment> _segments = [];
    private (ulong Offset, ulong Length) _dynamic;
    private bool _isMach;

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

    /// <summary>
    /// The address that the loader puts at a place: what stands there, or, where the linker left that to the relocations (System V ABI,
    /// <c>DT_RELA</c>), what they say.
    /// </summary>
    public ulong PointerAt(Stream stream, long offset)
    {
        Span<byte> bytes = stackalloc byte[8];
        stream.Position = offset;
        if (stream.ReadAtLeast(bytes, Is64Bit ? 8 : 4, throwOnEndOfStream: false) < (Is64Bit ? 8 : 4))
        {
            return 0;
        }

        ulong value = Is64Bit ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (_isMach && OffsetOf(value) is null)
        {
            value &= MachTarget;
            return OffsetOf(value) is null && _segments.Count > 0 ? value + _segments[0].Address : value;
        }

        return value != 0 || !Is64Bit || AddressOf(offset) is not ulong address ? value : Relocated(stream, address);
    }

    private ulong? AddressOf(long offset)
    {
        foreach (ImageSegment segment in _segments)
        {
            if (offset >= segment.Offset && offset - segment.Offset < segment.Length)
            {
                return segment.Address + (ulong)(offset - segment.Offset);
            }
        }

        return null;
    }

    private ulong Relocated(Stream stream, ulong address)
    {
        (ulong table, ulong length) = (0, 0);
        foreach ((long tag, ulong value, _) in Records(stream, (long)Math.Min(_dynamic.Offset, (ulong)_length), (long)Math.Min(_dynamic.Length, LargestHeaders), 16))
        {
            (table, length) = tag == RelocationTable ? (value, length) : tag == RelocationTableLength ? (table, value) : (table, length);
        }

        foreach ((long at, _, ulong target) in OffsetOf(table) is long offset ? Records(stream, offset, (long)Math.Min(length, (ulong)_length), RelocationLength) : [])
        {
            if ((ulong)at == address)
            {
                return target;
            }
        }

        return 0;
    }

    private static IEnumerable<(long First, ulong Second, ulong Third)> Records(Stream stream, long offset, long length, int size)
    {
        var buffer = new byte[size * 1024];
        for (long at = 0; at + size <= length; at += buffer.Length)
        {
            stream.Position = offset + at;
            int read = stream.ReadAtLeast(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - at)), size, throwOnEndOfStream: false);
            for (int i = 0; i + size <= read; i += size)
            {
                yield return (BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(i)), BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(i + 8)),
                    size > 16 ? BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(i + 16)) : 0);
            }

            if (read < size)
            {
                yield break;
            }
        }
    }

    private void ReadElf(ReadOnlySpan<byte> head)
    {
        Is64Bit = head[4] == 2;
        ulong table = Number(head, Is64Bit ? 32 : 28);
        ulong sections = Number(head, Is64Bit ? 40 : 32);
        int counts = Is64Bit ? 54 : 42;
        int size = Word(head, counts), count = Word(head, counts + 2);
        Reach(sections, (ulong)Word(head, counts + 4) * (ulong)Word(head, counts + 6));
        ReadOnlySpan<byte> entries = head[(int)Math.Min(table, (ulong)head.Length)..];
        for (int i = 0; i < Math.Min(count, MostSegments) && (i + 1) * size <= entries.Length && size >= (Is64Bit ? 56 : 32); i++)
        {
            ReadOnlySpan<byte> entry = entries[(i * size)..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == LoadSegment)
            {
                int flags = entry[Is64Bit ? 4 : 24];
                Add(Number(entry, Is64Bit ? 8 : 4), Number(entry, Is64Bit ? 32 : 16), Number(entry, Is64Bit ? 16 : 8), (flags & 2) != 0, (flags & 1) != 0);
            }
            else if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == DynamicSegment)
            {
                _dynamic = (Number(entry, Is64Bit ? 8 : 4), Number(entry, Is64Bit ? 32 : 16));
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
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(section[36..]);
            Add(BinaryPrimitives.ReadUInt32LittleEndian(section[20..]), BinaryPrimitives.ReadUInt32LittleEndian(section[16..]),
                start + BinaryPrimitives.ReadUInt32LittleEndian(section[12..]), (flags & 0x80000000) != 0, (flags & 0x20000000) != 0);
        }
    }

    private void ReadMach(ReadOnlySpan<byte> head)
    {
        _isMach = true;
        int at = 32;
        for (int i = 0; i < Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(head[16..]), MostSegments) && at + 72 <= head.Length; i++)
        {
            ReadOnlySpan<byte> command = head[at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(command) == MachSegment)
            {
                Add(Number(command, 40), Number(command, 48), Number(command, 24), (command[60] & 2) != 0, (command[60] & 4) != 0);
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(command[4..]);
            if (size < 8 || size > head.Length - at)
            {
                return;
            }

            at += (int)size;
        }
    }

    private void Add(ulong offset, ulong length, ulong address, bool writable, bool code)
    {
        Reach(offset, length);
        if (offset < (ulong)_length && length > 0)
        {
            _segments.Add(new ImageSegment((long)offset, (long)Math.Min(length, (ulong)_length - offset), address, writable, code));
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
