using System.Buffers.Binary;

namespace ArtifactGate.Detection.Keys;

/// <summary>Goes through the packets of an OpenPGP message, old and new headers; stops where one does not fit.</summary>
internal ref struct PgpPackets(ReadOnlySpan<byte> bytes)
{
    public const int Signature = 2;
    public const int SecretKey = 5;
    public const int SecretSubkey = 7;
    public const int Trust = 12;
    public const int UserId = 13;
    public const int PublicSubkey = 14;
    public const int UserAttribute = 17;

    private readonly int _whole = bytes.Length;
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Kind of the packet that was read.</summary>
    public int Tag { get; private set; }

    /// <summary>Its body, or what is there of it.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>The body ends before the packet does.</summary>
    public bool Cut { get; private set; }

    /// <summary>The first byte behind the packet that was read.</summary>
    public readonly int End => _whole - _rest.Length;

    /// <summary>Reads the next packet; false at the end and at anything that is none.</summary>
    public bool Next()
    {
        if (Cut || _rest.Length < 2 || _rest[0] < 0x80)
        {
            return false;
        }

        bool current = (_rest[0] & 0x40) != 0;
        Tag = current ? _rest[0] & 0x3F : (_rest[0] >> 2) & 15;
        if (!(current ? TryReadLength(out int header, out long length) : TryReadOldLength(out header, out length)))
        {
            return false;
        }

        Cut = length > _rest.Length - header;
        int taken = (int)Math.Min(length, _rest.Length - header);
        Body = _rest.Slice(header, taken);
        _rest = _rest[(header + taken)..];
        return true;
    }

    // Lengths in parts are for data, never for keys.
    private readonly bool TryReadLength(out int header, out long length)
    {
        (header, length) = _rest[1] switch
        {
            < 192 => (2, _rest[1]),
            < 224 when _rest.Length >= 3 => (3, ((_rest[1] - 192) << 8) + _rest[2] + 192),
            255 when _rest.Length >= 6 => (6, BinaryPrimitives.ReadUInt32BigEndian(_rest[2..])),
            _ => (0, 0L),
        };
        return header > 0;
    }

    private readonly bool TryReadOldLength(out int header, out long length)
    {
        (header, length) = (_rest[0] & 3) switch
        {
            0 => (2, _rest[1]),
            1 when _rest.Length >= 3 => (3, BinaryPrimitives.ReadUInt16BigEndian(_rest[1..])),
            2 when _rest.Length >= 5 => (5, BinaryPrimitives.ReadUInt32BigEndian(_rest[1..])),
            _ => (0, 0L),
        };
        return header > 0;
    }
}
