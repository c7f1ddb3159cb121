using System.Buffers;
using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// Reads the central directory of a zip (APPNOTE 6.3.10), also of one with bytes before it, and with 64-bit sizes. Lengths are checked
/// against the stream before anything is allocated.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Bytes of the end record without the comment.</summary>
    public const int EndLength = 22;

    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int EntryLength = 46;
    private const int WindowLength = 64 * 1024;
    private const uint EndSignature = 0x06054B50;
    private const uint Zip64LocatorSignature = 0x07064B50;
    private const uint Zip64EndSignature = 0x06064B50;
    private const uint EntrySignature = 0x02014B50;

    private static ReadOnlySpan<byte> EndMark => "PK\u0005\u0006"u8;

    /// <summary>Where the directory is.</summary>
    /// <param name="Offset">Its first byte.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Entries">How many entries it has.</param>
    /// <param name="Shift">How many bytes stand before the archive.</param>
    /// <param name="EndRecord">Where the end record begins that led to it.</param>
    /// <param name="IsWide">Whether there are 64-bit records between the two.</param>
    internal readonly record struct Place(long Offset, long Length, long Entries, long Shift, long EndRecord, bool IsWide)
    {
        /// <summary>No directory at all, behind the last byte.</summary>
        public static Place None(long length) => new(length, 0, 0, 0, length, IsWide: false);

        /// <summary>The number of this file in an archive of several (APPNOTE 8.3).</summary>
        public int Disk { get; init; }

        /// <summary>Whether the archive begins in another file.</summary>
        public bool IsPart => Shift < 0 || Disk > 0;
    }

    /// <summary>Finds the directory; null when the stream does not end like a zip.</summary>
    public static Place? Find(Stream stream)
    {
        // The end record may be followed by a comment of up to 64 KiB; nearly always there is none.
        return FindEnd(stream, EndLength) ?? FindEnd(stream, EndLength + ushort.MaxValue);
    }

    /// <summary>Whether an end record without a comment is the last thing, and tells of a directory that has room before it.</summary>
    /// <param name="tail">The last bytes.</param>
    /// <param name="length">All bytes.</param>
    public static bool MayEnd(ReadOnlySpan<byte> tail, long length)
    {
        if (tail.Length < EndLength || BinaryPrimitives.ReadUInt32LittleEndian(tail = tail[^EndLength..]) != EndSignature || tail[20..] is not [0, 0])
        {
            return false;
        }

        // All ones: the number is in a record of 64 bits before this one.
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(tail[10..]), directory = BinaryPrimitives.ReadUInt32LittleEndian(tail[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail[16..]);
        return entries > 0 && (entries == ushort.MaxValue || directory == uint.MaxValue || offset == uint.MaxValue
            || (entries <= directory / EntryLength && offset + directory <= length - EndLength));
    }

    /// <summary>
    /// Whether bytes begin an end record of one file, with as many entries as there are, of which each takes more room than they have together in what only
    /// speaks of zips.
    /// </summary>
    public static bool BeginsEnd(ReadOnlySpan<byte> head) =>
        head.Length >= EndLength && head.StartsWith(EndMark) && head[4..8] is [0, 0, 0, 0]
        && head[8..10].SequenceEqual(head[10..12]) && BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) > 0;

    /// <summary>
    /// Finds the directory of an archive that the stream begins with and that more stands behind than a comment may have; null where there is none. Offsets
    /// must count from the first byte: those of an archive that is stored in one that was cut off do not.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="lead">Bytes before the first entry.</param>
    /// <param name="budget">Asked whether to go on.</param>
    public static Place? FindBefore(Stream stream, long lead, Budget budget)
    {
        byte[] window = ArrayPool<byte>.Shared.Rent(WindowLength);
        try
        {
            // Backwards: of an archive that was written on, the last directory counts.
            for (long to = stream.Length; to >= EndLength; to -= WindowLength - EndLength + 1)
            {
                budget.CheckTime();
                long from = Math.Max(0, to - WindowLength);
                Span<byte> bytes = window.AsSpan(0, (int)(to - from));
                stream.Position = from;
                stream.ReadExactly(bytes);
                for (int at = bytes.LastIndexOf(EndMark); at >= 0; at = bytes[..at].LastIndexOf(EndMark))
                {
                    if (BeginsEnd(bytes[at..]) && At(stream, from + at) is (var place, _) && (place.Shift == 0 || place.Shift == lead))
                    {
                        return place;
                    }
                }
            }

            return null;
        }
        finally
        {
            Array.Clear(window);
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    /// <summary>The directory that an end record in the middle of a stream leads to, and the first byte behind the record and its comment; null when it leads nowhere.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="at">The first byte of the record.</param>
    public static (Place Directory, long Behind)? At(Stream stream, long at)
    {
        Span<byte> end = stackalloc byte[EndLength];
        stream.Position = at;
        if (at < 0 || stream.ReadAtLeast(end, EndLength, throwOnEndOfStream: false) < EndLength || BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature)
        {
            return null;
        }

        long behind = at + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(end[20..]);
        return behind <= stream.Length && Check(stream, end, at) is Place place ? (place, behind) : null;
    }

    private static Place? FindEnd(Stream stream, int within)
    {
        int tailLength = (int)Math.Min(stream.Length, within);
        byte[] rented = ArrayPool<byte>.Shared.Rent(tailLength);
        Span<byte> tail = rented.AsSpan(0, tailLength);
        try
        {
            stream.Position = stream.Length - tailLength;
            stream.ReadExactly(tail);
            for (int at = tail.LastIndexOf(EndMark); at >= 0; at = tail[..at].LastIndexOf(EndMark))
            {
                ReadOnlySpan<byte> end = tail[at..];
                if (end.Length >= EndLength && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) <= end.Length - EndLength
                    && Check(stream, end, stream.Length - tailLength + at) is Place place)
                {
                    return place;
                }
            }

            return null;
        }
        finally
        {
            tail.Clear();
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads the entries in the order of the directory.</summary>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public static IEnumerable<ZipEntryHeader> Read(Stream stream, Place place)
    {
        stream.Position = place.Offset;
        using var buffered = new BufferedStream(stream, (int)Math.Clamp(place.Length, EntryLength, 64 * 1024));
        var fixedPart = new byte[EntryLength];
        byte[] variable = [];
        for (long i = 0; i < place.Entries; i++)
        {
            buffered.ReadExactly(fixedPart);
            if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != EntrySignature)
            {
                throw new InvalidDataException("the central directory has fewer entries than it says");
            }

            int length = U16(fixedPart, 28) + U16(fixedPart, 30) + U16(fixedPart, 32);
            variable = variable.Length < length ? new byte[length * 2] : variable;
            buffered.ReadExactly(variable, 0, length);
            yield return Entry(fixedPart, variable, place.Shift);
        }
    }

    private static Place? Check(Stream stream, ReadOnlySpan<byte> end, long endOffset)
    {
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        long directoryEnd = endOffset;
        bool isWide = false;
        if (Zip64(stream, endOffset) is (long, long, long, long) wide)
        {
            if (entries == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue)
            {
                (entries, length, offset, directoryEnd) = wide;
                isWide = true;
            }
            else if (wide.End >= length && BeginsDirectory(stream, wide.End - length))
            {
                // Written before the sizes were known, and then not needed; it stands behind the directory all the same.
                directoryEnd = wide.End;
                isWide = true;
            }
        }

        // What stands before the archive shifts every offset in it.
        long start = directoryEnd - length;
        long shift = start - offset;
        int disk = BinaryPrimitives.ReadUInt16LittleEndian(end[4..]);
        disk = disk == ushort.MaxValue ? 0 : disk;

        // Offsets that reach before the first byte are those of the last part of an archive that was cut up.
        return length >= 0 && start >= 0 && entries >= 0 && entries <= length / EntryLength && (entries > 0 ? BeginsDirectory(stream, start) : length == 0 && shift >= 0)
            ? new Place(start, length, entries, shift, endOffset, isWide) { Disk = disk }
            : null;
    }

    private static bool BeginsDirectory(Stream stream, long start)
    {
        Span<byte> signature = stackalloc byte[4];
        stream.Position = start;
        return stream.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false) == signature.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(signature) == EntrySignature;
    }

    private static (long Entries, long Length, long Offset, long End)? Zip64(Stream stream, long endOffset)
    {
        Span<byte> locator = stackalloc byte[Zip64LocatorLength];
        Span<byte> record = stackalloc byte[Zip64EndLength];
        if (endOffset < Zip64LocatorLength + Zip64EndLength)
        {
            return null;
        }

        stream.Position = endOffset - Zip64LocatorLength;
        stream.ReadExactly(locator);
        long at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Zip64LocatorSignature)
        {
            return null;
        }

        // With bytes before the archive the stored offset is short; the record then stands right before its locator.
        foreach (long candidate in new[] { at, endOffset - Zip64LocatorLength - Zip64EndLength })
        {
            if (candidate < 0 || candidate > stream.Length - Zip64EndLength)
            {
                continue;
            }

            stream.Position = candidate;
            stream.ReadExactly(record);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) == Zip64EndSignature)
            {
                return (BinaryPrimitives.ReadInt64LittleEndian(record[32..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]),
                    BinaryPrimitives.ReadInt64LittleEndian(record[48..]), candidate);
            }
        }

        return null;
    }

    private static ZipEntryHeader Entry(byte[] header, byte[] variable, long shift)
    {
        ushort flags = U16(header, 8);
        int nameLength = U16(header, 28);
        long packed = U32(header, 20), length = U32(header, 24), offset = U32(header, 42);
        WidenSizes(variable.AsSpan(nameLength, U16(header, 30)), ref length, ref packed, ref offset);

        bool hasText = U16(header, 32) > 0 || !ZipExtra.IsPlain(variable.AsSpan(nameLength, U16(header, 30)));
        return new ZipEntryHeader(ZipEntryHeader.NameOf(variable.AsSpan(0, nameLength)), flags, U16(header, 10), U32(header, 16), packed, length, offset + shift)
        {
            HasText = hasText,
            Disk = U16(header, 34) is var disk and not ushort.MaxValue ? disk : 0,
        };
    }

    // Extra field 1 holds, in this order, the 64-bit values of those fields that are all ones.
    private static void WidenSizes(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int size = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                ReadOnlySpan<byte> values = extra.Slice(4, size);
                Take(ref values, ref length);
                Take(ref values, ref packed);
                Take(ref values, ref offset);
                return;
            }

            extra = extra[(4 + size)..];
        }

        static void Take(ref ReadOnlySpan<byte> values, ref long field)
        {
            if (field == uint.MaxValue && values.Length >= 8)
            {
                field = BinaryPrimitives.ReadInt64LittleEndian(values);
                values = values[8..];
            }
        }
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
