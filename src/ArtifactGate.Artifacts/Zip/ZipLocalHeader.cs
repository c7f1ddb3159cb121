using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>The header in front of an entry's content (APPNOTE 4.3.7). Tools that read forward believe it, all others the central directory.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Flags">General purpose bits.</param>
/// <param name="Method">Compression method.</param>
/// <param name="Crc">CRC-32 of the content; 0 when it stands behind it.</param>
/// <param name="PackedLength">Bytes in the archive; 0 when they stand behind it, all ones when in the extra field.</param>
/// <param name="Length">Bytes of the content, likewise.</param>
/// <param name="NameLength">Bytes of the name.</param>
/// <param name="ExtraLength">Bytes of the extra field.</param>
internal readonly record struct ZipLocalHeader(
    long Offset, ushort Flags, ushort Method, uint Crc, uint PackedLength, uint Length, int NameLength, int ExtraLength)
{
    /// <summary>Bytes that every header begins with.</summary>
    public const int SignatureLength = 4;

    /// <summary>Bytes before the name.</summary>
    public const int FixedLength = 30;

    private const uint Signature = 0x04034B50;
    private const uint DescriptorSignature = 0x08074B50;
    private const int Encrypted = 1;
    private const ushort NoMethod = ushort.MaxValue;
    private const int SizesBehind = 8;

    /// <summary>Where the extra field begins.</summary>
    public long ExtraOffset => Offset + FixedLength + NameLength;

    /// <summary>Where the content begins.</summary>
    public long ContentOffset => ExtraOffset + ExtraLength;

    /// <summary>Whether checksum and sizes stand behind the content, in a descriptor (APPNOTE 4.3.9).</summary>
    public bool HasDescriptor => (Flags & SizesBehind) != 0;

    /// <summary>Whether a header begins at a place, which may be cut off there.</summary>
    public static bool Begins(Stream stream, long offset)
    {
        Span<byte> signature = stackalloc byte[SignatureLength];
        stream.Position = offset;
        return stream.ReadAtLeast(signature, SignatureLength, throwOnEndOfStream: false) == SignatureLength
            && BinaryPrimitives.ReadUInt32LittleEndian(signature) == Signature;
    }

    /// <summary>Reads the header at a place, or null when there is none.</summary>
    public static ZipLocalHeader? Find(Stream stream, long offset)
    {
        Span<byte> header = stackalloc byte[FixedLength];
        if (offset < 0 || offset > stream.Length - FixedLength)
        {
            return null;
        }

        stream.Position = offset;
        stream.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32LittleEndian(header) != Signature ? null : new ZipLocalHeader(
            offset, U16(header, 6), U16(header, 8), U32(header, 14), U32(header, 18), U32(header, 22), U16(header, 26), U16(header, 28));
    }

    /// <summary>Reads the header of an entry of the directory, whose content must lie in the archive.</summary>
    /// <exception cref="InvalidDataException">There is none, or it does not.</exception>
    public static ZipLocalHeader Of(Stream stream, ZipEntryHeader entry)
    {
        ZipLocalHeader header = Find(stream, entry.HeaderOffset) ?? throw new InvalidDataException("an entry has no local header");
        return header.ContentOffset <= stream.Length && entry.PackedLength >= 0 && entry.PackedLength <= stream.Length - header.ContentOffset
            ? header
            : throw new InvalidDataException("an entry is longer than the archive");
    }

    /// <summary>Whether it says the same as the directory: otherwise two tools that both do as they should unpack different things.</summary>
    public bool Agrees(ZipEntryHeader entry, Stream stream)
    {
        // Android's build leaves the header unfinished: without a method nobody unpacks by it.
        bool unfinished = Method == NoMethod;
        bool elsewhere = (HasDescriptor || unfinished) && Crc == 0;
        return (unfinished || Method == entry.Method) && ((Flags ^ entry.Flags) & Encrypted) == 0
            && (elsewhere || Crc == entry.Crc)
            && (elsewhere || Is(PackedLength, entry.PackedLength)) && (elsewhere || Is(Length, entry.Length))
            && NameIs(entry.Name, stream);

        static bool Is(uint stored, long value) => stored == uint.MaxValue || stored == value;
    }

    /// <summary>Bytes of the descriptor behind content that ends at a place; 0 when there is none that fits.</summary>
    public int DescriptorLength(Stream stream, long end, long packedLength, uint? crc)
    {
        Span<byte> bytes = stackalloc byte[24];
        stream.Position = end;
        bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        int at = bytes.Length >= 4 && U32(bytes, 0) == DescriptorSignature ? 4 : 0;
        if (!HasDescriptor || bytes.Length < at + 12 || (crc is { } known && U32(bytes, at) != known) || (crc is null && at == 0))
        {
            return 0;
        }

        return bytes.Length >= at + 20 && BinaryPrimitives.ReadInt64LittleEndian(bytes[(at + 4)..]) == packedLength ? at + 20
            : U32(bytes, at + 4) == packedLength ? at + 12 : 0;
    }

    private bool NameIs(string name, Stream stream)
    {
        var bytes = new byte[NameLength];
        stream.Position = Offset + FixedLength;
        stream.ReadExactly(bytes);
        return ZipEntryHeader.NameOf(bytes) == name;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
