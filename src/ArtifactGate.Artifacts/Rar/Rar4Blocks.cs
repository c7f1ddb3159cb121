using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ArtifactGate.Artifacts.Rar;

/// <summary>The blocks of the format of RAR 1.5 to 4 (its technical note, "technote.txt" of RAR 4).</summary>
internal sealed class Rar4Blocks : RarBlocks
{
    private const int BaseLength = 7;
    private const int FileLength = 32;
    private const byte MainType = 0x73;
    private const byte FileType = 0x74;
    private const byte ServiceType = 0x7A;
    private const byte EndType = 0x7B;
    private const byte Stored = 0x30;
    private const long Window = 4L << 20;

    public Rar4Blocks(Stream stream, long start)
        : base(stream)
    {
        Position = start;
    }

    public override RarBlock? Next()
    {
        Span<byte> start = stackalloc byte[BaseLength];
        if (!TryRead(Position, start))
        {
            return null;
        }

        byte type = start[2];
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(start[3..]), length = BinaryPrimitives.ReadUInt16LittleEndian(start[5..]);
        if (type is < MainType or > EndType || length < BaseLength)
        {
            return null;
        }

        byte[] header = new byte[length];
        if (!TryRead(Position, header) || !HasChecksum(header, type, flags))
        {
            return null;
        }

        RarBlock? block = type switch
        {
            MainType => new RarBlock(RarBlockKind.Main, Position + length, 0) { IsSplit = (flags & 1) != 0, IsSolid = (flags & 8) != 0, IsEncrypted = (flags & 0x80) != 0 },
            FileType => File(header, flags, RarBlockKind.File),
            ServiceType => File(header, flags, RarBlockKind.Service),
            EndType => new RarBlock(RarBlockKind.End, Position + length, 0) { IsSplit = (flags & 1) != 0 },
            _ => new RarBlock(RarBlockKind.Other, Position + length, (flags & 0x8000) != 0 && length >= BaseLength + 4 ? BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(7)) : 0),
        };
        Position = block is { } found ? found.DataOffset + found.DataLength : Position;
        return block;
    }

    // The low half of a CRC-32. That of an old comment inside of a header covers less, so it is not asked for where one may be.
    private static bool HasChecksum(byte[] header, byte type, int flags) =>
        type is not (MainType or FileType or ServiceType or EndType) || (flags & 2) != 0 && type == MainType || (flags & 8) != 0 && type == FileType
        || (Crc32.HashToUInt32(header.AsSpan(2)) & 0xFFFF) == BinaryPrimitives.ReadUInt16LittleEndian(header);

    private RarBlock? File(byte[] header, int flags, RarBlockKind kind)
    {
        if (header.Length < FileLength + ((flags & 0x100) != 0 ? 8 : 0))
        {
            return null;
        }

        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(7)), length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(11));
        int nameAt = FileLength;
        if ((flags & 0x100) != 0)
        {
            packed |= (long)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(32)) << 32;
            length |= (long)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(36)) << 32;
            nameAt += 8;
        }

        if (packed < 0 || packed > long.MaxValue / 2)
        {
            return null;
        }

        int nameLength = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)), header.Length - nameAt);
        ReadOnlySpan<byte> name = header.AsSpan(nameAt, nameLength);
        int end = name.IndexOf((byte)0);
        return new RarBlock(kind, Position + header.Length, packed)
        {
            Name = Encoding.UTF8.GetString(end < 0 ? name : name[..end]).Replace('\\', '/'),
            Length = length >= 0 && length != uint.MaxValue ? length : null,
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(16)),
            IsStored = header[25] == Stored,
            Version = header[24],
            IsSolid = (flags & 0x10) != 0,
            Dictionary = Window,
            IsEncrypted = (flags & 4) != 0,
            HasNoContent = kind == RarBlockKind.File && (flags & 0xE0) == 0xE0,
            IsSplit = (flags & 3) != 0,
        };
    }
}
