using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ArtifactGate.Artifacts.Rar;

/// <summary>The blocks of the format of RAR 5 and later ("RAR 5.0 archive format" of its author).</summary>
internal sealed class Rar5Blocks : RarBlocks
{
    private const int LongestHeader = 2 << 20;
    private const int MostOfVint = 10;

    public Rar5Blocks(Stream stream, long start)
        : base(stream)
    {
        Position = start;
    }

    public override RarBlock? Next()
    {
        // A checksum, the length of what follows, and that.
        Span<byte> start = stackalloc byte[4 + 3];
        if (!TryRead(Position, start))
        {
            return null;
        }

        var lengthFields = new Fields(start[4..]);
        long length = lengthFields.Vint();
        int headerLength = 3 - lengthFields.Left + (int)Math.Clamp(length, 0, LongestHeader);
        if (lengthFields.Failed || length is <= 0 or > LongestHeader || headerLength > Stream.Length - Position - 4)
        {
            return null;
        }

        byte[] header = new byte[headerLength];
        if (!TryRead(Position + 4, header) || Crc32.HashToUInt32(header) != BinaryPrimitives.ReadUInt32LittleEndian(start))
        {
            return null;
        }

        var fields = new Fields(header);
        fields.Vint();
        RarBlock? block = Block(ref fields, Position + 4 + headerLength);
        Position = block is { } found ? found.DataOffset + found.DataLength : Position;
        return block;
    }

    private static RarBlock? Block(ref Fields fields, long dataOffset)
    {
        long type = fields.Vint(), flags = fields.Vint();
        long extra = (flags & 1) != 0 ? fields.Vint() : 0, data = (flags & 2) != 0 ? fields.Vint() : 0;
        if (fields.Failed || extra < 0 || extra > fields.Left || data is < 0 or > long.MaxValue / 2)
        {
            return null;
        }

        bool isSplit = (flags & 0x18) != 0;
        switch (type)
        {
            case 1:
                long archive = fields.Vint();
                return new RarBlock(RarBlockKind.Main, dataOffset, data) { IsSplit = (archive & 1) != 0, IsSolid = (archive & 4) != 0 };
            case 2 or 3:
                RarBlock file = File(ref fields, type == 2 ? RarBlockKind.File : RarBlockKind.Service, dataOffset, data, (int)extra);
                return fields.Failed ? null : file with { IsSplit = isSplit };
            case 4:
                return new RarBlock(RarBlockKind.Encryption, dataOffset, data) { IsEncrypted = true };
            case 5:
                return new RarBlock(RarBlockKind.End, dataOffset, data) { IsSplit = (fields.Vint() & 1) != 0 };
            default:
                return new RarBlock(RarBlockKind.Other, dataOffset, data);
        }
    }

    private static RarBlock File(ref Fields fields, RarBlockKind kind, long dataOffset, long data, int extraLength)
    {
        long flags = fields.Vint(), length = fields.Vint();
        fields.Vint();
        fields.Skip((flags & 2) != 0 ? 4 : 0);
        uint? crc = (flags & 4) != 0 ? fields.Number() : null;
        long compression = fields.Vint();
        fields.Vint();
        ReadOnlySpan<byte> name = fields.Take(fields.Vint());
        fields.Skip(fields.Left - extraLength);
        (bool encrypted, bool link) = Extra(ref fields);
        return new RarBlock(kind, dataOffset, data)
        {
            Name = Encoding.UTF8.GetString(name).Replace('\\', '/'),
            Length = (flags & 8) != 0 || length < 0 ? null : length,
            Crc = crc,
            IsStored = ((compression >> 7) & 7) == 0,
            Dictionary = (128L << 10) << (int)((compression >> 10) & 0x1F),
            IsEncrypted = encrypted,
            HasNoContent = kind == RarBlockKind.File && ((flags & 1) != 0 || (link && data == 0)),
        };
    }

    // Records of a length, a type and what it says: 1 is encryption, 5 is the target of a link.
    private static (bool Encrypted, bool Link) Extra(ref Fields fields)
    {
        bool encrypted = false, link = false;
        while (fields.Left > 0 && !fields.Failed)
        {
            var record = new Fields(fields.Take(fields.Vint()));
            long type = record.Vint();
            encrypted |= type == 1;
            link |= type == 5;
        }

        return (encrypted, link);
    }

    private ref struct Fields(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _bytes = bytes;

        public readonly int Left => _bytes.Length;

        public bool Failed { get; private set; }

        // Seven bits a byte, lowest first; the highest bit says that more follow.
        public long Vint()
        {
            long value = 0;
            for (int i = 0; i < MostOfVint && i < _bytes.Length; i++)
            {
                value |= (long)(_bytes[i] & 0x7F) << (7 * i);
                if (_bytes[i] < 0x80)
                {
                    _bytes = _bytes[(i + 1)..];
                    return value;
                }
            }

            Failed = true;
            return 0;
        }

        public uint Number() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

        public void Skip(long count) => Take(count);

        public ReadOnlySpan<byte> Take(long count)
        {
            if (count < 0 || count > _bytes.Length)
            {
                Failed = true;
                return default;
            }

            ReadOnlySpan<byte> taken = _bytes[..(int)count];
            _bytes = _bytes[(int)count..];
            return taken;
        }
    }
}
